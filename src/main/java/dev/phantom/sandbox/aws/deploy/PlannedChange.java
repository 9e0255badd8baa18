package dev.phantom.sandbox.aws.deploy;

import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One row of a change set: what would be done to one resource.
///
/// @param action      `Add`, `Modify`, `Remove`, `SyncWithActual`
/// @param replacement `True`, `Conditional`, `False`; empty where nothing is modified
/// @param driftStatus empty in a change set that does not look at drift
/// @param ignored     places whose drift is not looked at, and why
/// @param before      all properties as they are; after, as they will be
/// @param previous    as they were deployed, in a drift-aware change set
public record PlannedChange(
        String action,
        String logicalId,
        String type,
        String replacement,
        String driftStatus,
        Map<PropertyPath, String> ignored,
        List<Cell> cells,
        Optional<Value> before,
        Optional<Value> after,
        Optional<Value> previous) {

    public PlannedChange {
        ignored = Map.copyOf(ignored);
        cells = List.copyOf(cells);
    }

    /// @param attribute  `Properties`, `DeletionPolicy`, …
    /// @param path       below `Properties`; the root for another attribute
    /// @param change     `Add`, `Remove`, `Modify`, `SyncWithActual`
    /// @param actual     whether `before` was read from the resource itself
    /// @param drift      what drifted there: as deployed, and as it runs
    /// @param recreation `Never`, `Conditionally`, `Always`
    /// @param hidden     it comes from a NoEcho parameter
    /// @param edited     the template says something else than before
    public record Cell(
            String attribute,
            PropertyPath path,
            String change,
            Optional<Value> before,
            Optional<Value> after,
            boolean actual,
            Optional<Drift> drift,
            String recreation,
            boolean hidden,
            boolean edited) {}

    public record Drift(Optional<Value> previous, Optional<Value> actual) {}
}
