package dev.phantom.value;

import dev.phantom.value.Value.Intrinsic;
import dev.phantom.value.Value.MapValue;
import java.util.Optional;

/// The two ways of writing a function: `!Sub x` and `{"Fn::Sub": "x"}`.
public final class Intrinsics {
    private Intrinsics() {}

    /// `!Ref` → `Ref`, `!Condition` → `Condition`, `!Sub` → `Fn::Sub`; YAML's own tags (`!!str`, `!`) are no functions.
    public static Optional<String> longName(String tag) {
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

    /// The function that a whole object is, as JSON writes it; empty if it is none. No property of a resource can hold
    /// such an object for its own sake: CloudFormation would have read it as the function.
    public static Optional<Intrinsic> of(MapValue object) {
        if (object.entries().size() != 1) {
            return Optional.empty();
        }
        var only = object.entries().entrySet().iterator().next();
        return only.getKey().equals("Ref") || only.getKey().startsWith("Fn::")
                ? Optional.of(new Intrinsic(only.getKey(), only.getValue()))
                : Optional.empty();
    }
}
