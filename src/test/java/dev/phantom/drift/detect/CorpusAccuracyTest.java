package dev.phantom.drift.detect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.phantom.docs.AccuracyPage;
import dev.phantom.drift.Change;
import dev.phantom.drift.Drift;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/// The comparison against resources recorded from real deployments. Prints counts; details only of the types that rules
/// may be tuned on.
@Tag("corpus")
@EnabledIfEnvironmentVariable(named = "PHANTOM_CORPUS", matches = ".+")
class CorpusAccuracyTest {

    private static final long SEED = 20261122;

    /// @param clean    resources or cases that carry no declared label
    /// @param noisy    of these, with a confirmed change
    /// @param labelled declared labels
    /// @param found    of these, reported
    static final class Score {
        int clean;
        int noisy;
        int labelled;
        int found;
        int extra;
        int resources;
        int compared;
        final TreeMap<String, Integer> reasons = new TreeMap<>();

        double noisyPerCent() {
            return 100.0 * noisy / clean;
        }

        double comparedPerCent() {
            return 100.0 * compared / resources;
        }

        static Score sum(Score a, Score b) {
            var sum = new Score();
            sum.clean = a.clean + b.clean;
            sum.noisy = a.noisy + b.noisy;
            sum.labelled = a.labelled + b.labelled;
            sum.found = a.found + b.found;
            sum.extra = a.extra + b.extra;
            sum.resources = a.resources + b.resources;
            sum.compared = a.compared + b.compared;
            return sum;
        }

        String row(String title) {
            return String.format(
                    Locale.ROOT,
                    "| %s | %d of %d (%.1f %%) | %d of %d | %d | %d of %d (%.1f %%) | %s |%n",
                    title,
                    noisy,
                    clean,
                    noisyPerCent(),
                    found,
                    labelled,
                    extra,
                    compared,
                    resources,
                    comparedPerCent(),
                    reasons.isEmpty() ? "" : reasons.toString());
        }
    }

    private static final String HEAD =
            "| types | false drift | labels found | beside the label | compared | not compared |\n"
                    + "|---|---|---|---|---|---|\n";

    private final List<String> details = new ArrayList<>();

    @Test
    void pairs() {
        var cases = new CorpusCases(SEED);
        var scores = scores();
        for (var pair : CorpusCases.lines("pairs.jsonl")) {
            var split = Split.of(pair.get("type").asText());
            score(cases.pair(pair), pair.get("expect"), scores.get(split), split.hidden());
        }
        details.forEach(System.out::println);
        AccuracyPage.holds("pairs", HEAD + rows(scores, ""));
        scores.forEach((split, score) -> {
            assertThat(score.extra).as(split.text()).isZero();
            assertThat(score.found).as(split.text()).isEqualTo(score.labelled);
            assertThat(score.comparedPerCent()).as(split.text()).isGreaterThanOrEqualTo(95.0);
        });
        quiet(scores);
    }

    private static Map<Split, Score> scores() {
        var scores = new EnumMap<Split, Score>(Split.class);
        for (var split : Split.values()) {
            scores.put(split, new Score());
        }
        return scores;
    }

    private static String rows(Map<Split, Score> scores, String how) {
        var rows = new StringBuilder();
        scores.forEach((split, score) -> rows.append(score.row(split.text() + how)));
        return rows.toString();
    }

    /// The bounds of false drift.
    private static void quiet(Map<Split, Score> scores) {
        assertThat(Score.sum(scores.get(Split.TUNED), scores.get(Split.SECOND_UNTOUCHED)).noisyPerCent())
                .isLessThanOrEqualTo(1.0);
        assertThat(scores.get(Split.UNTOUCHED).noisyPerCent()).isLessThanOrEqualTo(4.0);
        assertThat(scores.get(Split.SECOND_UNTOUCHED).noisyPerCent()).isLessThanOrEqualTo(2.0);
    }

