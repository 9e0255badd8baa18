package dev.phantom.drift.compare;

import dev.phantom.drift.TypeNode;
import dev.phantom.drift.TypeNode.Kind;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import java.util.List;
import java.util.Map;

/// Objects of which one member is chosen, and being there may be all that it says: `DefaultAction: {Allow: {}}`.
///
/// A schema rarely says `oneOf` of them, but shows their form: all members are objects, and none is required. Not every
/// object of that form is a choice; that one side has one member alone and the other side another one alone is what
/// tells.
/// @see <a href="https://docs.aws.amazon.com/waf/latest/APIReference/API_DefaultAction.html">DefaultAction of AWS
/// WAF</a>
public final class Choices {

    private Choices() {}

    /// Whether the two choose differently, and at least one of them says nothing but its choice.
    static boolean differ(MapValue expected, MapValue actual, TypeNode node) {
        var e = members(expected);
        var a = members(actual);
        return e.size() == 1
                && a.size() == 1
                && !e.getFirst().getKey().equals(a.getFirst().getKey())
                && (isBare(e) || isBare(a))
                && isChoice(node);
    }

    /// Whether a value chooses one member of which nothing else is said: empty, and yet it means something.
    public static boolean isBare(Value value, TypeNode node) {
        return value instanceof MapValue map && isBare(members(map)) && isChoice(node);
    }

    /// Nothing, and no choice either.
    static boolean isEmpty(Value value, TypeNode node) {
        return Empties.isEmpty(value) && !chooses(value, node);
    }

    private static boolean chooses(Value value, TypeNode node) {
        return switch (value) {
            case MapValue map ->
                isBare(map, node)
                        || map.entries().entrySet().stream()
                                .anyMatch(member -> chooses(member.getValue(), node.child(member.getKey())));
            case ListValue list -> list.items().stream().anyMatch(item -> chooses(item, node.items()));
            case Value other -> false;
        };
    }

    private static boolean isBare(List<Map.Entry<String, Value>> members) {
        return members.size() == 1 && members.getFirst().getValue() instanceof MapValue said && Empties.isEmpty(said);
    }

    private static List<Map.Entry<String, Value>> members(MapValue map) {
        return map.entries().entrySet().stream()
                .filter(member -> member.getValue() instanceof MapValue || !Empties.isEmpty(member.getValue()))
                .toList();
    }

    private static boolean isChoice(TypeNode node) {
        var names = node.properties();
        return names.size() > 1
                && names.stream().noneMatch(node::requires)
                && names.stream().map(node::child).allMatch(child -> child.is(Kind.OBJECT));
    }
}
