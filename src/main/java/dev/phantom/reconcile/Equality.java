package dev.phantom.reconcile;

import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Equal as texts, all the way down; quotes do not count, order in lists does. What is not known equals nothing.
final class Equality {

    private Equality() {}

    static boolean of(Optional<Value> a, Optional<Value> b) {
        return a.isPresent() && b.isPresent() ? of(a.get(), b.get()) : a.isEmpty() && b.isEmpty();
    }

    static boolean of(Value left, Value right) {
        Value b = right.settled();
        return switch (left.settled()) {
            case Scalar l -> b instanceof Scalar r && l.text().equals(r.text());
            case ListValue(List<Value> l) ->
                b instanceof ListValue(List<Value> r)
                        && l.size() == r.size()
                        && java.util.stream.IntStream.range(0, l.size()).allMatch(i -> of(l.get(i), r.get(i)));
            case MapValue(Map<String, Value> l) ->
                b instanceof MapValue(Map<String, Value> r)
                        && l.keySet().equals(r.keySet())
                        && l.entrySet().stream()
                                .allMatch(e -> r.get(e.getKey()) instanceof Value v && of(e.getValue(), v));
            case Value.Reference r -> false;
            case Value.Intrinsic i -> false;
            case Value.Unknown u -> false;
            case Value.Sensitive s -> false;
        };
    }
}
