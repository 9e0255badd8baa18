package dev.phantom.drift.detect;

import dev.phantom.value.BoundedNumber;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Reference;
import dev.phantom.value.Value.Scalar;
import dev.phantom.value.Value.Unknown;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Values by their path.
final class Lookup {

    private Lookup() {}

    /// The value at a path with indexes; references are seen through on the way.
    static Optional<Value> at(Value value, PropertyPath path) {
        return values(value, path.segments()).findFirst();
    }

    /// All values at a path in which `*` stands for every index.
    static Stream<Value> all(Value value, PropertyPath path) {
        return values(value, path.segments());
    }

    private static Stream<Value> values(Value value, List<String> steps) {
        if (steps.isEmpty()) {
            return Stream.of(value);
        }
        var rest = steps.subList(1, steps.size());
        return switch (value.settled()) {
            case MapValue map
            when steps.getFirst().equals("*") -> map.entries().values().stream().flatMap(item -> values(item, rest));
            case MapValue map -> Stream.ofNullable(map.get(steps.getFirst())).flatMap(item -> values(item, rest));
            case ListValue list
            when steps.getFirst().equals("*") -> list.items().stream().flatMap(item -> values(item, rest));
            case ListValue list -> index(list, steps.getFirst()).stream().flatMap(item -> values(item, rest));
            case Value other -> Stream.empty();
        };
    }

    private static Optional<Value> index(ListValue list, String step) {
        boolean number = !step.isEmpty() && step.length() < 10 && step.chars().allMatch(Character::isDigit);
        return number && Integer.parseInt(step) < list.items().size()
                ? Optional.of(list.items().get(Integer.parseInt(step)))
                : Optional.empty();
    }

    static Optional<String> text(Value value, PropertyPath path) {
        return at(value, path).flatMap(v -> v.settled() instanceof Scalar s ? Optional.of(s.text()) : Optional.empty());
    }

    static Optional<BigDecimal> number(Value value) {
        return value.settled() instanceof Scalar s ? BoundedNumber.of(s.text()) : Optional.empty();
    }

    /// Whether a property names this resource; one that is not known may.
    static boolean names(Value value, String logicalId, Set<String> names) {
        return switch (value) {
            case Reference r -> r.logicalId().equals(logicalId);
            case Scalar s ->
                names.stream()
                        .anyMatch(name -> s.text().equals(name)
                                || s.text().endsWith("/" + name)
                                || s.text().endsWith(":" + name));
            case Unknown u -> true;
            case Value other -> false;
        };
    }
}
