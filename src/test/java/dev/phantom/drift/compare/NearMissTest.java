package dev.phantom.drift.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.docs.AccuracyPage;
import dev.phantom.drift.Drift;
import dev.phantom.drift.TypeNode.Trait;
import dev.phantom.drift.detect.World;
import dev.phantom.drift.fact.Event;
import dev.phantom.drift.fact.Fact;
import dev.phantom.drift.fact.Filler;
import dev.phantom.drift.fact.MemoryUnmeasured;
import dev.phantom.drift.fact.Moving;
import dev.phantom.drift.fact.Needed;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.stack.LiveResource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever the comparison forgives has a case where it forgives and cases, one step away, where it must not. The ways
/// are counted off the code itself: a new spelling or kind of fact without its near misses fails here.
class NearMissTest {

    /// What the walks forgive, beside what the code lists itself.
    private enum Walked {
        ARN,
        EMPTY,
        SINGLE,
        SET,
        SET_BY_NAME,
        KEYED,
        AWS_TAGS,
        STACK_TAGS,
        TAG_SHAPE,
        JSON,
        YAML,
        POLICY_LISTS,
        POLICY_VERSION,
        PRINCIPAL,
        OWN_API,
        CONDITION,
        PROPERTY_CASE,
        CASE_AT_CREATION,
        ALIAS,
        SELECTOR,
        MASKED,
        TRANSFORM,
        REFERENCE,
        SECRET,
        FILLER,
        EARLIER_ORDER
    }

    /// Kinds of facts that forgive nothing: they say what a change means, or forbid to forgive one.
    private static final Set<Class<? extends Fact>> NO_PARDON = Set.of(
            Fact.Protection.class,
            Fact.Switch.class,
            Fact.Grants.class,
            Fact.Size.class,
            Fact.Ordered.class,
            Fact.Interruption.class,
            Event.class,
            Fact.Managed.class,
            Filler.class,
            Moving.class,
            Needed.class,
            MemoryUnmeasured.class);

    /// @param declared `-` if the template does not have the resource
    /// @param beside   the stack's other resource, type and properties; or empty
    /// @param earlier  the live properties of an earlier look; or empty
    record Case(String way, String type, String declared, String live, String outcome, String beside, String earlier) {
        boolean isNearMiss() {
            return !Set.of("=", "~", "managed").contains(outcome);
        }
    }

    static List<Case> cases() throws IOException {
        try (var in = NearMissTest.class.getResourceAsStream("near-misses.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(NearMissTest::read)
                    .toList();
        }
    }

    private static Case read(String line) {
        var cells = new ArrayList<>(List.of(line.split(" \\| ", -1)));
        assertThat(cells.size()).as(line).isBetween(5, 7);
        cells.addAll(List.of("", ""));
        var type = cells.get(1).equals("-") ? "Acme::Un::Known" : cells.get(1);
        return new Case(
                cells.get(0),
                type,
                json(cells.get(2)),
                json(cells.get(3)),
                cells.get(4).strip(),
                cells.get(5).strip(),
                cells.get(6).strip());
    }

    /// `~` stands for a quote inside a string.
    private static String json(String text) {
        return text.replace("~", "\\\"");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isForgivenOrReported(Case one) {
        assertThat(outcome(one)).as(one.toString()).isEqualTo(one.outcome());
    }

    private static String outcome(Case one) {
        var report = world(one).detect().report();
        var told = report.drifts().stream()
                .flatMap(drift -> drift.status() == Drift.Status.MODIFIED
                        ? drift.changes().stream().map(Compare::shown)
                        : Stream.of(drift.status().name()))
                .toList();
        if (!told.isEmpty()) {
            return String.join(", ", told);
        }
        return !report.managed().isEmpty()
                ? "managed"
                : report.coverage().unchecked().isEmpty() ? "=" : "~";
    }

    private static World world(Case one) {
        var world = new World().tag("cost-center", "42");
        if (one.declared().equals("-")) {
            return world.unmanaged(
                    World.resource("R", "r", one.type(), Map.of(), one.live(), LiveResource.Status.READ));
        }
        world.mapped("R", "r").live("R", "r", one.type(), one.live());
        if (!one.earlier().isEmpty()) {
            world.earlier("R", "r", one.type(), one.earlier());
        }
        var resources = resource("R", one.type(), one.declared());
        if (!one.beside().isEmpty()) {
            var parts = one.beside().split(" ", 2);
            resources += ", " + resource("S1", parts[0], parts[1]);
            world.mapped("S1", "s1").live("S1", "s1", parts[0], parts[1].replace("{'Ref': 'R'}", "'r'"));
        }
        return world.safe(resources);
    }

    private static String resource(String logicalId, String type, String properties) {
        return "'%s': {'Type': '%s', 'Properties': %s}".formatted(logicalId, type, properties);
    }

    @Test
    void everyWayHasItsNearMisses() throws IOException {
        var byWay = byWay();
        assertThat(byWay.keySet()).containsExactlyInAnyOrderElementsOf(ways());
        byWay.forEach((way, cases) -> {
            assertThat(cases).as(way + " forgives").anyMatch(one -> !one.isNearMiss());
            assertThat(cases.stream().filter(Case::isNearMiss))
                    .as(way + " and its near misses")
                    .hasSizeGreaterThanOrEqualTo(2);
        });
    }

    @Test
    @Tag("corpus")
    void thePageCountsThem() throws IOException {
        AccuracyPage.holds("near-misses", page(byWay()));
    }

    private static Map<String, List<Case>> byWay() throws IOException {
        var byWay = new LinkedHashMap<String, List<Case>>();
        cases().forEach(one ->
                byWay.computeIfAbsent(one.way(), way -> new ArrayList<>()).add(one));
        return byWay;
    }

    private static Set<String> ways() {
        var facts = Arrays.stream(Fact.class.getPermittedSubclasses())
                .filter(kind -> !NO_PARDON.contains(kind))
                .map(Class::getSimpleName);
        return Stream.of(
                        Arrays.stream(Spelling.values()).map(Enum::name),
                        Arrays.stream(Walked.values()).map(Enum::name),
                        Stream.of(Trait.READ_ONLY, Trait.WRITE_ONLY).map(Enum::name),
                        managed(),
                        facts)
                .flatMap(names -> names)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// What AWS moves by itself, as far as any fact says so.
    private static Stream<String> managed() {
        return Known.TYPES.types().stream()
                .flatMap(type -> Known.FACTS.of(type).all(Fact.Managed.class).stream())
                .map(fact -> fact.reason().name())
                .distinct();
    }

    private static String page(Map<String, List<Case>> byWay) {
        var page = new StringBuilder(
                "| what is forgiven | cases forgiven | near misses | of them reported |\n|---|---|---|---|\n");
        byWay.forEach((way, cases) -> {
            var misses = cases.stream().filter(Case::isNearMiss).toList();
            page.append("| %s | %d | %d | %d |%n"
                    .formatted(way, cases.size() - misses.size(), misses.size(), reported(misses)));
        });
        var misses = byWay.values().stream()
                .flatMap(List::stream)
                .filter(Case::isNearMiss)
                .toList();
        return page.append("| all | %d | %d | %d |"
                        .formatted(
                                byWay.values().stream().mapToInt(List::size).sum() - misses.size(),
                                misses.size(),
                                reported(misses)))
                .toString();
    }

    private static long reported(List<Case> misses) {
        return misses.stream().filter(one -> outcome(one).equals(one.outcome())).count();
    }
}
