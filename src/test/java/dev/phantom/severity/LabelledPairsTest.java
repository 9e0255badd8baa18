package dev.phantom.severity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.drift.Drift;
import dev.phantom.drift.subject.Subjects;
import dev.phantom.severity.rules.RuleCatalogue;
import dev.phantom.stack.ValueJson;
import dev.phantom.value.Value.MapValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/// Our levels against those of a misconfiguration scanner's makers. They do not know the environment.
@Tag("corpus")
@EnabledIfEnvironmentVariable(named = "PHANTOM_CORPUS", matches = ".+")
class LabelledPairsTest {
    private record Pair(String name, String severity, List<Drift> forth, List<Drift> back) {}

    private static final List<Pair> PAIRS = new ArrayList<>();
    private final Assessor assessor = RuleCatalogue.assessor();

    @BeforeAll
    static void read() throws Exception {
        var file = Path.of(System.getenv("PHANTOM_CORPUS"), "security-labelled", "severity-pairs.jsonl");
        for (var line : Files.readAllLines(file)) {
            var pair = (MapValue) ValueJson.parse(line);
            PAIRS.add(new Pair(
                    text(pair, "name"),
                    text(pair, "severity"),
                    drifts(pair, "safe", "live"),
                    drifts(pair, "live", "safe")));
        }
    }

    @Test
    void whatOthersCallHighIsNeverLow() {
        assertThat(PAIRS)
                .filteredOn(p -> List.of("HIGH", "CRITICAL").contains(p.severity()))
                .filteredOn(p -> !p.forth().isEmpty())
                .filteredOn(p -> level(p.forth()) == Severity.LOW)
                .extracting(Pair::name)
                .isEmpty();
    }

    /// Pairs whose compliant template itself shows, beside what it is labelled for, a risk that the violating one has
    /// not.
    private static final List<String> RISKY_EITHER_WAY = List.of(
            "EFS Without Tags", // the violating file encrypts, the compliant one does not
            "ELB Sensitive Port Is Exposed To Entire Network", // 127.0.0.1/0 is everybody
            "ELB With Security Group Without Inbound Rules", // the compliant file opens port 80 to the world
            "S3 Bucket Without SSL In Write Actions", // the violating file denies writes over TLS
            "SQS Policy With Public Access", // everybody in both, with other actions
            "Unknown Port Exposed To Internet"); // the compliant file opens ports 20 to 23 to the world

    @Test
    void aChangeBackToSafetyIsNoRisk() {
        assertThat(PAIRS)
                .filteredOn(p -> !RISKY_EITHER_WAY.contains(p.name()))
                .flatExtracting(p -> p.back().stream()
                        .flatMap(d -> assessor.assess(Subjects.of(d, "")).findings().stream())
                        .filter(f -> f.level() != Severity.LOW)
                        .map(f -> p.name() + ": " + f.rule() + " " + f.path() + " " + f.title())
                        .toList())
                .isEmpty();
    }

    @Test
    void exactHitsDoNotFallBelowWhatWasMeasured() {
        int[] seen = new int[3];
        for (var p : PAIRS) {
            var said = p.severity().equals("INFO") ? "LOW" : p.severity();
            var fired = p.forth().stream()
                    .anyMatch(
                            d -> !assessor.assess(Subjects.of(d, "")).findings().isEmpty());
            var ours = p.forth().isEmpty() ? Severity.LOW : level(p.forth());
            seen[0] += ours.name().equals(said) ? 1 : 0;
            seen[1] += Math.abs(ours.ordinal() - Severity.valueOf(said).ordinal()) <= 1 ? 1 : 0;
            seen[2] += fired ? 1 : 0;
            if (System.getenv("PHANTOM_SHOW") != null) {
                System.out.printf(Locale.ROOT, "%s %s %s %s%n", said, ours, fired ? "rule" : "base", p.name());
            }
        }
        System.out.printf(
                Locale.ROOT,
                "severity pairs: %d, exact %d, within one %d, a rule fired on %d%n",
                PAIRS.size(),
                seen[0],
                seen[1],
                seen[2]);
        assertThat(seen[0]).isGreaterThanOrEqualTo(89);
    }

    private Severity level(List<Drift> drifts) {
        return drifts.stream()
                .map(d -> assessor.assess(Subjects.of(d, "")).floor())
                .reduce(Severity.LOW, Severity::or);
    }

    private static List<Drift> drifts(MapValue pair, String from, String to) {
        var safe = resources(pair, from);
        var live = resources(pair, to);
        return safe.entries().keySet().stream()
                .flatMap(id -> drift(id, safe, live))
                .toList();
    }

    private static MapValue resources(MapValue pair, String side) {
        return pair.get(side) instanceof MapValue template && template.get("Resources") instanceof MapValue resources
                ? resources
                : MapValue.EMPTY;
    }

    private static Stream<Drift> drift(String id, MapValue safe, MapValue live) {
        if (!(safe.get(id) instanceof MapValue s) || !(live.get(id) instanceof MapValue l)) {
            return Stream.empty();
        }
        var drift = Differences.of(id, text(s, "Type"), properties(s), properties(l));
        return drift.changes().isEmpty() ? Stream.empty() : Stream.of(drift);
    }

    private static MapValue properties(MapValue resource) {
        return resource.get("Properties") instanceof MapValue p ? p : MapValue.EMPTY;
    }

    private static String text(MapValue map, String key) {
        return map.get(key) instanceof dev.phantom.value.Value.Scalar s ? s.text() : "";
    }
}
