package dev.phantom.iac.terraform.evaluate;

import dev.phantom.value.Value;
import dev.phantom.value.Value.Intrinsic;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Reference;
import dev.phantom.value.Value.Scalar;
import dev.phantom.value.Value.Sensitive;
import dev.phantom.value.Value.Unknown;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Map;

/// How much it is to walk through a value. Forty lines of `a1 = [local.a0, local.a0]` are a value of which each part is
/// there once, and which nobody sees the end of.
final class ValueWeights {

    /// Of one value: far more than any argument of a resource.
    private static final long MOST = 100_000;

    /// Of all that is worked out for itself or compared as a whole.
    private static final long MOST_IN_SUM = 10_000_000;

    private static final int PIECE = 64;

    private final Map<Value, Long> known = new IdentityHashMap<>();
    private long sum;

    boolean areSpent() {
        return sum > MOST_IN_SUM;
    }

    /// That somebody will walk through it.
    void walked(Value value) {
        sum = Math.min(sum + of(value), MOST_IN_SUM + 1);
    }

    boolean areTooMuch(Value value) {
        return of(value) > MOST;
    }

    /// Whether what is made of all of them could be.
    boolean areTooMuch(Collection<Value> values) {
        return values.stream().mapToLong(this::of).limit(MOST).sum() > MOST;
    }

    private long of(Value value) {
        return switch (value) {
            case Scalar s -> 1 + s.text().length() / PIECE;
            case ListValue list -> composite(value, list.items());
            case MapValue map -> composite(value, map.entries().values());
            case Reference r -> 1 + of(r.known());
            case Intrinsic i -> 1 + of(i.argument());
            case Unknown u -> 1;
            case Sensitive s -> 1;
        };
    }

    private long composite(Value value, Collection<Value> parts) {
        var there = known.get(value);
        if (there != null) {
            return there;
        }
        long weight = 1;
        for (var part : parts) {
            weight = Math.min(weight + of(part), MOST + 1);
        }
        known.put(value, weight);
        return weight;
    }
}
