package dev.phantom.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.docs.AccuracyPage;
import dev.phantom.drift.detect.CorpusCases;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/// Every change of our own on the clean recorded resources, reverted in an embedded AWS with neighbours that drift as
/// well: what is executed is what was approved, or nothing is.
@Tag("corpus")
@EnabledIfEnvironmentVariable(named = "PHANTOM_CORPUS", matches = ".+")
class CorpusReconcileTest {

    private static final long SEED = 20261126;
    private static final int NEIGHBOURS = 12;
    /// Embedded AWSs that are played side by side; one resource runs in each once.
    private static final int ACCOUNTS = 4;

    @TempDir
    Path folder;

    @Test
    void whatIsExecutedIsWhatWasApprovedOrNothing() {
        var tally = new ReconcileTally();
        var accounts = accounts();
        IntStream.range(0, accounts.size())
                .parallel()
                .forEach(i -> ReconcileRounds.play(
                        folder.resolve("" + i), accounts.get(i), tally, new Random(SEED + i), Integer.MAX_VALUE));
        AccuracyPage.holds("reconcile", tally.page());
        assertThat(tally.wrong()).isEmpty();
        assertThat(tally.executedShare()).isGreaterThan(0.85);
        assertThat(tally.executed()).isGreaterThan(2500);
    }

    /// Resources with about as many mutations are neighbours, so that most of them drift at once.
    private static List<List<SubjectStack>> accounts() {
        var accounts = new ArrayList<Map<String, Subject>>();
        IntStream.range(0, ACCOUNTS).forEach(i -> accounts.add(new TreeMap<>()));
        var cases = new CorpusCases(11);
        for (var pair : CorpusCases.lines("pairs.jsonl")) {
            if (clean(cases, pair)) {
                var key = pair.get("region").asText() + " " + pair.get("type").asText() + " "
                        + pair.get("physicalId").asText();
                accounts.stream()
                        .filter(a -> !a.containsKey(key))
                        .min(Comparator.comparing(Map::size))
                        .ifPresent(a -> a.put(key, subject(pair, a.size())));
            }
        }
        return accounts.stream().map(CorpusReconcileTest::stacks).toList();
    }

    private static boolean clean(CorpusCases cases, JsonNode pair) {
        return pair.get("expect").get("confirmedDrift").isEmpty()
                && cases.identified(pair, pair.get("live"), null)
                        .report()
                        .drifts()
                        .isEmpty();
    }

    private static Subject subject(JsonNode pair, int number) {
        var id = pair.get("logicalId").asText();
        return new Subject(
                "R" + number,
                pair.get("physicalId").asText(),
                pair.get("type").asText(),
                pair.get("safe").get("Resources").get(id).withObject("/Properties"),
                (ObjectNode) pair.get("live").get("Resources").get(id).path("Properties"));
    }

    private static List<SubjectStack> stacks(Map<String, Subject> account) {
        var regions = new TreeMap<String, List<Subject>>();
        account.forEach((key, subject) -> regions.computeIfAbsent(key.split(" ")[0], r -> new ArrayList<>())
                .add(subject));
        var stacks = new ArrayList<SubjectStack>();
        regions.forEach((region, subjects) -> {
            var counts = new HashMap<Subject, Integer>();
            subjects.forEach(s -> counts.put(s, s.mutations().size()));
            subjects.sort(Comparator.comparing(counts::get));
            for (var i = 0; i < subjects.size(); i += NEIGHBOURS) {
                var some = subjects.subList(i, Math.min(subjects.size(), i + NEIGHBOURS));
                stacks.add(new SubjectStack("stack-" + stacks.size(), region, List.copyOf(some)));
            }
        });
        return stacks;
    }
}
