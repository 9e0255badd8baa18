package dev.phantom.iac.cloudformation.edit;

import dev.phantom.value.ModelEdit;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;

/// Removals leave no empty shells: a map or list that would be left empty goes with its last element.
final class EmptyContainers {
    private EmptyContainers() {}

    /// The outermost node, at most `Properties`, that holds nothing but the node to remove.
    static PropertyPath outermost(Value document, PropertyPath node) {
        PropertyPath at = node;
        while (at.segments().size() > 3
                && isOnly(ModelEdit.find(document, at.parent()).orElse(document))) {
            at = at.parent();
        }
        return at;
    }

    private static boolean isOnly(Value collection) {
        return switch (collection) {
            case MapValue m -> m.entries().size() == 1;
            case ListValue l -> l.items().size() == 1;
            case Value other -> false;
        };
    }
}
