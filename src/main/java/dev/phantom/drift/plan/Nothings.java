package dev.phantom.drift.plan;

import dev.phantom.drift.compare.Empties;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Ways of Terraform's to say nothing. A provider that is made with its older SDK cannot tell an attribute that is not
/// set from one that has its type's zero value: the one and the other come and go without anybody's doing.
///
/// @see <a href="https://developer.hashicorp.com/terraform/plugin/framework/migrating/benefits">Null, unset and zero
/// values</a>
final class Nothings {

    private static final Set<String> ZEROS = Set.of("false", "0");

    private Nothings() {}

    /// Whether one side is not set, and the other one is not set, empty or zero.
    static boolean areBoth(@Nullable Value one, @Nullable Value other) {
        return isEmpty(one) && isEmpty(other) || one == null && isZero(other) || other == null && isZero(one);
    }

    static boolean isEmpty(@Nullable Value value) {
        return value instanceof Value.Sensitive s ? s.secret().isEmpty() : Empties.isEmpty(value);
    }

    /// `false`, `0`, and blocks of nothing else.
    private static boolean isZero(@Nullable Value value) {
        return switch (value) {
            case null -> true;
            case Scalar s -> isEmpty(s) || s.isPlain() && ZEROS.contains(s.text());
            case MapValue map -> map.entries().values().stream().allMatch(Nothings::isZero);
            case ListValue list -> list.items().stream().allMatch(Nothings::isZero);
            case Value other -> isEmpty(other);
        };
    }
}
