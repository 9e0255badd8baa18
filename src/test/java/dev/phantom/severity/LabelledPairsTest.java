package dev.phantom.severity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.drift.Drift;
import dev.phantom.drift.detect.Detection;
import dev.phantom.drift.subject.StackModels;
import dev.phantom.drift.subject.Subjects;
import dev.phantom.severity.rules.RuleCatalogue;
import dev.phantom.stack.LiveResource;
import dev.phantom.stack.ValueJson;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/// Our levels against those of a misconfiguration scanner's makers, who do not know the environment. The figures are
/// printed by fold; the folds are split by rule, so that none has met another's.
@Tag("corpus")
@EnabledIfEnvironmentVariable(named = "PHANTOM_CORPUS", matches = ".+")
class LabelledPairsTest {
    private static final int FOLDS = 5;

    /// One pair, with what was said of it and of its reverse.
    private record Pair(String name, Severity said, List<Rated> forth, List<Rated> back) {
        Severity ours() {
            return worst(forth);
        }

        boolean found() {
            return forth.stream()
                    .anyMatch(rated -> !rated.assessment().findings().isEmpty());
        }

        private static Severity worst(List<Rated> all) {
            return all.stream().map(r -> r.assessment().floor()).reduce(Severity.LOW, Severity::or);
        }
    }

    private record Rated(Drift drift, Assessment assessment) {}

    private static final List<Pair> PAIRS = new ArrayList<>();
    private static final Assessor ASSESSOR = RuleCatalogue.assessor();

    @BeforeAll
    static void read() throws Exception {
        var file = Path.of(System.getenv("PHANTOM_CORPUS"), "security-labelled", "severity-pairs.jsonl");
        for (var line : Files.readAllLines(file)) {
            var pair = (MapValue) ValueJson.parse(line);
            var said = text(pair, "severity");
            PAIRS.add(new Pair(
                    text(pair, "name"),
                    said.equals("INFO") ? Severity.LOW : Severity.valueOf(said),
                    rated(pair, "safe", "live"),
                    rated(pair, "live", "safe")));
        }
    }

    @Test
    void whatOthersCallHighIsNeverLow() {
        assertThat(PAIRS)
                .filteredOn(p ->
                        p.said().compareTo(Severity.HIGH) >= 0 && !p.forth().isEmpty())
                .filteredOn(p -> p.ours() == Severity.LOW)
                .extracting(Pair::name)
                .isEmpty();
    }

    /// Pairs whose compliant template itself shows, beside what it is labelled for, a risk that the violating one has
    /// not.
    private static final List<String> RISKY_EITHER_WAY = List.of(
            "CDN Configuration Is Missing", // the compliant file reads its origin without encryption
            "Default Security Groups With Unrestricted Traffic", // the compliant file admits everybody to other ports
            "EC2 Permissive Network ACL Protocols", // the compliant file has no egress rule to lose
            "EFS Volume With Disabled Transit Encryption", // only one file spells the property as the type does
            "EFS Without Tags", // the violating file encrypts, the compliant one does not
            "ELB Sensitive Port Is Exposed To Entire Network", // 127.0.0.1/0 is everybody
            "ELB With Security Group Without Inbound Rules", // the compliant file opens port 80 to the world
            "S3 Bucket Without SSL In Write Actions", // the violating file denies writes over TLS
            "ELB With Security Group Without Outbound Rules", // the compliant file lets everything out
            "SQS Policy With Public Access", // everybody in both, with other actions
            "Unknown Port Exposed To Internet"); // the compliant file opens ports 20 to 23 to the world

    @Test
    void aChangeBackToSafetyIsNoRisk() {
        assertThat(PAIRS)
                .filteredOn(p -> !RISKY_EITHER_WAY.contains(p.name()))
                .flatExtracting(p -> p.back().stream()
                        .flatMap(r -> r.assessment().findings().stream())
                        .filter(f -> f.security() && f.level() != Severity.LOW)
                        .map(f -> p.name() + ": " + f.rule() + " " + f.path() + " " + f.title())
                        .toList())
                .isEmpty();
    }

    @Test
    void theFiguresDoNotFallBelowWhatWasMeasured() {
        var rules = PAIRS.stream().map(Pair::name).distinct().sorted().toList();
        var folds = PAIRS.stream()
                .collect(
                        Collectors.groupingBy(p -> rules.indexOf(p.name()) % FOLDS, TreeMap::new, Collectors.toList()));
        folds.forEach((fold, pairs) -> print("fold " + (fold + 1), pairs));
        print("all", PAIRS);
        if (System.getenv("PHANTOM_SHOW") != null) {
            PAIRS.forEach(LabelledPairsTest::show);
        }
        assertThat(exact(PAIRS)).isGreaterThanOrEqualTo(EXACT);
        assertThat(kappa(PAIRS)).isGreaterThanOrEqualTo(KAPPA);
        assertThat(PAIRS.stream().filter(Pair::found).count()).isGreaterThanOrEqualTo(FOUND);
    }

