package dev.phantom.severity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.docs.AccuracyPage;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.fault.PhantomException;
import dev.phantom.iac.cloudformation.read.TemplateReader;
import dev.phantom.severity.control.Control;
import dev.phantom.severity.control.EmbeddedControls;
import dev.phantom.stack.ValueJson;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/// The fail and pass cases of three misconfiguration scanners as drifts: what passes is the safe state and what fails
/// runs, and back. A case is held against the one of the other kind that differs least from it.
@Tag("corpus")
@EnabledIfEnvironmentVariable(named = "PHANTOM_CORPUS", matches = ".+")
class VendorCasesTest {

    /// The cases of one rule: resources by logical id.
    private record Cases(List<Map<String, MapValue>> pass, List<Map<String, MapValue>> fail) {
        Cases() {
            this(new ArrayList<>(), new ArrayList<>());
        }
    }

    /// One case.
    ///
    /// @param good a fail case of which something is told; a pass case of which nothing is that is told of fail cases
    private record Told(String vendor, String rule, boolean passes, boolean good) {}

    private static final List<Told> TOLD = new ArrayList<>();
    private static final Set<String> FIRED = new TreeSet<>();

    @Test
    void theFailSideIsFoundAndThePassSideIsSilent() throws IOException {
        tell("Guard", guardCases());
        tell("Checkov", checkovCases());
        tell("KICS", kicsCases());
        assertThat(share(TOLD.stream().filter(t -> !t.passes()))).isGreaterThanOrEqualTo(FOUND);
        assertThat(share(TOLD.stream().filter(Told::passes))).isGreaterThanOrEqualTo(SILENT);
        AccuracyPage.holds("vendors", table() + "\n" + misses() + "\n" + quiet());
    }

    private static final double FOUND = 0.8;
    private static final double SILENT = 0.96;

    private static void tell(String vendor, Map<String, Cases> rules) {
        rules.forEach((rule, cases) -> {
            var spoken = new TreeSet<String>();
            cases.fail()
                    .forEach(fail -> nearest(fail, cases.pass()).ifPresent(pass -> {
                        var rated = TemplatePair.between(renamed(pass, fail), fail);
                        rated.forEach(r -> r.findings().forEach(f -> spoken.add(kind(r, f))));
                        TOLD.add(new Told(
                                vendor,
                                rule,
                                false,
                                rated.stream()
                                        .anyMatch(r -> r.findings().findAny().isPresent())));
                    }));
            FIRED.addAll(spoken);
            cases.pass()
                    .forEach(pass -> nearest(pass, cases.fail()).ifPresent(fail -> {
                        var loud = TemplatePair.between(renamed(fail, pass), pass).stream()
                                .anyMatch(r -> r.findings()
                                        .anyMatch(f -> f.security()
                                                && f.level() != Severity.LOW
                                                && spoken.contains(kind(r, f))));
                        TOLD.add(new Told(vendor, rule, true, !loud));
                    }));
        });
    }

    private static String kind(TemplatePair.Rated rated, Finding finding) {
        return finding.control().isEmpty()
                ? finding.rule() + " " + rated.drift().type()
                : finding.control();
    }

    private static String table() {
        var rows = new StringBuilder("| cases of | fail side found | pass side silent |\n|---|---|---|\n");
        for (var vendor : List.of("Guard", "Checkov", "KICS", "*all*")) {
            var own = TOLD.stream()
                    .filter(t -> vendor.equals("*all*") || t.vendor().equals(vendor))
                    .toList();
            rows.append("| %s | %s | %s |\n"
                    .formatted(
                            vendor,
                            of(own.stream().filter(t -> !t.passes())),
                            of(own.stream().filter(Told::passes))));
        }
        return rows.toString();
    }

    private static String of(Stream<Told> told) {
        var all = told.toList();
        long good = all.stream().filter(Told::good).count();
        return "%d of %d (%.1f %%)".formatted(good, all.size(), 100.0 * good / all.size());
    }

    private static double share(Stream<Told> told) {
        return told.collect(Collectors.averagingDouble(t -> t.good() ? 1 : 0));
    }

    private static String misses() {
        return named("Not found", false) + "\n" + named("Not silent", true);
    }

    private static String named(String title, boolean passes) {
        var byRule = TOLD.stream()
                .filter(t -> t.passes() == passes && !t.good())
                .collect(Collectors.groupingBy(t -> t.vendor() + " " + t.rule(), TreeMap::new, Collectors.counting()));
        return "<details><summary>%s: %d cases of %d rules</summary>\n\n%s\n\n</details>\n"
                .formatted(
                        title,
                        byRule.values().stream().mapToLong(n -> n).sum(),
                        byRule.size(),
                        String.join(
                                ", ",
                                byRule.entrySet().stream()
                                        .map(e -> "%s (%d)".formatted(e.getKey(), e.getValue()))
                                        .toList()));
    }

    private static String quiet() {
        var all = Known.TYPES.types().stream()
                .map(type -> type.substring(0, type.lastIndexOf("::")).replace("::", "-"))
                .distinct()
                .flatMap(service -> EmbeddedControls.controls().ofService(service).stream())
                .map(Control::id)
                .sorted()
                .toList();
        var quiet = all.stream().filter(id -> !FIRED.contains(id)).toList();
        return "<details><summary>Controls of which no case is: %d of %d</summary>\n\n%s\n\n</details>\n"
                .formatted(quiet.size(), all.size(), String.join(", ", quiet));
    }

