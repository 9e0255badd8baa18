package dev.phantom.reconcile;

import dev.phantom.stack.ChangeSet;
import dev.phantom.stack.ChangeSets;
import java.util.List;
import java.util.Optional;

/// What came of an order.
public sealed interface Reconciliation {

    /// Nothing of what was approved is left to undo; nothing was done.
    ///
    /// @param before the execution of the same order that did it, if one is known
    record Settled(Optional<ChangeSets.Execution> before) implements Reconciliation {}
    /// It cannot be proven that exactly the approved would happen, so nothing was done.
    ///
    /// @param reasons one line each, never empty
    record Blocked(List<String> reasons) implements Reconciliation {
        public Blocked {
            reasons = List.copyOf(reasons);
        }
    }

    /// The change set is exactly what was approved. It was deleted again; nothing was done.
    record Provable(ChangeSet changeSet) implements Reconciliation {}

    /// It was executed, and read again afterwards.
    ///
    /// @param left what of the approved still differs, or differs newly; empty: verified
    record Executed(ChangeSet changeSet, List<String> left) implements Reconciliation {
        public Executed {
            left = List.copyOf(left);
        }

        public boolean verified() {
            return left.isEmpty();
        }
    }
}
