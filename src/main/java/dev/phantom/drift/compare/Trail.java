package dev.phantom.drift.compare;

import dev.phantom.drift.fact.FactNode;
import dev.phantom.value.PropertyPath;
import java.util.ArrayList;
import java.util.List;

/// Where the walk stands, on both sides. Only list indexes can differ. No text is made until a path is asked for.
final class Trail {

    private static final Integer NOWHERE = -1;

    private final List<Object> expected = new ArrayList<>();
    private final List<Object> actual = new ArrayList<>();

    void enter(String key) {
        expected.add(key);
        actual.add(key);
    }

    /// Enters a list element; an index of -1 stands for a single value that the side does not write as a list.
    void enter(int expectedIndex, int actualIndex) {
        expected.add(expectedIndex);
        actual.add(actualIndex);
    }

    void leave() {
        expected.removeLast();
        actual.removeLast();
    }

    PropertyPath expected() {
        return path(expected);
    }

    PropertyPath actual() {
        return path(actual);
    }

    /// What is kept of the place on the expected side.
    FactNode facts(FactNode root) {
        var node = root;
        for (var step : expected) {
            node = step.equals(NOWHERE) ? node : node.child(step.toString());
        }
        return node;
    }

    int depth() {
        return expected.size();
    }

    private static PropertyPath path(List<Object> steps) {
        var segments = new ArrayList<String>(steps.size());
        for (var step : steps) {
            if (!step.equals(NOWHERE)) {
                segments.add(step.toString());
            }
        }
        return new PropertyPath(segments);
    }
}