    /// The case of the other kind from which it differs, and least.
    private static Optional<Map<String, MapValue>> nearest(
            Map<String, MapValue> one, List<Map<String, MapValue>> others) {
        return others.stream()
                .filter(other -> distance(renamed(other, one), one) > 0)
                .min(Comparator.comparingLong(other -> distance(renamed(other, one), one)));
    }

    private static long distance(Map<String, MapValue> safe, Map<String, MapValue> live) {
        return TemplatePair.drifts(safe, live)
                .mapToLong(d -> d.changes().size())
                .sum();
    }

    /// Resources under the logical ids of those of another template that are of the same type and nearest.
    private static Map<String, MapValue> renamed(Map<String, MapValue> resources, Map<String, MapValue> as) {
        var left = new LinkedHashMap<>(resources);
        var named = new LinkedHashMap<String, MapValue>();
        as.forEach((id, resource) -> {
            var same = left.get(id);
            if (same != null && TemplatePair.type(same).equals(TemplatePair.type(resource))) {
                named.put(id, left.remove(id));
            }
        });
        as.forEach((id, resource) -> {
            if (!named.containsKey(id)) {
                left.entrySet().stream()
                        .filter(e -> TemplatePair.type(e.getValue()).equals(TemplatePair.type(resource)))
                        .min(Comparator.comparingLong(e -> distance(Map.of("x", e.getValue()), Map.of("x", resource))))
                        .map(Map.Entry::getKey)
                        .ifPresent(other -> named.put(id, left.remove(other)));
            }
        });
        return named;
    }

    private static Map<String, Cases> guardCases() throws IOException {
        var rules = new TreeMap<String, Cases>();
        for (var line : lines("cfn-guard.jsonl")) {
            if (line.get("expect") instanceof MapValue expect && line.get("template") instanceof MapValue template) {
                expect.entries()
                        .forEach((rule, outcome) -> put(rules, rule, text(outcome), TemplatePair.resources(template)));
            }
        }
        return rules;
    }

    private static Map<String, Cases> kicsCases() throws IOException {
        var rules = new TreeMap<String, Cases>();
        for (var line : lines("kics.jsonl")) {
            var rule = TemplatePair.text(line, "name");
            if (!TemplatePair.text(line, "severity").equals("TRACE")) {
                items(line, "positive").forEach(t -> template(t).ifPresent(r -> put(rules, rule, "FAIL", r)));
                items(line, "negative").forEach(t -> template(t).ifPresent(r -> put(rules, rule, "PASS", r)));
            }
        }
        return rules;
    }

    /// By the names that its test expects where there are any, else by file.
    private static Map<String, Cases> checkovCases() throws IOException {
        var rules = new TreeMap<String, Cases>();
        for (var line : lines("checkov.jsonl")) {
            var rule = TemplatePair.text(line, "check");
            var resources = template(line).orElse(Map.of());
            var expect = line.get("expect") instanceof MapValue e ? e : MapValue.EMPTY;
            var named = resources.entrySet().stream()
                    .filter(r -> names(expect, "pass", r) || names(expect, "fail", r))
                    .toList();
            named.forEach(r ->
                    put(rules, rule, names(expect, "fail", r) ? "FAIL" : "PASS", Map.of(r.getKey(), r.getValue())));
            if (named.isEmpty()) {
                put(rules, rule, TemplatePair.text(line, "label"), resources);
            }
        }
        return rules;
    }

    private static boolean names(MapValue expect, String side, Map.Entry<String, MapValue> resource) {
        return items(expect, side).anyMatch(v -> text(v).endsWith("." + resource.getKey()));
    }

    private static void put(Map<String, Cases> rules, String rule, String outcome, Map<String, MapValue> resources) {
        var cases = rules.computeIfAbsent(rule, r -> new Cases());
        if (outcome.equals("PASS")) {
            cases.pass().add(resources);
        } else if (outcome.equals("FAIL")) {
            cases.fail().add(resources);
        }
    }

    private static Optional<Map<String, MapValue>> template(Value line) {
        var text = line instanceof MapValue map ? TemplatePair.text(map, "template") : "";
        var file = line instanceof MapValue map ? TemplatePair.text(map, "file") : "";
        try {
            return Optional.of(TemplatePair.resources(
                    (MapValue) TemplateReader.read(file, text).document()));
        } catch (PhantomException e) {
            return Optional.empty();
        }
    }

    private static Stream<Value> items(MapValue map, String key) {
        return map.get(key) instanceof ListValue list ? list.items().stream() : Stream.empty();
    }

    private static String text(Value value) {
        return value instanceof Value.Scalar s ? s.text() : "";
    }

    private static List<MapValue> lines(String name) throws IOException {
        var all = new ArrayList<MapValue>();
        for (var line : Files.readAllLines(Path.of(System.getenv("PHANTOM_CORPUS"), "security-labelled", name))) {
            all.add((MapValue) ValueJson.parse(line));
        }
        return all;
    }
}
