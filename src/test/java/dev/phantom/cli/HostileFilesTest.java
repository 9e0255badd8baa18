package dev.phantom.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.phantom.cli.terminal.ExitCode;
import dev.phantom.fault.Code;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever file is handed over under whatever option: one clear line with a code, in little memory.
class HostileFilesTest {

    /// Not a measure of speed: what takes so long on any machine never ends.
    private static final Duration ENDLESS = Duration.ofMinutes(10);

    private static final List<String> OPTIONS = List.of(
            "--safe",
            "--live",
            "--live-resources",
            "--deployed",
            "--parameters",
            "--ignore",
            "--previous",
            "--stack-resources",
            "--stack-description",
            "--config");

    @TempDir
    static Path folder;

    @BeforeAll
    static void makeFiles() throws IOException {
        Files.writeString(folder.resolve("safe.yaml"), "Resources: {Jobs: {Type: AWS::SQS::Queue}}\n");
        Files.writeString(folder.resolve("live.json"), HostileFiles.GENERATED);
        for (var kind : HostileFiles.values()) {
            kind.in(folder);
        }
    }

    static Stream<Arguments> everyFileUnderEveryOption() {
        return Stream.of(HostileFiles.values())
                .flatMap(kind -> OPTIONS.stream().map(option -> Arguments.of(option, kind)));
    }

    private static List<String> command(String option, HostileFiles kind) {
        var file = kind.name().toLowerCase(java.util.Locale.ROOT) + ".file";
        if (option.equals("--config")) {
            return List.of("run", "--dry-run", "--quiet", "--config", file);
        }
        var words = new ArrayList<>(List.of("diff", "--output", "json"));
        words.addAll(List.of("--safe", option.equals("--safe") ? file : "safe.yaml"));
        words.addAll(List.of("--live", option.equals("--live") ? file : "live.json"));
        if (!option.equals("--safe") && !option.equals("--live")) {
            words.addAll(List.of(option, file));
        }
        return words;
    }

    @ParameterizedTest
    @MethodSource("everyFileUnderEveryOption")
    void isRefusedInOneLineOrRead(String option, HostileFiles kind) {
        var shown = assertTimeoutPreemptively(
                ENDLESS, () -> new Shell().in(folder).run(command(option, kind).toArray(String[]::new)));
        held(shown.code(), shown.out(), shown.err(), kind);
    }

    private static void held(int code, String out, String err, HostileFiles kind) {
        var lines = err.strip().lines().toList();
        if (code == ExitCode.OK) {
            // no rule, no parameter, no live resource: nothing in an empty file is wrong by itself
            assertThat(kind).isIn(HostileFiles.EMPTY);
            assertThat(err).isEmpty();
            return;
        }
        assertThat(code).isEqualTo(ExitCode.ERROR);
        assertThat(out).isEmpty();
        assertThat(lines).hasSize(1);
        assertThat(lines.getFirst())
                .matches("PH-(CLI|CFG|TPL|DRF)-\\d{3} .*" + kind.name().toLowerCase(java.util.Locale.ROOT) + ".*")
                .doesNotContain(Code.INTERNAL_ERROR.id(), "Exception", "out of memory");
        assertThat(lines.getFirst().length()).isLessThan(500);
    }

