package dev.phantom.severity.rules;

import dev.phantom.drift.fact.Fact.Attributes;
import dev.phantom.drift.fact.Fact.Loss;
import dev.phantom.drift.fact.Fact.Protection;
import dev.phantom.drift.fact.KeptFacts;
import dev.phantom.drift.fact.Safe;
import dev.phantom.severity.Risk;
import dev.phantom.severity.Severity;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.PropertyView;
import dev.phantom.value.Value;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The protections of a resource that are off, as the facts of its type tell them.
final class LostProtections {
    private LostProtections() {}

    /// @param rule of which rule
    static List<Risk> risks(String rule, KeptFacts facts, PropertyView model) {
        return facts.all(Protection.class).stream()
                .flatMap(protection -> protection.loss().stream()
                        .filter(loss -> loss.rule().equals(rule))
                        .flatMap(loss -> places(facts, protection, model)
                                .filter(place -> off(protection, loss, model.at(place)))
                                .map(place -> risk(protection, loss, place))))
                .toList();
    }

    private static Risk risk(Protection protection, Loss loss, PropertyPath place) {
        var key = "%s %s %s".formatted(protection.path(), protection.entry(), loss.title());
        return new Risk(key, place, Severity.of(loss.level()), loss.title());
    }

    /// Where the protection stands in this model, or would.
    private static Stream<PropertyPath> places(KeptFacts facts, Protection protection, PropertyView model) {
        if (protection.entry().isEmpty()) {
            return places(PropertyPath.ROOT, protection.path().segments(), model);
        }
        return facts.find(Attributes.class, protection.path()).stream()
                .flatMap(bag -> entries(bag, protection.entry(), model));
    }

    private static Stream<PropertyPath> places(PropertyPath above, List<String> segments, PropertyView model) {
        int star = segments.indexOf("*");
        if (star < 0) {
            return Stream.of(segments.stream().reduce(above, PropertyPath::child, (a, b) -> b));
        }
        var list = segments.subList(0, star).stream().reduce(above, PropertyPath::child, (a, b) -> b);
        int size = model.at(list)
                .filter(Value.ListValue.class::isInstance)
                .map(v -> ((Value.ListValue) v).items().size())
                .orElse(0);
        var rest = segments.subList(star + 1, segments.size());
        return IntStream.range(0, size).boxed().flatMap(i -> places(list.child(i), rest, model));
    }

    private static Stream<PropertyPath> entries(Attributes bag, String entry, PropertyView model) {
        var all = new PropertyView(model.at(bag.path()).orElse(Value.MapValue.EMPTY)).items();
        var key = bag.key().getLast();
        return IntStream.range(0, all.size())
                .filter(i -> all.get(i).text(key).filter(entry::equals).isPresent())
                .mapToObj(i -> bag.path().child(i).child(bag.value()));
    }

    private static boolean off(Protection protection, Loss loss, Optional<Value> at) {
        if (!loss.off().isEmpty()) {
            return at.filter(v -> is(v, loss.off())).isPresent();
        }
        return switch (protection.safe()) {
            case Safe.Present present -> at.isEmpty();
            case Safe.AtLeast least -> !least.holds(at);
            case Safe.OneOf one -> !one.holds(at) && !(one.values().contains("true") && isOn(at));
        };
    }

    private static boolean isOn(Optional<Value> at) {
        return at.flatMap(v -> new PropertyView(v).flag()).orElse(false);
    }

    private static boolean is(Value value, List<String> texts) {
        return value instanceof Value.Scalar s && texts.stream().anyMatch(s.text()::equalsIgnoreCase);
    }
}
