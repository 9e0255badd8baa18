package dev.phantom.value.read;

import dev.phantom.value.Value;
import dev.phantom.value.Value.Intrinsic;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.Map;
import java.util.Set;

/// Tells the maps that are functions in the long form, `{"Fn::Sub": "x"}`, from maps of data.
final class LongForm {
    /// Functions whose arguments are conditions, so that `{"Condition": name}` in them is one too.
    private static final Set<String> OF_CONDITIONS = Set.of("Fn::And", "Fn::Or", "Fn::Not");

    private LongForm() {}

    /// A map as read: a function in the long form becomes one.
    ///
    /// @param depth of the map in the document; the document and its sections are never functions
    static Value ofMap(Map<String, Value> entries, int depth, boolean inCondition) {
        if (entries.size() == 1 && depth > 1) {
            var only = entries.entrySet().iterator().next();
            if (isFunction(only.getKey(), only.getValue(), inCondition)) {
                return new Intrinsic(only.getKey(), only.getValue());
            }
        }
        return entries.isEmpty() ? MapValue.EMPTY : new MapValue(entries);
    }

    /// Whether what stands under this key is read as conditions.
    static boolean opensConditions(String key, int depth) {
        return depth == 0 ? key.equals("Conditions") || key.equals("Rules") : OF_CONDITIONS.contains(key);
    }

    /// Whether a map with this single key is a function.
    private static boolean isFunction(String key, Value argument, boolean inCondition) {
        return switch (key) {
            case "Ref" -> argument instanceof Scalar || argument instanceof Intrinsic;
            case "Condition" -> inCondition && argument instanceof Scalar;
            default -> key.startsWith("Fn::") && !key.startsWith("Fn::ForEach");
        };
    }
}
