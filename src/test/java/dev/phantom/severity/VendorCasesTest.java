package dev.phantom.severity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.fault.PhantomException;
import dev.phantom.iac.cloudformation.read.TemplateReader;
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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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

    /// One case, and what was said of it.
    private record Told(String rule, boolean good, List<String> says) {}

    @Test
    void guard() throws IOException {
        measure("Guard", guardCases());
    }

    @Test
    void checkov() throws IOException {
        measure("Checkov", checkovCases());
    }

    @Test
    void kics() throws IOException {
        measure("KICS", kicsCases());
    }

    private static void measure(String vendor, Map<String, Cases> rules) {
        var found = new ArrayList<Told>();
        var silent = new ArrayList<Told>();
        rules.forEach((rule, cases) -> {
            var spoken = new java.util.TreeSet<String>();
            cases.fail().forEach(fail -> nearest(fail, cases.pass()).ifPresent(pass -> {
                var rated = TemplatePair.between(renamed(pass, fail), fail);
                rated.forEach(r -> r.findings().forEach(f -> spoken.add(f.rule() + f.control() + r.drift().type())));
                found.add(new Told(
                        rule,
                        rated.stream().anyMatch(r -> r.findings().findAny().isPresent()),
                        rated.stream().flatMap(r -> r.drift().changes().stream().map(c -> r.drift().type() + c.path()
                           + " " + c.expectedValue().map(VendorCasesTest::brief).orElse("-") + " -> " + c.actualValue().map(VendorCasesTest::brief).orElse("-"))).toList()));
            }));
            cases.pass().forEach(pass -> nearest(pass, cases.fail()).ifPresent(fail -> {
                var says = TemplatePair.between(renamed(fail, pass), pass).stream()
                        .flatMap(r -> r.findings().filter(f -> f.security() && f.level() != Severity.LOW && spoken.contains(f.rule() + f.control() + r.drift().type())).map(f -> r.drift().type() + f.path() + " " + f.rule() + " " + f.level() + " " + f.title()))
                        .toList();
                silent.add(new Told(rule, says.isEmpty(), says));
            }));
        });
        System.out.printf(Locale.ROOT, "%s: found %d of %d, silent %d of %d%n", vendor,
                found.stream().filter(Told::good).count(), found.size(),
                silent.stream().filter(Told::good).count(), silent.size());
        found.stream().filter(t -> !t.good()).forEach(t -> System.out.println("  MISS " + t.rule() + " " + t.says()));
        silent.stream().filter(t -> !t.good()).forEach(t -> System.out.println("  LOUD " + t.rule() + " " + t.says()));
        assertThat(found).isNotEmpty();
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
                        .min(Comparator.comparingLong(
                                e -> distance(Map.of("x", e.getValue()), Map.of("x", resource))))
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
                expect.entries().forEach((rule, outcome) -> put(rules, rule, text(outcome), TemplatePair.resources(template)));
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
            var named = resources.entrySet().stream().filter(r -> names(expect, "pass", r) || names(expect, "fail", r)).toList();
            named.forEach(r -> put(rules, rule, names(expect, "fail", r) ? "FAIL" : "PASS", Map.of(r.getKey(), r.getValue())));
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
            return Optional.of(TemplatePair.resources((MapValue) TemplateReader.read(file, text).document()));
        } catch (PhantomException e) {
            return Optional.empty();
        }
    }

    private static Stream<Value> items(MapValue map, String key) {
        return map.get(key) instanceof ListValue list ? list.items().stream() : Stream.empty();
    }

    private static String brief(Value v) {
        var t = String.valueOf(v).replaceAll("Scalar\\[text=([^\\]]*?), style=\\w+\\]", "$1").replaceAll("MapValue\\[entries=|ListValue\\[items=", "");
        return t.length() > 150 ? t.substring(0, 150) : t;
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
