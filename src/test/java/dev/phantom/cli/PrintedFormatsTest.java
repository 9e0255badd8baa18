package dev.phantom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.phantom.cli.command.Catalogue;
import dev.phantom.sandbox.aws.Quirks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/// Every command in every format that it accepts: what is printed is valid by a schema, or by the rules of its format.
class PrintedFormatsTest {

    /// A command line for each command that takes `--output`, with the schema of its JSON. A command may have several.
    private static final Map<String, String> LINES = new LinkedHashMap<>();

    static {
        LINES.put("demo --quiet --out demo", "run");
        LINES.put("run --quiet --dry-run --show-all", "run");
        LINES.put("check payments --show-all", "report");
        LINES.put("check trade", "run");
        LINES.put("diff --safe safe.yaml --live live.json --show-all", "report");
        LINES.put("diff --plan plan.json --show-all", "report");
        LINES.put("diff --batch batch", "run");
        LINES.put("analyze --case CASE", "verdict");
        LINES.put("analyze --case CASE --print-prompt", "prompt");
        LINES.put("eval --quiet --suite suite", "eval");
        LINES.put("observe payments-api", "observe");
        LINES.put("cost safe.yaml", "cost");
        LINES.put("cost --safe safe.yaml --live live.json", "cost");
        LINES.put("template check safe.yaml broken.yaml", "template-check");
        LINES.put("types show AWS::SQS::Queue", "type");
        LINES.put("types show AWS::SQS::Queue --refresh", "type-refresh");
        LINES.put("doctor --print-policy --stacks", "policy");
        LINES.put("doctor --print-policy --types all", "policy");
    }

    @TempDir
    static Path folder;

    private static Night night;

    @BeforeAll
    static void open() throws IOException {
        for (var file : List.of("safe.yaml", "live.json")) {
            Files.copy(Path.of("tools/training", file), folder.resolve(file));
            var stack = Files.createDirectories(folder.resolve("batch/one"));
            Files.copy(Path.of("tools/training", file), stack.resolve(file));
        }
        Files.copy(Path.of("src/test/resources/terraform/plans/full.json"), folder.resolve("plan.json"));
        Files.writeString(folder.resolve("broken.yaml"), "Resources: [");
        new LabelledSuite(folder.resolve("suite"))
                .add(
                        "tuned/a",
                        "02-web-ingress",
                        "\"pair\": null, \"twin\": null, \"tier\": \"easy\"",
                        LabelledSuite.finding("WebGroup", "/SecurityGroupIngress/1", "revert", "legitimize"));
        night = new Night(folder);
        assertThat(night.run("run", "--quiet").code()).isZero();
    }

    @AfterAll
    static void close() {
        night.close();
    }

    /// `template check` by the formats that it accepts.
    private static Map<String, List<String>> accepted() {
        var all = new LinkedHashMap<String, List<String>>();
        accepted(Catalogue.commandLine(), all);
        return all;
    }

    private static void accepted(CommandLine line, Map<String, List<String>> into) {
        var option = line.getCommandSpec().findOption("--output");
        if (option != null) {
            var name = line.getCommandSpec().qualifiedName().replaceFirst("^phantom ", "");
            into.put(
                    name,
                    StreamSupport.stream(option.completionCandidates().spliterator(), false)
                            .toList());
        }
        line.getSubcommands().values().forEach(below -> accepted(below, into));
    }

    static Stream<Arguments> everyLineInEveryFormat() {
        return LINES.keySet().stream()
                .flatMap(line -> accepted().entrySet().stream()
                        .filter(command -> line.startsWith(command.getKey() + " "))
                        .flatMap(command -> command.getValue().stream())
                        .map(format -> Arguments.of(line, format)));
    }

    @Test
    void noCommandIsLeftOut() {
        var missing = new TreeSet<>(accepted().keySet());
        missing.removeIf(name -> LINES.keySet().stream().anyMatch(line -> line.startsWith(name + " ")));
        assertThat(missing).isEmpty();
    }

