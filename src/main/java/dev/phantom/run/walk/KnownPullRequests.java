package dev.phantom.run.walk;

import dev.phantom.drift.Drift;
import dev.phantom.pullrequest.MergedRecords;
import dev.phantom.pullrequest.Register;
import dev.phantom.pullrequest.life.DriftGrouping;
import dev.phantom.stack.StackId;

/// What the code host answered at the beginning of a run, for all of its stacks.
///
/// @param register empty unless it was read
/// @param records  on the base branch
public record KnownPullRequests(Register register, MergedRecords records, Answer answer) {

    public enum Answer {
        READ,
        /// It did not answer: nothing is published in this run.
        UNREADABLE,
        /// There is none to ask.
        NO_HOST
    }

    public static KnownPullRequests none(Answer why) {
        return new KnownPullRequests(Register.empty(), MergedRecords.none(), why);
    }

    /// Whether a drift may belong to an open pull request: where the code host did not answer each may.
    boolean mayBeOpen(StackId stack, Drift drift) {
        return switch (answer) {
            case READ -> DriftGrouping.isOpen(stack, drift, register);
            case UNREADABLE -> true;
            case NO_HOST -> false;
        };
    }

    public boolean canPublish() {
        return answer == Answer.READ;
    }
}
