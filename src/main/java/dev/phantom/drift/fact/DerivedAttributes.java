package dev.phantom.drift.fact;

import dev.phantom.value.PropertyPath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A read-only attribute that the physical id tells: the ARN of a bucket is made of its name. Both are forms; what
/// neither they nor the stack's partition, region and account tell is not known.
///
/// @param ref       forms of the physical id, which is what `Ref` gives
/// @param form      of the attribute, as `Fn::GetAtt` gives it
/// @param given     property whose value the form calls `{given/}`; the root if there is none
/// @param otherwise that property's value where nobody gives one
public record DerivedAttributes(
        PropertyPath path, List<Form> ref, Form form, PropertyPath given, String otherwise, FactSource source)
        implements Fact {
    public DerivedAttributes {
        ref = List.copyOf(ref);
    }

    /// Whether this is the attribute that `Fn::GetAtt` calls so.
    public boolean isOf(String attribute) {
        return attribute.equals(path.toString().substring(1).replace('/', '.'));
    }

    /// The attribute's value; empty if it is not told.
    ///
    /// @param more         what `{given/}` stands for; empty if nobody knows
    /// @param surroundings what is known of `partition`, `region` and `account` of the stack
    public Optional<String> value(String physicalId, Optional<String> more, Map<String, String> surroundings) {
        return ref.stream()
                .flatMap(one -> one.read(physicalId).stream())
                .filter(read -> read.entrySet().stream()
                        .allMatch(e -> surroundings
                                .getOrDefault(e.getKey(), e.getValue())
                                .equals(e.getValue())))
                .findFirst()
                .flatMap(read -> {
                    var known = new HashMap<>(surroundings);
                    known.putAll(read);
                    more.ifPresent(text -> known.put("given", text));
                    return form.write(known);
                });
    }
}
