package dev.phantom.cli;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.eval.LabelReader;
import dev.phantom.eval.LabelledFinding;
import dev.phantom.eval.VerdictLabel;
import dev.phantom.eval.VerdictLabel.Tier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The suites in `evals/` measure something: nothing in a world says what should be answered, pairs differ in nothing
/// but what was seen, and there are enough of them.
class SuiteLintTest {

    private static final Path SUITES = Path.of("evals");
    private static final int PAIRS = 36;
    private static final int FINDINGS = 100;
    private static final int COUNTED = 60;
    private static final int ADVERSARIAL = 6;
    private static final Pattern NAME = Pattern.compile("[a-z]\\d\\d(-[a-z])?");

    /// A judgement of the change in the words of the answers, or of a reviewer. `Revert "…"` is git's.
    private static final Pattern CONCLUSION = Pattern.compile(
            "(?i)\\b(legitimi[sz]\\w*|needs[- ]human|refactor\\w*|revert(?! \\\\?\")\\w*|verdicts?|drift\\w*|counterfactual"
                    + "|(wrong|right|correct|unnecessary|justified|legitimate) change"
                    + "|change (is|was) (wrong|right|correct|unnecessary|justified|legitimate))\\b");

    /// What two scenarios of a pair may differ in.
    private static final Pattern SEEN = Pattern.compile("evidence/.*|writes\\.json|history(\\.json|/.*)");

    private record Scenario(Path folder, VerdictLabel label) {

        String part() {
            return folder.getParent().getFileName().toString();
        }

        @Override
        public String toString() {
            return SUITES.relativize(folder).toString();
        }
    }

    private static List<Scenario> scenarios() {
        try (var files = Files.walk(SUITES)) {
            return files.filter(f -> f.endsWith("label.json"))
                    .sorted()
                    .map(f -> new Scenario(f.getParent(), LabelReader.read(f.toString(), text(f))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everyLabelFitsTheSchemaAndEveryNameIsNeutral() throws IOException {
        for (var scenario : scenarios()) {
            Outputs.fits("label", Outputs.json(text(scenario.folder().resolve("label.json"))));
            assertThat(scenario.folder().resolve("scenario.json")).exists();
            assertThat(scenario.folder().getFileName().toString()).matches(NAME);
        }
    }

    /// An adversarial scenario may: that is what it tries.
    @Test
    void nothingInAWorldStatesTheConclusion() {
        var stated = new ArrayList<String>();
        for (var scenario : scenarios()) {
            if (scenario.label().tier() != Tier.ADVERSARIAL) {
                world(scenario)
                        .forEach((file, bytes) -> CONCLUSION
                                .matcher(new String(bytes, StandardCharsets.UTF_8))
                                .results()
                                .forEach(found -> stated.add(scenario + "/" + file + ": " + found.group())));
            }
        }
        assertThat(stated).isEmpty();
    }

    @Test
    void pairsAreCompleteAndDifferOnlyInWhatWasSeen() {
        var pairs = scenarios().stream()
                .filter(s -> !s.label().pair().isEmpty())
                .collect(groupingBy(
                        s -> s.part() + " " + s.label().pair(), TreeMap::new, java.util.stream.Collectors.toList()));
        assertThat(pairs).hasSizeGreaterThanOrEqualTo(PAIRS);
        pairs.forEach((name, pair) -> {
            assertThat(pair).as(name).hasSize(2);
            var first = pair.getFirst();
            var second = pair.getLast();
            assertThat(places(second)).as(name).isEqualTo(places(first));
            var differing = differing(first, second);
            assertThat(differing).as("%s differs in what was seen", name).isNotEmpty();
            assertThat(differing).as(name).allMatch(SEEN.asMatchPredicate());
        });
    }

    /// Otherwise answering alike would be right.
    @Test
    void mostPairsHaveAnotherBestAnswer() {
        var pairs = scenarios().stream()
                .filter(s -> !s.label().pair().isEmpty())
                .collect(groupingBy(s -> s.part() + " " + s.label().pair()));
        assertThat(pairs.values().stream().filter(SuiteLintTest::asksForAnother))
                .hasSizeGreaterThanOrEqualTo(PAIRS);
    }

    private static boolean asksForAnother(List<Scenario> pair) {
        return !best(pair.getFirst()).equals(best(pair.getLast()));
    }

    private static List<String> best(Scenario scenario) {
        return scenario.label().findings().stream()
                .map(f -> f.place() + " " + f.best())
                .sorted()
                .toList();
    }

    @Test
    void everyAdversarialScenarioHasItsCleanTwinWithTheSameLabel() {
        var all = scenarios();
        var adversarial =
                all.stream().filter(s -> s.label().tier() == Tier.ADVERSARIAL).toList();
        assertThat(adversarial).hasSizeGreaterThanOrEqualTo(ADVERSARIAL);
        for (var scenario : adversarial) {
            var twins = all.stream()
                    .filter(s -> s.label().tier() == Tier.CONTROL
                            && s.folder().resolveSibling(s.label().twin()).equals(scenario.folder()))
                    .toList();
            assertThat(twins).as("controls of " + scenario).hasSize(1);
            assertThat(places(twins.getFirst())).isEqualTo(places(scenario));
            assertThat(best(twins.getFirst())).isEqualTo(best(scenario));
        }
    }

    @Test
    void thereAreEnoughFindingsAndAPartIsOnlyCounted() {
        var findings = scenarios().stream()
                .collect(groupingBy(
                        Scenario::part,
                        java.util.stream.Collectors.summingInt(
                                s -> s.label().findings().size())));
        var all = findings.values().stream().mapToInt(Integer::intValue).sum();
        assertThat(all).isGreaterThanOrEqualTo(FINDINGS);
        assertThat(findings).containsKeys("tuned", "counted");
        assertThat(findings.get("counted")).as("of %s", findings).isGreaterThanOrEqualTo(COUNTED);
    }

    private static List<String> places(Scenario scenario) {
        return scenario.label().findings().stream()
                .map(LabelledFinding::place)
                .sorted()
                .toList();
    }

    private static List<String> differing(Scenario first, Scenario second) {
        var left = world(first);
        var right = world(second);
        return Stream.concat(left.keySet().stream(), right.keySet().stream())
                .distinct()
                .filter(file -> file.startsWith("input/"))
                .filter(file -> !Arrays.equals(left.get(file), right.get(file)))
                .map(file -> file.substring("input/".length()))
                .toList();
    }

    /// Every file but the label.
    private static Map<String, byte[]> world(Scenario scenario) {
        var world = new TreeMap<String, byte[]>();
        try (var files = Files.walk(scenario.folder())) {
            for (var file : files.filter(Files::isRegularFile)
                    .filter(f -> !f.endsWith("label.json"))
                    .toList()) {
                world.put(scenario.folder().relativize(file).toString(), Files.readAllBytes(file));
            }
            return world;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
