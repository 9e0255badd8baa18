package dev.phantom.pullrequest.life;

import dev.phantom.pullrequest.DriftGroup;
import dev.phantom.pullrequest.Outcome;
import dev.phantom.pullrequest.OutcomeReason.Held;

/// For which groups a pull request may be opened.
@FunctionalInterface
public interface Room {

    boolean has(DriftGroup group);

    /// What becomes of a group that there is no room for.
    default Outcome without() {
        return Outcome.none(Outcome.Kind.HELD_BACK, Held.CAP);
    }
}