    @Test
    void stacks() {
        var rows = new StringBuilder(HEAD);
        for (boolean described : List.of(true, false)) {
            var cases = new CorpusCases(SEED);
            var scores = scores();
            for (var stack : CorpusCases.lines("stacks.jsonl")) {
                var detection = cases.stack(stack, described);
                for (var resource : stack.get("safe").get("Resources").properties()) {
                    var type = resource.getValue().get("Type").asText();
                    var split = Split.of(type);
                    scoreResource(
                            detection,
                            resource.getKey(),
                            stack.get("expect"),
                            scores.get(split),
                            split.hidden(),
                            described);
                }
            }
            rows.append(rows(scores, described ? ", described" : ", bare"));
            var all = scores.values().stream().reduce(new Score(), Score::sum);
            assertThat(all.found).isEqualTo(all.labelled);
            assertThat(all.extra).isZero();
            assertThat(all.comparedPerCent()).isGreaterThanOrEqualTo(described ? 95.0 : 75.0);
            quiet(scores);
        }
        details.forEach(System.out::println);
        AccuracyPage.holds("stacks", rows.toString());
    }

    private void score(Detection detection, JsonNode expect, Score score, boolean hidden) {
        var labels = labels(expect.get("confirmedDrift"));
        var drifts = detection.report().drifts();
        score.resources += detection.report().coverage().resources();
        score.compared += detection.report().coverage().compared();
        unchecked(detection, "", score, hidden);
        judge(labels, drifts, score, hidden);
    }

    private void unchecked(Detection detection, String logicalId, Score score, boolean hidden) {
        for (var u : detection.report().coverage().unchecked()) {
            if (!u.reason().structural()
                    && (logicalId.isEmpty() || u.logicalId().equals(logicalId))) {
                score.reasons.merge(u.reason().text(), 1, Integer::sum);
                if (!hidden) {
                    details.add("  UNCHECKED " + u.type() + " " + u.path() + " "
                            + u.reason().text());
                }
            }
        }
    }

    private void scoreResource(
            Detection detection, String logicalId, JsonNode expect, Score score, boolean hidden, boolean described) {
        var labels = new ArrayList<String>();
        for (var label : expect.get("confirmedDrift")) {
            if (label.path("logicalId").asText().equals(logicalId)) {
                labels.add(path(label.get("path").asText()));
            }
        }
        score.resources++;
        boolean compared = detection.report().coverage().unchecked().stream()
                .noneMatch(u -> u.logicalId().equals(logicalId)
                        && (u.path() == null || !u.reason().structural()));
        score.compared += compared ? 1 : 0;
        unchecked(detection, logicalId, score, hidden || !described);
        var drifts = detection.report().drifts().stream()
                .filter(d -> d.logicalId().equals(logicalId))
                .toList();
        judge(labels, drifts, score, hidden);
    }

    private void judge(List<String> labels, List<Drift> drifts, Score score, boolean hidden) {
        var changes = drifts.stream().flatMap(d -> d.changes().stream()).toList();
        if (labels.isEmpty()) {
            score.clean++;
            if (!drifts.isEmpty()) {
                score.noisy++;
                drifts.forEach(d -> d.changes().forEach(c -> note(hidden, "  NOISE ", d, c)));
            }
            return;
        }
        for (var label : labels) {
            score.labelled++;
            if (changes.stream().anyMatch(c -> matches(label, c))) {
                score.found++;
            } else if (!hidden) {
                details.add("  MISSED " + label);
            }
        }
        for (var drift : drifts) {
            for (var change : drift.changes()) {
                if (labels.stream().noneMatch(label -> matches(label, change))) {
                    score.extra++;
                    note(hidden, "  EXTRA ", drift, change);
                }
            }
        }
    }

    private void note(boolean hidden, String what, Drift drift, Change change) {
        if (!hidden) {
            details.add(what + drift.type() + " " + change.kind() + " " + change.path() + " "
                    + shown(change.expectedValue().toString()) + " -> "
                    + shown(change.actualValue().toString()));
        }
    }

    private static String shown(String text) {
        var plain = text.replaceAll(
                "Scalar\\[text=|, style=(PLAIN|QUOTED|BLOCK)]|Optional|(Map|List)Value\\[(entries|items)=", "");
        return plain.length() > 160 ? plain.substring(0, 160) + "…" : plain;
    }

    /// A dotted path without list indexes.
    private static String path(String dotted) {
        return ("/" + dotted.replace('.', '/')).replaceAll("/\\d+(?=/|$)", "");
    }

    private static List<String> labels(JsonNode list) {
        var found = new ArrayList<String>();
        list.forEach(label -> found.add(path(label.get("path").asText())));
        return found;
    }

    private static boolean matches(String label, Change change) {
        var path = change.path().toString().replaceAll("/\\d+(?=/|$)", "");
        return path.equals(label) || path.startsWith(label + "/");
    }
}
