package dev.phantom.pullrequest.body;

import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import java.util.stream.Collectors;

/// A value in one line, for people. Secrets are not shown.
public final class ValueText {

    private ValueText() {}

    public static String of(Value value) {
        return switch (value) {
            case Value.Scalar s -> s.text();
            case Value.ListValue l -> l.items().stream().map(ValueText::of).collect(Collectors.joining(", ", "[", "]"));
            case Value.MapValue m ->
                m.entries().entrySet().stream()
                        .map(e -> e.getKey() + ": " + of(e.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            case Value.Reference r -> of(r.known());
            case Value.Intrinsic i -> "!" + i.name().replace("Fn::", "") + " " + of(i.argument());
            case Value.Unknown u -> "(unknown)";
            case Value.Sensitive s -> "(secret)";
        };
    }

    /// What stands at a path, for a title: the path; for an element of a list, what it is an element of.
    public static String element(PropertyPath path, Value value) {
        if (path.isRoot()) {
            return "the resource";
        }
        if (!path.last().chars().allMatch(Character::isDigit)) {
            return path.toString();
        }
        return path.parent().last().equals("Tags")
                        && value instanceof Value.MapValue tag
                        && tag.get("Key") instanceof Value.Scalar key
                ? "tag " + key.text()
                : "an entry of " + path.parent();
    }
}