    /// The whole program, with a heap that the file does not fit into many times.
    @ParameterizedTest
    @EnumSource(
            names = {"LONG_STRING_YAML", "LONG_STRING_JSON", "ALIAS_BOMB", "MERGE_BOMB", "DEEP_JSON", "LONG_NUMBER"})
    void inLittleMemory(HostileFiles kind) throws Exception {
        for (var option : List.of("--safe", "--live")) {
            var words = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin/java").toString(),
                    "-Xmx256m",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    classPath(),
                    "dev.phantom.cli.Main"));
            words.addAll(command(option, kind));
            var process = new ProcessBuilder(words)
                    .directory(folder.toFile())
                    .redirectOutput(folder.resolve("out").toFile())
                    .redirectError(folder.resolve("err").toFile())
                    .start();
            process.waitFor();
            var err = Files.readString(folder.resolve("err"), StandardCharsets.UTF_8);
            held(process.exitValue(), Files.readString(folder.resolve("out")), err, kind);
        }
    }

    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(java.io.File.pathSeparator));
    }

    /// A template of two kilobytes that asks for gigabytes: a gap of the resource that does, and of no other.
    @Test
    void functionsThatMakeGigabytesCostTheirResourceAlone() throws IOException {
        var cells = java.util.stream.IntStream.range(1, 40)
                .mapToObj(i ->
                        "k%d: !Join ['', [!FindInMap [M, c, k%d], !FindInMap [M, c, k%d]]]".formatted(i, i - 1, i - 1))
                .collect(Collectors.joining(", "));
        Files.writeString(folder.resolve("doubling.yaml"), """
                Mappings: {M: {c: {k0: xxxxxxxxxxxxxxxx, %s}}}
                Resources:
                  Jobs: {Type: AWS::SQS::Queue, Properties: {QueueName: jobs, VisibilityTimeout: 31}}
                  Other: {Type: AWS::SQS::Queue, Properties: {QueueName: other, RedrivePolicy: !FindInMap [M, c, k39]}}
                """.formatted(cells));
        Files.writeString(folder.resolve("two.json"), """
                {"Resources": {"A": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "jobs", "VisibilityTimeout": 30}},
                 "B": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "other", "RedrivePolicy": "x"}}}}
                """);
        var shown = assertTimeoutPreemptively(
                ENDLESS, () -> new Shell().in(folder).run("diff", "--safe", "doubling.yaml", "--live", "two.json"));
        assertThat(shown.code()).as(shown.err()).isZero();
        assertThat(shown.out())
                .contains(
                        "1 drift · 1 of 2 resources compared", "/VisibilityTimeout", "unresolved: Other/RedrivePolicy");
    }

    /// A pipe that nobody writes to would be waited for, a device never ends.
    @Test
    void whatIsNoRegularFileIsRefusedWhereverAFileIsNamed() throws Exception {
        var pipe = folder.resolve("pipe.yaml");
        if (!Files.exists(pipe)) {
            assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                    .isZero();
        }
        for (var named : List.of("pipe.yaml", "/dev/zero")) {
            for (var words : List.of(
                    List.of("diff", "--safe", named, "--live", "live.json"),
                    List.of("diff", "--safe", "safe.yaml", "--live", named),
                    List.of("diff", "--safe", "safe.yaml", "--live", "live.json", "--ignore", named),
                    List.of("template", "check", named),
                    List.of("template", "set", named, "Jobs", "/QueueName", "\"x\""),
                    List.of("cost", named),
                    List.of("reconcile", "plan", named),
                    List.of("run", "--config", named))) {
                var shown = assertTimeoutPreemptively(
                        ENDLESS, () -> new Shell().in(folder).run(words.toArray(String[]::new)));
                assertThat(shown.code()).as(words + "").isEqualTo(ExitCode.ERROR);
                assertThat(shown.out() + shown.err())
                        .as(words + "")
                        .contains("it is a pipe or a device; write what it gives to a file, and name that");
            }
        }
    }

    @Test
    void oddButHarmlessIsRead() throws IOException {
        var odd = "\uFEFF" + HostileFiles.GENERATED.replace("\n", "\r\n").replace(" \"Resources\"", "\t\"Resources\"");
        Files.writeString(folder.resolve("odd.json"), odd);
        Files.writeString(folder.resolve("odd.yaml"), "\uFEFFParameters: {A: {Type: String}}\r\nResources:\r\n  Jobs:\r\n    Type: AWS::SQS::Queue\r\n");
        Files.writeString(folder.resolve("odd-ignore.yaml"), "\uFEFFversion: 1\r\nrules: []\r\n");
        Files.writeString(folder.resolve("odd-parameters.json"), "\uFEFF{\"A\":\t\"b\"}\r\n");
        var shown = new Shell()
                .in(folder)
                .run(
                        "diff",
                        "--safe",
                        "odd.yaml",
                        "--live",
                        "odd.json",
                        "--previous",
                        "odd.json",
                        "--ignore",
                        "odd-ignore.yaml",
                        "--parameters",
                        "odd-parameters.json");
        assertThat(shown.code()).as(shown.err()).isZero();
        assertThat(shown.out()).contains("no drift · 1 of 1 resources compared");
    }

    /// References in a circle are no endless walk; they are what nobody can know.
    @Test
    void referencesInACircleEnd() throws IOException {
        Files.writeString(folder.resolve("circle.yaml"), """
                Parameters: {P: {Type: String, Default: !Ref P}}
                Conditions:
                  A: !Not [{Condition: B}]
                  B: !Not [{Condition: A}]
                Resources:
                  One: {Type: AWS::SQS::Queue, Condition: A, Properties: {QueueName: !GetAtt Two.QueueName}}
                  Two: {Type: AWS::SQS::Queue, Properties: {QueueName: !GetAtt One.QueueName}}
                """);
        var shown = assertTimeoutPreemptively(
                ENDLESS, () -> new Shell().in(folder).run("diff", "--safe", "circle.yaml", "--live", "live.json"));
        assertThat(shown.out() + shown.err()).doesNotContain(Code.INTERNAL_ERROR.id(), "\tat ");
        assertThat(shown.code() == 0 ? shown.out() : shown.err()).containsAnyOf("unresolved", "PH-TPL-", "ambiguous");
    }
}
