package dev.phantom.drift.fact;

import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.List;
import java.util.Map;

/// A value that a reader shows though nobody said it: a documented default, or what another property already says.
/// A person leaves it out.
///
/// @param values that say nothing; `$account` is the stack's own; any does if there is none
/// @param beside what stands in the same object then, by property; `*` is anything
public record Filler(PropertyPath path, List<String> values, Map<String, String> beside, FactSource source)
        implements Fact {
    public Filler {
        values = List.copyOf(values);
        beside = Map.copyOf(beside);
    }

    /// @param within the object that it stands in
    public boolean matches(Value value, MapValue within, String account) {
        return value instanceof Scalar text
                && (values.isEmpty() || values.contains(text.text()) || isOwn(text.text(), account))
                && beside.entrySet().stream()
                        .allMatch(e -> within.get(e.getKey()) instanceof Value other && fits(e.getValue(), other));
    }

    private boolean isOwn(String text, String account) {
        return values.contains("$account") && text.equals(account);
    }

    private static boolean fits(String wanted, Value other) {
        return wanted.equals("*") || other instanceof Scalar text && text.text().equals(wanted);
    }
}
