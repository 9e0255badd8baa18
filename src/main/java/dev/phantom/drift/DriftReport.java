package dev.phantom.drift;

import java.util.List;

/// The comparison of one stack.
public record DriftReport(
        List<Drift> drifts,
        Coverage coverage,
        List<Undeployed> undeployed,
        List<Listed> managed,
        List<Listed> ignored,
        List<Listed> inventory) {

    public DriftReport {
        drifts = List.copyOf(drifts);
        undeployed = List.copyOf(undeployed);
        managed = List.copyOf(managed);
        ignored = List.copyOf(ignored);
        inventory = List.copyOf(inventory);
    }

    /// The same with these drifts.
    public DriftReport with(Coverage other) {
        return new DriftReport(drifts, other, undeployed, managed, ignored, inventory);
    }

    public DriftReport with(List<Drift> others) {
        return new DriftReport(others, coverage, undeployed, managed, ignored, inventory);
    }
}
