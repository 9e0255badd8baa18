package dev.phantom.severity.policy;

import dev.phantom.value.PropertyPath;
import dev.phantom.value.PropertyView;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import java.util.ArrayList;
import java.util.List;

/// The places of a model that a path with `*` stands for. Where it has one value in place of a list, that is meant.
final class Expansion {
    private Expansion() {}

    static List<PropertyPath> of(PropertyPath path, Value model) {
        var found = new ArrayList<PropertyPath>();
        walk(path.segments(), PropertyPath.ROOT, model, found);
        return found;
    }

    private static void walk(List<String> rest, PropertyPath at, Value model, List<PropertyPath> into) {
        if (rest.isEmpty()) {
            into.add(at);
            return;
        }
        var next = rest.subList(1, rest.size());
        if (!rest.getFirst().equals("*")) {
            walk(next, at.child(rest.getFirst()), model, into);
            return;
        }
        var here = new PropertyView(model).at(at);
        if (here.isPresent() && here.get() instanceof ListValue list) {
            for (int i = 0; i < list.items().size(); i++) {
                walk(next, at.child(i), model, into);
            }
        } else if (here.isPresent()) {
            walk(next, at, model, into);
        }
    }
}
