package dev.phantom.template;

import dev.phantom.template.Value.Intrinsic;
import dev.phantom.template.Value.MapValue;
import dev.phantom.template.Value.Scalar;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The two ways of writing a function: `!Sub x` and `{"Fn::Sub": "x"}`.
public final class Intrinsics {
    /// Functions whose arguments are conditions, so that `{"Condition": name}` in them is one too.
    private static final Set<String> OF_CONDITIONS = Set.of("Fn::And", "Fn::Or", "Fn::Not");

    private Intrinsics() {}

    /// `!Ref` → `Ref`, `!Condition` → `Condition`, `!Sub` → `Fn::Sub`; YAML's own tags (`!!str`, `!`) are no functions.
    static Optional<String> longName(String tag) {
        if (tag.length() < 2 || tag.charAt(0) != '!') {
            return Optional.empty();
        }
        String name = tag.substring(1);
        boolean bare = name.equals("Ref") || name.equals("Condition") || name.startsWith("Fn::");
        return Optional.of(bare ? name : "Fn::" + name);
    }

    /// The tag of a function, for writing.
    public static String tag(String longName) {
        return "!" + (longName.startsWith("Fn::") ? longName.substring(4) : longName);
    }

    /// Whether a map with this single key is a function.
    static boolean isLongForm(String key, Value argument, boolean inCondition) {
        return switch (key) {
            case "Ref" -> argument instanceof Scalar || argument instanceof Intrinsic;
            case "Condition" -> inCondition && argument instanceof Scalar;
            default -> key.startsWith("Fn::") && !key.startsWith("Fn::ForEach");
        };
    }

    /// The function that a whole object is, as JSON writes it; empty if it is none. No property of a resource can hold
    /// such
    /// an object for its own sake: CloudFormation would have read it as the function.
    public static Optional<Intrinsic> of(MapValue object) {
        if (object.entries().size() != 1) {
            return Optional.empty();
        }
        var only = object.entries().entrySet().iterator().next();
        return only.getKey().equals("Ref") || only.getKey().startsWith("Fn::")
                ? Optional.of(new Intrinsic(only.getKey(), only.getValue()))
                : Optional.empty();
    }

    /// A map as read: a function in the long form becomes one.
    ///
    /// @param depth of the map in the document; the document and its sections are never functions
    static Value ofMap(Map<String, Value> entries, int depth, boolean inCondition) {
        if (entries.size() == 1 && depth > 1) {
            var only = entries.entrySet().iterator().next();
            if (isLongForm(only.getKey(), only.getValue(), inCondition)) {
                return new Intrinsic(only.getKey(), only.getValue());
            }
        }
        return entries.isEmpty() ? MapValue.EMPTY : new MapValue(entries);
    }

    /// Whether what stands under this key is read as conditions.
    static boolean opensConditions(String key, int depth) {
        return depth == 0 ? key.equals("Conditions") || key.equals("Rules") : OF_CONDITIONS.contains(key);
    }
}
