package dev.phantom.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// Files that an enemy or an accident might hand over, made here so that none of them lies in the repository.
enum HostileFiles {
    EMPTY,
    ALIAS_BOMB,
    ALIAS_CIRCLE,
    MERGE_BOMB,
    LONG_STRING_YAML,
    LONG_STRING_JSON,
    DEEP_FLOW,
    DEEP_BLOCK,
    DEEP_JSON,
    TWICE_YAML,
    TWICE_JSON,
    TABS,
    NOT_UTF8,
    UTF16,
    CUT_JSON,
    CUT_YAML,
    ZEROS,
    LONG_NUMBER,
    TWO_DOCUMENTS,
    A_WORD;

    private static final int LONG = 100_000_000;

    /// A generated template as AWS writes it, to be cut or bent.
    static final String GENERATED = """
            {"Metadata": {"AWSToolsMetrics": {"IaC_Generator": "arn:aws:cloudformation:us-east-1:111122223333:generatedTemplate/x"}},
             "Resources": {"SQSQueue00Jobs": {"Type": "AWS::SQS::Queue", "DeletionPolicy": "Retain",
               "UpdateReplacePolicy": "Retain", "Properties": {"QueueName": "jobs", "VisibilityTimeout": 30}}}}
            """;

    Path in(Path folder) {
        var file = folder.resolve(name().toLowerCase(java.util.Locale.ROOT) + ".file");
        try (var out = Files.newOutputStream(file)) {
            switch (this) {
                case LONG_STRING_YAML -> padded(out, "Resources:\n  A:\n    Type: ", "\n");
                case LONG_STRING_JSON -> padded(out, "{\"Resources\": {\"A\": {\"Type\": \"", "\"}}}");
                default -> out.write(bytes());
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] bytes() {
        return switch (this) {
            case EMPTY -> new byte[0];
            case ALIAS_BOMB -> text(bomb());
            case ALIAS_CIRCLE -> text("Resources: &a\n  A: {Type: T, Properties: *a}\nversion: 1\nrules: &r [*r]\n");
            case MERGE_BOMB -> text(merges());
            case DEEP_FLOW -> text("Resources: " + "[".repeat(1_000_000));
            case DEEP_BLOCK -> text(block());
            case DEEP_JSON -> text("{\"Resources\": " + "{\"a\": ".repeat(500_000));
            case TWICE_YAML -> text("version: 1\nResources: {}\nResources: {}\nversion: 1\n");
            case TWICE_JSON -> text("{\"Resources\": {\"A\": {\"Type\": \"T\"}, \"A\": {\"Type\": \"T\"}}}");
            case TABS -> text("Resources:\n\tA:\n\t\tType: T\n");
            case NOT_UTF8 -> "Resources:\n  A: {Type: caf\u00e9}\n".getBytes(StandardCharsets.ISO_8859_1);
            case UTF16 -> GENERATED.getBytes(StandardCharsets.UTF_16);
            case CUT_JSON -> text(GENERATED.substring(0, GENERATED.length() / 2));
            case CUT_YAML -> text("Resources:\n  A:\n    Type: \"AWS::SQS::Qu");
            case ZEROS -> new byte[100_000];
            case LONG_NUMBER -> text("{\"Resources\": {\"A\": " + "9".repeat(1_000_000) + "}}");
            case TWO_DOCUMENTS -> text("Resources: {}\n---\nResources: {}\n");
            case A_WORD -> text("word");
            case LONG_STRING_YAML, LONG_STRING_JSON -> throw new IllegalStateException();
        };
    }

    private static void padded(java.io.OutputStream out, String head, String tail) throws IOException {
        out.write(text(head));
        var piece = new byte[1_000_000];
        Arrays.fill(piece, (byte) 'x');
        for (int i = 0; i < LONG / piece.length; i++) {
            out.write(piece);
        }
        out.write(text(tail));
    }

    private static String bomb() {
        var text = new StringBuilder("version: 1\nResources:\n  a0: &a0 {Type: x}\n");
        for (int i = 1; i < 12; i++) {
            text.append("  a%d: &a%d [%sx]\n".formatted(i, i, ("*a" + (i - 1) + ",").repeat(9)));
        }
        return text.toString();
    }

    private static String merges() {
        var text = new StringBuilder("version: 1\nResources:\n  a0: &a0 {Type: x}\n");
        for (int i = 1; i < 40; i++) {
            text.append("  a%d: &a%d {k%d: *a%d, <<: [*a%d, *a%d]}\n".formatted(i, i, i, i - 1, i - 1, i - 1));
        }
        return text.toString();
    }

    private static String block() {
        var text = new ByteArrayOutputStream();
        text.writeBytes(text("Resources:\n"));
        for (int i = 1; i < 2_000; i++) {
            text.writeBytes(text(" ".repeat(i) + "a:\n"));
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
