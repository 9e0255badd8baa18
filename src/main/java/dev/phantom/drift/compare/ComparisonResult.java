package dev.phantom.drift.compare;

import dev.phantom.drift.Change;
import dev.phantom.drift.Unchecked;
import dev.phantom.value.PropertyPath;
import java.util.List;

/// What a comparison found.
///
/// @param changes in the order of the walk; undeclared ones included
/// @param gaps    what could not be compared
public record ComparisonResult(List<Change> changes, List<Gap> gaps) {

    /// @param path on the expected side
    public record Gap(PropertyPath path, Unchecked.Reason reason) {}

    public ComparisonResult {
        changes = List.copyOf(changes);
        gaps = List.copyOf(gaps);
    }
}