    private static final int EXACT = 90;
    private static final double KAPPA = 0.6;
    private static final int FOUND = 119;

    private static void show(Pair p) {
        System.out.printf(Locale.ROOT, "%s %s %s %s%n", p.said(), p.ours(), p.found() ? "found" : "base", p.name());
        p.forth()
                .forEach(r -> r.assessment()
                        .findings()
                        .forEach(f -> System.out.println(
                                "    " + f.rule() + " " + f.level() + " " + f.path() + " " + f.title())));
        p.back()
                .forEach(r -> r.assessment()
                        .findings()
                        .forEach(f -> System.out.println(
                                "    back " + f.rule() + " " + f.level() + " " + f.path() + " " + f.title())));
        if (Pair.worst(p.back()) != Severity.LOW) {
            System.out.println("    back is " + Pair.worst(p.back()));
        }
    }

    private static void print(String name, List<Pair> pairs) {
        System.out.printf(
                Locale.ROOT,
                "severity pairs, %s: %d, exact %d (%.0f %%), kappa %.2f, found %d, high called low %d, back above low %d%n",
                name,
                pairs.size(),
                exact(pairs),
                100.0 * exact(pairs) / pairs.size(),
                kappa(pairs),
                pairs.stream().filter(Pair::found).count(),
                pairs.stream()
                        .filter(p -> p.said().compareTo(Severity.HIGH) >= 0 && p.ours() == Severity.LOW)
                        .count(),
                pairs.stream().filter(p -> Pair.worst(p.back()) != Severity.LOW).count());
    }

    private static int exact(List<Pair> pairs) {
        return (int) pairs.stream().filter(p -> p.ours() == p.said()).count();
    }

    /// Cohen's, weighted by the square of the distance.
    private static double kappa(List<Pair> pairs) {
        int levels = Severity.values().length;
        double seen = 0;
        double chance = 0;
        for (int i = 0; i < levels; i++) {
            for (int j = 0; j < levels; j++) {
                int said = i;
                int ours = j;
                double weight = Math.pow((double) i - j, 2);
                seen += weight
                        * pairs.stream()
                                .filter(p ->
                                        p.said().ordinal() == said && p.ours().ordinal() == ours)
                                .count();
                chance += weight
                        * pairs.stream().filter(p -> p.said().ordinal() == said).count()
                        * pairs.stream().filter(p -> p.ours().ordinal() == ours).count()
                        / pairs.size();
            }
        }
        return chance == 0 ? 1 : 1 - seen / chance;
    }

    private static List<Rated> rated(MapValue pair, String from, String to) {
        var safe = resources(pair, from);
        var live = resources(pair, to);
        var models = models(safe, live);
        return safe.entries().keySet().stream()
                .flatMap(id -> drift(id, safe, live))
                .map(drift -> new Rated(drift, ASSESSOR.assess(Subjects.of(drift, "", models))))
                .toList();
    }

    private static StackModels models(MapValue safe, MapValue live) {
        var both = new LinkedHashMap<String, Detection.Model>();
        safe.entries().forEach((id, resource) -> {
            if (resource instanceof MapValue s && live.get(id) instanceof MapValue l) {
                both.put(
                        id,
                        new Detection.Model(
                                properties(s),
                                new LiveResource(
                                        id,
                                        "",
                                        text(s, "Type"),
                                        Map.of(),
                                        properties(l),
                                        LiveResource.Provenance.FILE,
                                        LiveResource.Status.READ,
                                        "")));
            }
        });
        return Subjects.models(both);
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
        return resource.get("Properties") instanceof MapValue p ? (MapValue) referring(p) : MapValue.EMPTY;
    }

    /// References as an evaluation of the template makes them.
    private static Value referring(Value value) {
        return switch (value) {
            case MapValue map
            when map.entries().size() == 1 && map.get("Ref") instanceof Value.Scalar s ->
                new Value.Reference(s.text(), "", new Value.Unknown("not deployed"));
            case MapValue map
            when map.entries().size() == 1 && map.get("Fn::GetAtt") instanceof ListValue list ->
                new Value.Reference(
                        ((Value.Scalar) list.items().getFirst()).text(), "Arn", new Value.Unknown("not deployed"));
            case MapValue map -> {
                var entries = new LinkedHashMap<String, Value>();
                map.entries().forEach((key, v) -> entries.put(key, referring(v)));
                yield new MapValue(entries);
            }
            case ListValue list ->
                new ListValue(
                        list.items().stream().map(LabelledPairsTest::referring).toList());
            case Value.Scalar s -> s;
            case Value.Reference r -> r;
            case Value.Intrinsic i -> i;
            case Value.Unknown u -> u;
            case Value.Sensitive s -> s;
        };
    }

    private static String text(MapValue map, String key) {
        return map.get(key) instanceof Value.Scalar s ? s.text() : "";
    }
}
