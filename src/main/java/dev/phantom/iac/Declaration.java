package dev.phantom.iac;

import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The resources that a definition declares in one context: everything worked out that can be.
///
/// @param resources those that exist, by address in document order; one whose condition is false is absent
/// @param outputs   the value of each output that exists
/// @param places    answers where a value comes from; worked out at the question
public record Declaration(Map<String, DeclaredResource> resources, Map<String, Value> outputs, Places places) {

    public Declaration {
        resources = Collections.unmodifiableMap(new LinkedHashMap<>(resources));
        outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    }

    /// A resource as it should be.
    ///
    /// @param source     as written
    /// @param properties no [Value.Intrinsic] is left in them: what could not be worked out is [Value.Unknown], a
    ///                   reference to a resource is a [Value.Reference]
    /// @param certain    false if its condition cannot be decided: it may not exist
    public record DeclaredResource(Resource source, MapValue properties, boolean certain) {}

    /// Finds the places of evaluated values in the files.
    public interface Places {

        Origin origin(String address, PropertyPath property);

        Optional<PropertyPath> node(String address, PropertyPath property);
    }

    /// Where the value of an evaluated property really comes from: the place that a person would edit.
    ///
    /// @param property below the properties, with the indexes of the evaluated lists
    public Origin origin(String address, PropertyPath property) {
        return places.origin(address, property);
    }

    /// Document path of the node that stands for the property in the resource itself, whatever it refers to; empty if
    /// there is no such node.
    public Optional<PropertyPath> node(String address, PropertyPath property) {
        return places.node(address, property);
    }
}
