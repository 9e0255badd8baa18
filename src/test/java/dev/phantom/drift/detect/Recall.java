package dev.phantom.drift.detect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.drift.DriftReport;
import dev.phantom.drift.fact.Fact;
import dev.phantom.drift.fact.Filler;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.value.Value;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// How many changes of our own, made one at a time to every clean resource of the corpus, are told.
final class Recall {

    /// @param beside  mutations that were told at another place as well
    /// @param excused by what a fact of the type says
    record Count(int made, int found, int beside, Map<String, Integer> excused) {
        int excuses() {
            return excused.values().stream().mapToInt(Integer::intValue).sum();
        }

        Count plus(Count other) {
            var all = new TreeMap<>(excused);
            other.excused.forEach((reason, n) -> all.merge(reason, n, Integer::sum));
            return new Count(made + other.made, found + other.found, beside + other.beside, all);
        }

        double recall() {
            return 100.0 * found / (made - excuses());
        }

        String row(String title) {
            return String.format(
                    Locale.ROOT,
                    "| %s | %d | %d | %d | %s | %.2f %% |%n",
                    title,
                    made,
                    found,
                    beside,
                    excused.isEmpty() ? "" : excused,
                    recall());
        }
    }

    /// Makes the changes of one resource.
    @FunctionalInterface
    interface Maker {
        List<Mutation> of(String type, JsonNode safe, JsonNode live);
    }

    private static final Count NONE = new Count(0, 0, 0, Map.of());

    private final CorpusCases cases = new CorpusCases(11);
    private final TreeMap<String, Count> kinds = new TreeMap<>();
    private final List<String> missed = new ArrayList<>();
    private final Maker maker;
    private final Map<Split, Count> splits = new EnumMap<>(Split.class);

    private Recall(Maker maker) {
        this.maker = maker;
    }

    /// Prints what was not told of tuned types.
    static Recall of(Maker maker) {
        var recall = new Recall(maker);
        for (var pair : CorpusCases.lines("pairs.jsonl")) {
            if (pair.get("expect").get("confirmedDrift").isEmpty()) {
                recall.all(pair);
            }
        }
        recall.missed.forEach(System.out::println);
        return recall;
    }

    Count of(Split split) {
        return splits.getOrDefault(split, NONE);
    }

    String page() {
        var rows = new StringBuilder(
                "| change | made | found | beside it | excused | recall |\n|---|---|---|---|---|---|\n");
        kinds.forEach((kind, count) -> rows.append(count.row(kind)));
        splits.forEach((split, count) -> rows.append(count.row("*all, " + split.text() + " types*")));
        return rows.toString();
    }

    private void all(JsonNode pair) {
        var id = pair.get("logicalId").asText();
        var type = pair.get("type").asText();
        if (!cases.identified(pair, pair.get("live"), null).report().drifts().isEmpty()) {
            return; // counted as false drift elsewhere
        }
        var live = pair.get("live").get("Resources").get(id).path("Properties");
        var safe = pair.get("safe").get("Resources").get(id).path("Properties");
        maker.of(type, safe, live).forEach(mutation -> judge(pair, type, mutation));
    }

    private void judge(JsonNode pair, String type, Mutation asMade) {
        var mutation = asMade;
        var report = report(pair, mutation);
        if (!mutation.earlier() && !told(report, mutation) && listed(report, mutation)) {
            mutation = mutation.withEarlier("undeclared element added");
            report = report(pair, mutation);
        }
        boolean found = told(report, mutation);
        var excuse = found
                ? Optional.<String>empty()
                : excuse(report, mutation)
                        .or(() -> prefix(type, pair, asMade))
                        .or(() -> standard(type, asMade))
                        .or(() -> holdsAnyway(type, pair, asMade));
        var split = Split.of(type);
        boolean hidden = split.hidden();
        if (!found && !hidden) {
            missed.add("  " + excuse.map(e -> "EXCUSED " + e).orElse("MISSED") + " " + mutation.kind() + " " + type
                    + " " + mutation.safe() + " " + mutation.token());
        }
        boolean beside = found && besides(report, mutation, hidden);
        var count = new Count(
                1, found ? 1 : 0, beside ? 1 : 0, excuse.map(e -> Map.of(e, 1)).orElse(Map.of()));
        kinds.merge(mutation.kind(), count, Count::plus);
        splits.merge(split, count, Count::plus);
    }

