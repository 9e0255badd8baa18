package dev.phantom.severity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.drift.fact.Fact.Attributes;
import dev.phantom.drift.fact.Fact.Grants;
import dev.phantom.drift.fact.Fact.Loss;
import dev.phantom.drift.fact.Fact.Protection;
import dev.phantom.drift.fact.Fact.Switch;
import dev.phantom.drift.fact.FactBook;
import dev.phantom.drift.fact.Safe;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.drift.knowledge.TypeKnowledge;
import dev.phantom.drift.subject.Subject;
import dev.phantom.drift.subject.Subjects;
import dev.phantom.severity.rules.RuleCatalogue;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the facts of types say of a protection is what severity says of its loss.
class SeverityOfFactsTest {

    private final Assessor assessor = RuleCatalogue.assessor();

    private record Kept(String type, Protection protection) {
        Loss loss() {
            return protection.loss().getFirst();
        }

        @Override
        public String toString() {
            return type + " " + protection.path() + " " + protection.entry();
        }
    }

    private static Stream<Kept> losses() {
        return Known.TYPES.types().stream()
                .flatMap(type -> Known.FACTS.of(type).all(Protection.class).stream()
                        .filter(p -> !p.loss().isEmpty())
                        .map(p -> new Kept(type, p)));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void eachLossIsFoundOnceAndNotOnTheWayBack(Kept kept) {
        var on = model(kept, safe(kept.protection().safe()));
        var off = model(kept, kept.loss().off().stream().findFirst());
        var lost = Differences.of("Thing", kept.type(), on, off);
        assertThat(assessor.assess(Subjects.of(lost, "prod")).findings())
                .filteredOn(f -> f.rule().equals(kept.loss().rule()))
                .extracting(Finding::title, Finding::level)
                .containsOnlyOnce(org.assertj.core.groups.Tuple.tuple(
                        kept.loss().title(), Severity.of(kept.loss().level())));
        var back = Differences.of("Thing", kept.type(), off, on);
        assertThat(assessor.assess(Subjects.of(back, "prod")).findings()).isEmpty();
    }

    /// What is off is never safe.
    @ParameterizedTest
    @MethodSource("losses")
    void noValueIsBothOffAndSafe(Kept kept) {
        assertThat(kept.loss().off())
                .noneMatch(text -> kept.protection().safe().holds(Optional.of(Value.string(text))));
    }

    @Test
    void everyRuleAndLevelThatAFactNamesIsThere() {
        var rules = RuleCatalogue.RULES.stream().map(rule -> rule.card().id()).collect(Collectors.toSet());
        var switches = Known.FACTS.of("AWS::S3::Bucket").ofEveryType(Switch.class).stream()
                .map(Switch::loss);
        assertThat(Stream.concat(losses().map(Kept::loss), switches).toList())
                .hasSizeGreaterThan(50)
                .allMatch(loss -> rules.contains(loss.rule()))
                .allSatisfy(loss -> assertThat(Severity.of(loss.level())).isNotNull());
        assertThat(Known.TYPES.types().stream()
                        .flatMap(type -> Known.FACTS.of(type).all(Grants.class).stream())
                        .map(grants -> Severity.of(grants.worst())))
                .hasSize(12);
    }

    /// A new line is enough: no rule has to learn of a type.
    @Test
    void aFactOfATypeThatNoRuleKnowsIsJudged() {
        var facts = """
                facts:
                  AWS::Made::Up:
                    - protection: /Deep/*/Guard
                      guards: logging
                      safe: true
                      loss: {rule: PH-SEV-009, level: high, title: nobody watches}
                      source: schema
                """;
        var book = new FactBook(name ->
                name.equals("AWS-Made.yaml") ? new ByteArrayInputStream(facts.getBytes(StandardCharsets.UTF_8)) : null);
        var known = Subjects.of(
                Differences.of("AWS::Made::Up", "{'Deep':[{'Guard':true}]}", "{'Deep':[{'Guard':false}]}"), "prod");
        var taught = new Subject(
                known.stack(),
                known.drift(),
                known.models(),
                new TypeKnowledge(Known.TYPES, book, Known.HERE.setlike()));
        assertThat(assessor.assess(known).findings()).isEmpty();
        assertThat(assessor.assess(taught).findings())
                .extracting(Finding::rule, Finding::title, f -> f.path().toString())
                .containsExactly(org.assertj.core.groups.Tuple.tuple("PH-SEV-009", "nobody watches", "/Deep/0/Guard"));
    }

    private static Optional<String> safe(Safe safe) {
        return switch (safe) {
            case Safe.Present p -> Optional.of("x");
            case Safe.AtLeast least -> Optional.of(least.number().toString());
            case Safe.OneOf one ->
                one.values().stream()
                        .filter(text -> !text.equals("absent"))
                        .map(text -> text.replace("*", "x"))
                        .findFirst();
        };
    }

    /// The model in which the protection has this value and nothing else is said.
    private static MapValue model(Kept kept, Optional<String> text) {
        var protection = kept.protection();
        if (protection.entry().isEmpty()) {
            return (MapValue) nested(protection.path().segments(), text);
        }
        var bag = Known.FACTS
                .of(kept.type())
                .find(Attributes.class, protection.path())
                .orElseThrow();
        var entry = new MapValue(Map.of(
                bag.key().getLast(), Value.string(protection.entry()), bag.value(), Value.string(text.orElse(""))));
        return new MapValue(Map.of(protection.path().last(), new ListValue(List.of(entry))));
    }

    private static Value nested(List<String> segments, Optional<String> text) {
        if (segments.isEmpty()) {
            return Value.string(text.orElseThrow());
        }
        var rest = segments.subList(1, segments.size());
        if (rest.isEmpty() && text.isEmpty()) {
            return MapValue.EMPTY;
        }
        var inner = nested(rest, text);
        return segments.getFirst().equals("*")
                ? new ListValue(List.of(inner))
                : new MapValue(Map.of(segments.getFirst(), inner));
    }
}
