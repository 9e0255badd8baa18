package dev.phantom.severity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.docs.AccuracyPage;
import dev.phantom.severity.TemplatePair.Rated;
import dev.phantom.stack.ValueJson;
import dev.phantom.value.Value.MapValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/// Our levels against those of a misconfiguration scanner's makers, who do not know the environment. The figures are
/// kept by fold and by service; the folds are split by rule, so that none has met another's.
@Tag("corpus")
@EnabledIfEnvironmentVariable(named = "PHANTOM_CORPUS", matches = ".+")
class LabelledPairsTest {
    private static final int FOLDS = 5;

    /// One pair, with what was said of it and of its reverse.
    private record Pair(String name, Severity said, List<Rated> forth, List<Rated> back) {
        Severity ours() {
            return TemplatePair.worst(forth);
        }

        /// Of what it is about: `EC2`.
        String service() {
            return forth.isEmpty() ? "nothing" : forth.getFirst().drift().type().split("::", 3)[1];
        }

        boolean riskyBack() {
            return back.stream().flatMap(Rated::findings).anyMatch(f -> f.security() && f.level() != Severity.LOW);
        }

        boolean found() {
            return forth.stream()
                    .anyMatch(rated -> !rated.assessment().findings().isEmpty());
        }
    }

    private static final List<Pair> PAIRS = new ArrayList<>();

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
        if (System.getenv("PHANTOM_SHOW") != null) {
            PAIRS.forEach(LabelledPairsTest::show);
        }
        assertThat(exact(PAIRS)).isGreaterThanOrEqualTo(EXACT);
        assertThat(kappa(PAIRS)).isGreaterThanOrEqualTo(KAPPA);
        assertThat(PAIRS.stream().filter(Pair::found).count()).isGreaterThanOrEqualTo(FOUND);
        AccuracyPage.holds("severity", table());
    }

    private static final int EXACT = 98;
    private static final double KAPPA = 0.6;
    private static final int FOUND = 146;

    private static String table() {
        var rules = PAIRS.stream().map(Pair::name).distinct().sorted().toList();
        var rows = new StringBuilder("| pairs | | exact | kappa | finding at the place | high or critical called low "
                + "| on the way back: security above low | anything above low |\n|---|---|---|---|---|---|---|---|\n");
        PAIRS.stream()
                .collect(Collectors.groupingBy(p -> rules.indexOf(p.name()) % FOLDS, TreeMap::new, Collectors.toList()))
                .forEach((fold, pairs) -> rows.append(row("fold " + (fold + 1), pairs)));
        PAIRS.stream()
                .collect(Collectors.groupingBy(Pair::service, TreeMap::new, Collectors.toList()))
                .forEach((service, pairs) -> rows.append(row(service, pairs)));
        return rows.append(row("*all*", PAIRS)).toString();
    }

    private static String row(String name, List<Pair> pairs) {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %s | %.2f | %s | %d | %d | %d |%n",
                name,
                pairs.size(),
                share(exact(pairs), pairs),
                kappa(pairs),
                share(pairs.stream().filter(Pair::found).count(), pairs),
                pairs.stream()
                        .filter(p -> p.said().compareTo(Severity.HIGH) >= 0 && p.ours() == Severity.LOW)
                        .count(),
                pairs.stream().filter(Pair::riskyBack).count(),
                pairs.stream()
                        .filter(p -> TemplatePair.worst(p.back()) != Severity.LOW)
                        .count());
    }

    private static String share(long some, List<Pair> pairs) {
        return String.format(Locale.ROOT, "%d (%.0f %%)", some, 100.0 * some / pairs.size());
    }

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
        if (TemplatePair.worst(p.back()) != Severity.LOW) {
            System.out.println("    back is " + TemplatePair.worst(p.back()));
        }
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
        return pair.get(from) instanceof MapValue safe && pair.get(to) instanceof MapValue live
                ? TemplatePair.rated(safe, live)
                : List.of();
    }

    private static String text(MapValue map, String key) {
        return TemplatePair.text(map, key);
    }
}
