package dev.phantom.severity.control;

import dev.phantom.value.Value.MapValue;
import java.util.ArrayList;
import java.util.List;

/// What must be at a path of a resource.
///
/// @param path        steps below `Properties`, as [PropertyPlace] reads them
/// @param absentFails what it means that nothing stands there: the default of the service
record Demand(List<String> path, Must must, boolean absentFails) {
    Demand {
        path = List.copyOf(path);
    }

    /// Whether it is met somewhere: a guard looks at any place of its path.
    ///
    /// @param own the pattern of the control, and where it stands: what both paths begin with is the same place
    boolean holds(MapValue model, List<String> own, PropertyPlace at) {
        var places = PropertyPlace.of(bound(own, at), model);
        return places.isEmpty() ? !absentFails : places.stream().allMatch(this::holds);
    }

    private boolean holds(PropertyPlace place) {
        return place.value().map(must::holds).orElse(must instanceof Must.Absent || !absentFails);
    }

    private List<String> bound(List<String> own, PropertyPlace at) {
        var steps = new ArrayList<>(path);
        var found = at.path().segments();
        for (int i = 0; i < Math.min(path.size(), found.size()); i++) {
            if (i >= own.size() || !own.get(i).equals(path.get(i))) {
                break;
            }
            steps.set(i, found.get(i));
        }
        return steps;
    }
}