    @ParameterizedTest(name = "{0} --output {1}")
    @MethodSource("everyLineInEveryFormat")
    void isValid(String line, String format) throws IOException {
        var out = printed(line, format);
        assertThat(out).isNotBlank();
        switch (format) {
            case "json" -> Outputs.fits(LINES.get(line), Outputs.json(out));
            case "sarif" -> Outputs.isValidSarif(Outputs.json(out));
            case "markdown" -> Outputs.isPlainMarkdown(out);
            case "html" -> {
                Outputs.isQuietHtml(out);
                Outputs.isWellFormedHtml(out);
            }
            case "text" -> assertThat(out).doesNotContain("\u001b");
            default -> throw new AssertionError("no law for the format " + format);
        }
    }

    private static String printed(String line, String format) throws IOException {
        var words = new ArrayList<String>();
        for (var word : line.split(" ")) {
            words.add(word.equals("CASE") ? aCase() : word);
        }
        words.addAll(List.of("--output", format));
        if (!line.startsWith("check trade")) {
            return night.run(words.toArray(String[]::new)).out();
        }
        try (var aws = LoneAws.of(Path.of("src/test/scenarios/16-nested-stacks"), Quirks.REAL)) {
            return LoneAws.shell(aws, folder).run(words.toArray(String[]::new)).out();
        }
    }

    private static String aCase() throws IOException {
        try (var files = Files.walk(folder.resolve("phantom-out/cases"))) {
            return files.filter(f -> f.endsWith("case.json"))
                    .sorted()
                    .findFirst()
                    .orElseThrow()
                    .getParent()
                    .toString();
        }
    }

    @Test
    void whatScanAndThePolicyPrintIsValidToo() throws IOException {
        Outputs.fits(
                "live", Outputs.json(night.run("scan", "payments", "--quiet").out()));
        var policy = Outputs.json(night.run("doctor", "--print-policy").out());
        assertThat(policy.path("Version").asText()).isEqualTo("2012-10-17");
        assertThat(policy.path("Statement")).isNotEmpty();
    }

    /// What AWS keeps has no place in a repository.
    @Test
    void withoutARepositoryAResultHasNoFile() throws IOException {
        var log = Outputs.json(printed("check payments", "sarif"));
        assertThat(log.at("/runs/0/results")).isNotEmpty();
        assertThat(log.findValues("physicalLocation")).isEmpty();
        assertThat(log.findValues("logicalLocations")).isNotEmpty();
    }

    @Test
    void resultsHaveRulesOfTheirOwnAndPointToTheirLines() throws IOException {
        var log = Outputs.json(printed("diff --safe safe.yaml --live live.json", "sarif"));
        var byRule = new LinkedHashMap<String, JsonNode>();
        log.at("/runs/0/results").forEach(r -> byRule.put(r.path("ruleId").asText(), r));
        assertThat(byRule.keySet()).containsExactlyInAnyOrder("PH-SEV-040", "PH-SEV-006", "PH-SEV-001");
        assertThat(line(byRule, "PH-SEV-006")).isEqualTo(17);
        for (var rule : log.at("/runs/0/tool/driver/rules")) {
            assertThat(rule.path("helpUri").asText()).startsWith("https://docs.aws.amazon.com/");
            assertThat(rule.at("/properties/security-severity").isTextual())
                    .isEqualTo(!rule.path("id").asText().equals("PH-SEV-040"));
        }
        int port = byRule.get("PH-SEV-001").path("ruleIndex").asInt();
        assertThat(log.at("/runs/0/tool/driver/rules/" + port + "/properties/security-severity")
                        .asText())
                .isEqualTo("9.5");
        assertThat(byRule.get("PH-SEV-006").at("/properties/control").asText())
                .isEqualTo("RDS.DBInstance.DeletionProtection");
        assertThat(byRule.get("PH-SEV-006").at("/properties/reasons").size()).isEqualTo(3);
    }

    private static int line(Map<String, JsonNode> byRule, String rule) {
        return byRule.get(rule)
                .at("/locations/0/physicalLocation/region/startLine")
                .asInt();
    }

    @Test
    void anyFileNameIsAnAddress() throws IOException {
        var file = "C: 100% [x]?#ü.yaml";
        Files.copy(folder.resolve("safe.yaml"), folder.resolve(file));
        var log = Outputs.json(new Shell()
                .in(folder)
                .run("diff", "--safe", file, "--live", "live.json", "--output", "sarif")
                .out());
        Outputs.isValidSarif(log);
        assertThat(log.at("/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri")
                        .asText())
                .isEqualTo("C%3A%20100%25%20%5Bx%5D%3F%23%C3%BC.yaml");
    }
}
