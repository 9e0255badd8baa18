package dev.phantom.reconcile;

import dev.phantom.stack.ChangeSet;
import dev.phantom.stack.ChangeSets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What came of an order.
public sealed interface Reconciliation {

    /// Nothing of what was approved is left to undo; nothing was done.
    ///
    /// @param before the execution of the same order that did it, if one is known
    record Settled(Optional<ChangeSets.Execution> before) implements Reconciliation {}
    /// What stands in the way of an order.
    enum Obstacle {
        /// it is not as it was approved
        APPROVAL,
        /// only what else drifted in the stack
        NEIGHBOURS,
        /// no change set does it
        CHANGE_SET,
        /// Cloud Control may not do it
        UPDATE
    }

    /// It cannot be proven that exactly the approved would happen, so nothing was done.
    ///
    /// @param reasons one line each, never empty
    record Blocked(Obstacle obstacle, List<String> reasons) implements Reconciliation {
        public Blocked {
            reasons = List.copyOf(reasons);
        }

        /// By the stack, or before it is asked.
        public Blocked(List<String> reasons) {
            this(Obstacle.APPROVAL, reasons);
        }

        /// What the other means comes to; where that is blocked too, the reasons of both.
        Reconciliation or(Reconciliation other) {
            return other instanceof Blocked more
                    ? new Blocked(
                            more.obstacle(),
                            Stream.concat(reasons.stream(), more.reasons().stream())
                                    .distinct()
                                    .toList())
                    : other;
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

    /// Cloud Control can do exactly what was approved; nothing was sent.
    record Patchable(ResourcePatch patch) implements Reconciliation {}

    /// Cloud Control did it, and the stack was read again afterwards.
    ///
    /// @param left what of the approved still differs, or differs newly; empty: verified
    record Patched(ResourcePatch patch, List<String> left) implements Reconciliation {
        public Patched {
            left = List.copyOf(left);
        }

        public boolean verified() {
            return left.isEmpty();
        }
    }
}
