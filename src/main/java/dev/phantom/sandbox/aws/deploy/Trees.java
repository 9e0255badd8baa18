package dev.phantom.sandbox.aws.deploy;

import dev.phantom.stack.ValueJson;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Values as trees: what stands at a place, and whether two say the same to CloudFormation.
public final class Trees {

    private Trees() {}

    public static Optional<Value> at(Value root, PropertyPath path) {
        var here = root.settled();
        for (var segment : path.segments()) {
            var next = child(here, segment);
            if (next == null) {
                return Optional.empty();
            }
            here = next.settled();
        }
        return Optional.of(here);
    }

    /// What is deployed: the value behind a reference, and a secret itself.
    static Value plain(Value value) {
        return value.settled() instanceof Value.Sensitive s ? Value.string(s.secret()) : value.settled();
    }

    /// Equal as CloudFormation has it: scalars by what they mean, JSON in a string by what it holds. What is not known
    /// equals everything: nobody can say that it differs.
    public static boolean same(Value declared, Value actual) {
        var left = plain(declared);
        var right = plain(actual);
        return switch (left) {
            case Value.Unknown u -> true;
            case Value.Intrinsic i -> true;
            case Value.Sensitive s -> true;
            case Value.Reference r -> true;
            case Scalar s ->
                right instanceof Scalar other
                        ? scalars(s, other)
                        : parsed(s).filter(p -> same(p, right)).isPresent();
            case ListValue list -> right instanceof ListValue other && lists(list, other) || holds(list, right);
            case MapValue map -> right instanceof MapValue other && maps(map, other) || holds(map, right);
        };
    }

    /// Whether two tags have one key.
    static boolean sameKey(Value one, Value other) {
        var a = at(one, PropertyPath.of("Key"));
        var b = at(other, PropertyPath.of("Key"));
        return a.isPresent() && b.isPresent() && same(a.get(), b.get());
    }

    /// Without what is not known.
    public static Optional<Value> known(Value value) {
        return switch (plain(value)) {
            case Scalar s -> Optional.of(s);
            case ListValue list ->
                Optional.of(new ListValue(
                        list.items().stream().flatMap(i -> known(i).stream()).toList()));
            case MapValue map -> {
                var entries = new LinkedHashMap<String, Value>();
                map.entries().forEach((k, v) -> known(v).ifPresent(x -> entries.put(k, x)));
                yield Optional.of(new MapValue(entries));
            }
            case Value.Unknown u -> Optional.empty();
            case Value.Sensitive s -> Optional.empty();
            case Value.Intrinsic i -> Optional.empty();
            case Value.Reference r -> Optional.empty();
        };
    }

    static boolean secret(Value value) {
        return switch (value.settled()) {
            case Value.Unknown u -> u.secret();
            case Value.Sensitive s -> true;
            case ListValue list -> list.items().stream().anyMatch(Trees::secret);
            case MapValue map -> map.entries().values().stream().anyMatch(Trees::secret);
            case Scalar s -> false;
            case Value.Intrinsic i -> false;
            case Value.Reference r -> false;
        };
    }

    /// The list or object that a string holds as JSON.
    static Optional<Value> parsed(Value value) {
        if (!(value instanceof Scalar(String text, Scalar.Style style))
                || !text.strip().matches("(?s)[\\[{].*")) {
            return Optional.empty();
        }
        try {
            return Optional.of(ValueJson.parse(text));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static @Nullable Value child(Value node, String segment) {
        return switch (node) {
            case MapValue map -> map.get(segment);
            case ListValue list
            when PropertyPath.index(segment) >= 0
                    && PropertyPath.index(segment) < list.items().size() ->
                list.items().get(PropertyPath.index(segment));
            case ListValue list -> null;
            case Scalar s -> null;
            case Value.Unknown u -> u;
            case Value.Sensitive s -> s;
            case Value.Intrinsic i -> null;
            case Value.Reference r -> null;
        };
    }

    private static boolean holds(Value declared, Value actual) {
        return parsed(actual).filter(p -> same(declared, p)).isPresent();
    }

    private static boolean scalars(Scalar left, Scalar right) {
        if (left.text().equals(right.text())) {
            return true;
        }
        try {
            return new BigDecimal(left.text()).compareTo(new BigDecimal(right.text())) == 0;
        } catch (NumberFormatException e) {
            var a = parsed(left);
            var b = parsed(right);
            return a.isPresent() && b.isPresent() && same(a.get(), b.get());
        }
    }

    private static boolean lists(ListValue left, ListValue right) {
        if (left.items().size() != right.items().size()) {
            return false;
        }
        for (var i = 0; i < left.items().size(); i++) {
            if (!same(left.items().get(i), right.items().get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean maps(MapValue left, MapValue right) {
        return left.entries().keySet().equals(right.entries().keySet())
                && left.entries().entrySet().stream()
                        .allMatch(e -> same(e.getValue(), right.entries().getOrDefault(e.getKey(), e.getValue())));
    }
}
