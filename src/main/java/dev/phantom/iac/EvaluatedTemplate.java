package dev.phantom.iac;

import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A template with its functions worked out.
///
/// @param resources  those that exist, by logical id in document order; one whose condition is false is absent
/// @param conditions `true`, `false` or [Value.Unknown], by name
/// @param outputs    the evaluated `Value` of each output that exists
/// @param places     answers where a value comes from; worked out at the question
public record EvaluatedTemplate(
        Template template,
        Map<String, EvaluatedResource> resources,
        Map<String, Value> conditions,
        Map<String, Value> outputs,
        Places places) {

    public EvaluatedTemplate {
        resources = Collections.unmodifiableMap(new LinkedHashMap<>(resources));
        conditions = Collections.unmodifiableMap(new LinkedHashMap<>(conditions));
        outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    }

    /// A resource as it should be.
    ///
    /// @param properties no [Value.Intrinsic] is left in them: what could not be worked out is [Value.Unknown], a
    ///                   reference to a resource is a [Value.Reference]; `AWS::NoValue` is gone
    /// @param certain    false if its condition cannot be decided: it may not exist
    public record EvaluatedResource(Resource source, MapValue properties, boolean certain) {}

    /// Finds the places of evaluated values in the files.
    public interface Places {

        Origin origin(String logicalId, PropertyPath property);

        Optional<PropertyPath> node(String logicalId, PropertyPath property);
    }

    /// Where the value of an evaluated property really comes from: the place that a person would edit.
    ///
    /// @param property below `Properties`, with the indexes of the evaluated lists
    public Origin origin(String logicalId, PropertyPath property) {
        return places.origin(logicalId, property);
    }

    /// Document path of the node that stands for the property in the resource itself, whatever it refers to; empty if
    /// there is no such node.
    public Optional<PropertyPath> node(String logicalId, PropertyPath property) {
        return places.node(logicalId, property);
    }
}
