package dev.phantom.patch.prove;

import com.github.difflib.DiffUtils;
import java.util.List;

/// Counts lines that differ.
final class LineCount {
    private LineCount() {}

    static int changed(String original, String patched) {
        return DiffUtils.diff(List.of(original.split("\n", -1)), List.of(patched.split("\n", -1))).getDeltas().stream()
                .mapToInt(d -> Math.max(d.getSource().size(), d.getTarget().size()))
                .sum();
    }
}
