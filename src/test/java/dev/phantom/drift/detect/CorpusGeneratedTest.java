package dev.phantom.drift.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.docs.AccuracyPage;
import dev.phantom.drift.detect.GeneratedCase.Tally;
import dev.phantom.drift.ignore.IgnoreRules;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.iac.cloudformation.CloudFormation;
import dev.phantom.stack.Baseline;
import dev.phantom.stack.DeployedState;
import dev.phantom.stack.Mask;
import dev.phantom.stack.SafeState;
import dev.phantom.stack.StackId;
import dev.phantom.stack.file.LiveStateReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A real generated template against itself, in both notations; and what was recorded, told as generated templates.
@Tag("corpus")
@EnabledIfEnvironmentVariable(named = "PHANTOM_CORPUS", matches = ".+")
class CorpusGeneratedTest {

    private static final long SEED = 20261122;

    private int lies;

    @ParameterizedTest
    @CsvSource({"json,yaml", "yaml,json", "yaml,yaml"})
    void nothingAgainstItself(String safe, String live) throws IOException {
        var template = new CloudFormation().read("safe." + safe, text(safe));
        var reader = new LiveStateReader(List.of(new CloudFormation()), Known.TYPES::identifiers);
        var id = new StackId("111122223333", "us-east-1", "carbon");
        var report = new DriftDetector(Known.EVERYWHERE, Mask.of(""), IgnoreRules.NONE, LocalDate.of(2026, 1, 1))
                .detect(new States(
                        id,
                        new SafeState(SafeState.Source.FILE, "", "", "safe", template, java.util.Map.of(), List.of()),
                        DeployedState.unknown(id),
                        reader.read("live." + live, text(live), Map.of()),
                        Baseline.none(id)))
                .report();
        System.out.println(report.coverage().resources() + " "
                + report.coverage().compared() + " " + report.coverage().unchecked());
        assertThat(report.drifts()).isEmpty();
        assertThat(report.coverage().resources()).isEqualTo(78);
    }

    @Test
    void whatWasMadeUpIsNoDrift() {
        var random = new Random(SEED);
        var worlds = GeneratedCases.scenarios()
                .flatMap(scenario -> GeneratedCases.of(scenario).stream())
                .toList();
        var pairs = CorpusCases.lines("pairs.jsonl");
        var changed = pairs.stream()
                .flatMap(pair -> GeneratedCases.changed(pair, random).stream())
                .toList();
        var rows = new StringBuilder("| live state | resources | made up | changes told | lies | patches | stained |\n"
                + "|---|---|---|---|---|---|---|\n");
        rows.append(row("the embedded world's stacks", worlds));
        rows.append(row(
                "recorded resources", pairs.stream().map(GeneratedCases::pair).toList()));
        rows.append(row("recorded resources, one change each", changed));
        rows.append(row(
                "recorded stacks",
                CorpusCases.lines("stacks.jsonl").stream()
                        .map(GeneratedCases::stack)
                        .toList()));
        AccuracyPage.holds("generated", rows.toString());
        assertThat(lies).isZero();
    }

    private String row(String title, List<GeneratedCase> cases) {
        var random = new Random(SEED); // its own, so that a new scenario moves no other row
        var tally = Tally.NONE;
        for (var one : cases) {
            tally = tally.plus(one.look(random));
        }
        Stream.concat(tally.lies().stream(), tally.stained().stream())
                .filter(line -> !Split.of(line.substring(0, line.indexOf(' '))).hidden())
                .forEach(line -> System.out.println("  " + title + ": " + line));
        lies += tally.lies().size() + tally.stained().size();
        return tally.row(title);
    }

    private static String text(String format) throws IOException {
        return Files.readString(Path.of(System.getenv("PHANTOM_CORPUS"), "iac-generator", "ecoclean-carbon." + format));
    }
}
