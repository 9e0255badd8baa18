package dev.phantom.drift.terraform;

import dev.phantom.value.PropertyPath;
import java.util.List;
import java.util.Optional;

/// One attribute of one resource, and the property that it became.
///
/// @param cause the attribute that the property is there for: of the pieces of a block, the element that made each
record AttributeStep(
        PropertyPath attribute, PropertyPath property, AttributeConversion conversion, PropertyPath cause) {

    /// The property of what lies at or below the attribute.
    Optional<PropertyPath> property(PropertyPath path) {
        return path.startsWith(attribute)
                ? Optional.of(property.append(new PropertyPath(conversion.inside(tail(path, attribute)))))
                : Optional.empty();
    }

    /// The attribute of what lies at or below the property: the attribute itself where the two differ inside.
    Optional<PropertyPath> attribute(PropertyPath path) {
        return path.startsWith(property)
                ? Optional.of(
                        conversion.equals(AttributeConversion.SAME)
                                ? attribute.append(new PropertyPath(tail(path, property)))
                                : attribute)
                : Optional.empty();
    }

    private static List<String> tail(PropertyPath path, PropertyPath ancestor) {
        return path.segments()
                .subList(ancestor.segments().size(), path.segments().size());
    }
}