    private DriftReport report(JsonNode pair, Mutation mutation) {
        var live = pair.get("live").deepCopy();
        ((ObjectNode) live.get("Resources").get(pair.get("logicalId").asText())).set("Properties", mutation.mutated());
        return cases.identified(pair, live, mutation.earlier() ? pair.get("live") : null)
                .report();
    }

    private static boolean told(DriftReport report, Mutation mutation) {
        return report.drifts().stream()
                .flatMap(d -> d.changes().stream())
                .anyMatch(c -> c.circumstances().confirmed() && mutation.toldBy(c));
    }

    private boolean besides(DriftReport report, Mutation mutation, boolean hidden) {
        var others = report.drifts().stream()
                .flatMap(d -> d.changes().stream())
                .filter(c -> c.circumstances().confirmed() && !mutation.toldBy(c))
                .toList();
        if (!hidden) {
            others.forEach(c -> missed.add(
                    "  BESIDE " + mutation.kind() + " " + mutation.safe() + ": " + c.kind() + " " + c.path()));
        }
        return !others.isEmpty();
    }

    private static boolean listed(DriftReport report, Mutation mutation) {
        return report.inventory().stream().anyMatch(i -> i.path() != null && mutation.touches(i.path()));
    }

    /// Any version that begins as declared is what was asked for.
    private static Optional<String> prefix(String type, JsonNode pair, Mutation mutation) {
        var safe = pair.get("safe")
                .get("Resources")
                .get(pair.get("logicalId").asText())
                .path("Properties");
        return Known.FACTS
                .of(type)
                .find(Fact.VersionPrefix.class, mutation.safe())
                .filter(fact ->
                        fact.explains(safe.at(mutation.safe().toString()).asText(), mutation.token()))
                .map(fact -> "version prefix");
    }

    /// What nobody gave is the schema's default anyway: setting it to that is no change.
    private static Optional<String> standard(String type, Mutation mutation) {
        return Known.TYPES
                .find(type)
                .filter(facts -> mutation.earlier())
                .flatMap(facts -> facts.root().at(mutation.live()).defaultValue())
                .filter(standard ->
                        standard instanceof Value.Scalar s && s.text().equals(mutation.token()))
                .map(standard -> "schema default");
    }

    /// What was declared is the default: it holds without being there.
    private static Optional<String> holdsAnyway(String type, JsonNode pair, Mutation mutation) {
        var declared = pair.get("safe")
                .get("Resources")
                .get(pair.get("logicalId").asText())
                .path("Properties")
                .at(mutation.safe().toString())
                .asText();
        if (mutation.kind().equals("scalar removed")
                && mutation.safe().last().equals("Enabled")
                && declared.equals("false")) {
            return Optional.of("switched off");
        }
        if (!mutation.kind().equals("scalar removed") || Known.FACTS.of(type).protects(mutation.safe())) {
            return Optional.empty();
        }
        boolean standard = Known.TYPES
                .find(type)
                .flatMap(facts -> facts.root().at(mutation.safe()).defaultValue())
                .filter(value -> value instanceof Value.Scalar s && s.text().equals(declared))
                .isPresent();
        return standard
                ? Optional.of("schema default")
                : Known.FACTS
                        .of(type)
                        .find(Filler.class, mutation.safe())
                        .filter(fact -> fact.values().contains(declared))
                        .map(fact -> "documented default");
    }

    /// What a fact of the type says: AWS moves it, or nobody can read it.
    private static Optional<String> excuse(DriftReport report, Mutation mutation) {
        return report.managed().stream()
                .filter(m -> m.path() != null && mutation.touches(m.path()))
                .map(m -> m.reason())
                .findFirst()
                .or(() -> report.coverage().unchecked().stream()
                        .filter(u -> u.reason().structural())
                        .filter(u -> u.path() == null || mutation.touches(u.path()))
                        .map(u -> u.reason().text())
                        .findFirst());
    }
}
