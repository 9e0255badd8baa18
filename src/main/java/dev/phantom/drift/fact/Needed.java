package dev.phantom.drift.fact;

import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A property that a resource must have while its neighbours say so, which no `required` of a schema can tell: the
/// certificate of an HTTPS listener; one of several ways to name a source. A patch may not take it away.
///
/// @param when   neighbours in the same object by name, each with the texts of which it must be one; `*` is anything
/// @param unless neighbours any of which does instead
public record Needed(PropertyPath path, Map<String, List<String>> when, List<String> unless, FactSource source)
        implements Fact {

    private static final String ANY = "*";

    public Needed {
        when = Map.copyOf(when);
        unless = List.copyOf(unless);
    }

    /// Whether it lacks. A neighbour whose value nobody knows speaks for nothing.
    ///
    /// @param within the object that it would stand in
    public boolean lacksIn(MapValue within) {
        return !stands(within, path.last())
                && unless.stream().noneMatch(other -> stands(within, other))
                && when.entrySet().stream().allMatch(e -> says(within.get(e.getKey()), e.getValue()));
    }

    private static boolean stands(MapValue within, String name) {
        return !isNothing(within.get(name));
    }

    private static boolean says(@Nullable Value value, List<String> texts) {
        return texts.contains(ANY)
                ? !isNothing(value)
                : value != null && value.settled() instanceof Scalar scalar && texts.contains(scalar.text());
    }

    private static boolean isNothing(@Nullable Value value) {
        return switch (value == null ? null : value.settled()) {
            case null -> true;
            case ListValue list -> list.items().isEmpty();
            case MapValue map -> map.entries().isEmpty();
            case Scalar scalar -> scalar.text().isEmpty();
            case Value other -> false;
        };
    }

    /// `while Protocol is HTTPS or TLS`, `unless CidrIpv6 or SourcePrefixListId is there`.
    public String words() {
        var clauses = new ArrayList<String>();
        when.forEach((name, texts) -> clauses.add(
                "while " + name + (texts.contains(ANY) ? " is there" : " is " + String.join(" or ", texts))));
        clauses.sort(null);
        if (!unless.isEmpty()) {
            clauses.add("unless " + String.join(" or ", unless) + " is there");
        }
        return String.join(", ", clauses);
    }
}
