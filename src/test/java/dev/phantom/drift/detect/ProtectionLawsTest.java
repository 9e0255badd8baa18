package dev.phantom.drift.detect;

import static dev.phantom.drift.detect.World.changes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.drift.TypeNode;
import dev.phantom.drift.TypeNode.Kind;
import dev.phantom.drift.fact.Fact.Attributes;
import dev.phantom.drift.fact.Fact.Guards;
import dev.phantom.drift.fact.Fact.Protection;
import dev.phantom.drift.fact.Safe;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// A protection that was declared or last seen on and that live does not show, or shows off, is a change: no filler,
/// default or echo. Asked of every protection that is kept, so that a new one is asked for too.
class ProtectionLawsTest {

    private record Kept(String type, Protection protection) {}

    private static Stream<Kept> all() {
        return Known.TYPES.types().stream()
                .flatMap(type -> Known.FACTS.of(type).all(Protection.class).stream()
                        .map(protection -> new Kept(type, protection)));
    }

    @Test
    void thereIsOneOfEveryKind() {
        var guards = EnumSet.noneOf(Guards.class);
        all().forEach(kept -> guards.add(kept.protection().guards()));
        assertThat(guards).isEqualTo(EnumSet.allOf(Guards.class));
    }

    @TestFactory
    Stream<DynamicTest> aProtectionThatIsLostIsAChange() {
        return all().map(kept -> DynamicTest.dynamicTest(
                kept.type() + " " + kept.protection().path() + " "
                        + kept.protection().entry(),
                () -> lost(kept)));
    }

    private static void lost(Kept kept) {
        var on = model(kept, Optional.of(on(kept)));
        assertThat(lost(kept, on)).as("ways to lose it").isNotEmpty();
        for (var off : lost(kept, on)) {
            var declared = new World()
                    .safe("'P': {'Type': '%s', 'Properties': %s}".formatted(kept.type(), on))
                    .live("P", "p", kept.type(), off);
            assertThat(changes(declared.report()))
                    .as("declared " + on + ", live " + off)
                    .isNotEmpty();
            var seen = new World()
                    .safe("'P': {'Type': '%s', 'Properties': {}}".formatted(kept.type()))
                    .live("P", "p", kept.type(), off)
                    .earlier("P", "p", kept.type(), on);
            assertThat(changes(seen.report()))
                    .as("last seen " + on + ", live " + off)
                    .isNotEmpty();
        }
    }

    /// Absent, empty and off, as far as that is no protection.
    private static List<String> lost(Kept kept, String on) {
        var safe = kept.protection().safe();
        var ways = new ArrayList<String>();
        if (!safe.holds(Optional.empty())) {
            ways.add("{}");
            ways.add(model(kept, Optional.empty()));
            ways.add(model(kept, Optional.of(empty(on(kept)))));
        }
        for (var off : List.of("false", "true", "0", "'off'")) {
            if (isOff(kept, off)) {
                ways.add(model(kept, Optional.of(off)));
            }
        }
        return ways.stream().distinct().toList();
    }

    private static boolean isOff(Kept kept, String off) {
        boolean number = off.equals("0");
        boolean truth = off.equals("false") || off.equals("true");
        return switch (kept.protection().safe()) {
            case Safe.Present p -> false;
            case Safe.AtLeast least -> number;
            case Safe.OneOf one ->
                isTruth(one) == truth && !number && !one.holds(Optional.of(Value.string(off.replace("'", ""))));
        };
    }

    private static boolean isTruth(Safe.OneOf one) {
        return one.values().contains("true") || one.values().contains("false");
    }

    private static String empty(String on) {
        return on.startsWith("[") ? "[]" : on.startsWith("{") ? "{}" : "''";
    }

    /// A value that protects.
    private static String on(Kept kept) {
        return switch (kept.protection().safe()) {
            case Safe.AtLeast least -> least.number().toPlainString();
            case Safe.OneOf one -> {
                var word = one.values().getFirst().replace("*", "x");
                yield isTruth(one) && kept.protection().entry().isEmpty() ? word : "'" + word + "'";
            }
            case Safe.Present p -> {
                var node = node(kept.type(), kept.protection().path());
                yield node.is(Kind.ARRAY) ? "['on']" : node.is(Kind.OBJECT) ? "{'On': 'on'}" : "'on'";
            }
        };
    }

    private static TypeNode node(String type, PropertyPath path) {
        return Known.TYPES.find(type).orElseThrow().at(path);
    }

    /// @param value as JSON; empty to leave the property out of what stands around it
    private static String model(Kept kept, Optional<String> value) {
        var protection = kept.protection();
        var inner = value;
        if (!protection.entry().isEmpty()) {
            var bag = Known.FACTS
                    .of(kept.type())
                    .find(Attributes.class, protection.path())
                    .orElseThrow();
            inner = Optional.of(value.map(v -> "[{'%s': '%s', '%s': %s}]"
                            .formatted(bag.key().getLast(), protection.entry(), bag.value(), v))
                    .orElse("[]"));
        }
        return around(kept.type(), PropertyPath.ROOT, protection.path().segments(), inner);
    }

    private static String around(String type, PropertyPath above, List<String> below, Optional<String> value) {
        var step = below.getFirst();
        var rest = below.subList(1, below.size());
        var inner = rest.isEmpty() ? value : Optional.of(around(type, above.child(step), rest, value));
        if (step.equals("*") && (above.isRoot() || node(type, above).is(Kind.ARRAY))) {
            return inner.map(v -> "[" + v + "]").orElse("[]");
        }
        return inner.map(v -> "{'" + step.replace("*", "any") + "': " + v + "}").orElse("{}");
    }
}
