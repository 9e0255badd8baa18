package dev.phantom.run.closing;

import dev.phantom.fault.Diagnostic;
import dev.phantom.pullrequest.DriftGroup;
import dev.phantom.pullrequest.Outcome;
import dev.phantom.pullrequest.OutcomeReason;
import dev.phantom.pullrequest.life.Room;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The places that a run was given.
///
/// @param branches   that may be opened
/// @param unreserved why none could be reserved; null if they could: then it is a cap that holds the others back
record Places(Set<String> branches, @Nullable Diagnostic unreserved) implements Room {

    static final Places NONE = new Places(Set.of(), null);

    Places {
        branches = Set.copyOf(branches);
    }

    static Places unreserved(Diagnostic why) {
        return new Places(Set.of(), why);
    }

    Places with(Set<String> given) {
        return new Places(given, unreserved);
    }

    @Override
    public boolean has(DriftGroup group) {
        return branches.contains(group.branch());
    }

    @Override
    public Outcome without() {
        return unreserved == null
                ? Room.super.without()
                : Outcome.none(Outcome.Kind.FAILED, OutcomeReason.of(unreserved.line()));
    }
}
