package dev.phantom.drift.terraform;

import dev.phantom.value.PropertyPath;
import dev.phantom.value.PropertyView;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One side of a drift: the properties, and which attributes of the drifted resource they were.
///
/// @param steps of the drifted resource alone; others may say a part of the properties
record Side(MapValue properties, List<AttributeStep> steps) {

    Optional<Value> at(PropertyPath property) {
        return new PropertyView(properties).at(property);
    }

    /// The properties that are at or below an attribute, leaf by leaf.
    Set<PropertyPath> leaves(PropertyPath attribute) {
        var leaves = new LinkedHashSet<PropertyPath>();
        steps.stream()
                .filter(step -> step.attribute().startsWith(attribute))
                .forEach(step -> leaves.add(step.property()));
        leaves.removeIf(leaf -> leaves.stream().anyMatch(o -> !o.equals(leaf) && leaf.startsWith(o)));
        return leaves;
    }

    /// The place inside a property of what stands inside an attribute.
    Optional<PropertyPath> inside(PropertyPath attribute) {
        return steps.stream()
                .filter(step -> !step.attribute().equals(attribute))
                .flatMap(step -> step.property(attribute).stream())
                .findFirst();
    }

    /// The property of an attribute: its own, or the place inside one.
    Optional<PropertyPath> property(PropertyPath attribute) {
        return steps.stream().flatMap(step -> step.property(attribute).stream()).findFirst();
    }

    /// The whole that came or went with an attribute: as high above the leaf as nothing else stands, and the other side
    /// has nothing.
    PropertyPath whole(PropertyPath leaf, PropertyPath attribute, Side other) {
        var whole = leaf;
        while (whole.segments().size() > 1 && isAllOf(whole.parent(), attribute)) {
            var parent = whole.parent();
            if (PropertyPath.index(parent.last()) < 0 && other.at(parent).isPresent()) {
                break;
            }
            whole = parent;
        }
        return whole;
    }

    private boolean isAllOf(PropertyPath property, PropertyPath attribute) {
        return steps.stream()
                .filter(step -> step.property().startsWith(property))
                .allMatch(step ->
                        step.attribute().startsWith(attribute) || step.cause().startsWith(attribute));
    }

    /// The attribute of a property: its own, else the narrowest around it, else what those below it share.
    Optional<PropertyPath> attribute(PropertyPath property) {
        return steps.stream()
                .filter(step -> property.startsWith(step.property()))
                .max((a, b) -> Integer.compare(
                        a.property().segments().size(), b.property().segments().size()))
                .flatMap(step -> step.attribute(property))
                .or(() -> steps.stream()
                        .filter(step -> step.property().startsWith(property))
                        .map(AttributeStep::attribute)
                        .reduce(TerraformType::common));
    }
}
