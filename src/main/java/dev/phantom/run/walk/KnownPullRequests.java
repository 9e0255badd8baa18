package dev.phantom.run.walk;

import dev.phantom.pullrequest.Register;

/// What the code host answered at the beginning of a run, for all of its stacks.
///
/// @param register empty unless it was read
public record KnownPullRequests(Register register, Answer answer) {

    public enum Answer {
        READ,
        /// It did not answer: nothing is published in this run.
        UNREADABLE,
        /// There is none to ask.
        NO_HOST
    }

    public static KnownPullRequests none(Answer why) {
        return new KnownPullRequests(Register.empty(), why);
    }

    public boolean canPublish() {
        return answer == Answer.READ;
    }
}
