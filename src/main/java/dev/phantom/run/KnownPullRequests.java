package dev.phantom.run;

import dev.phantom.pullrequest.Register;

/// What the code host answered at the beginning of a run, for all of its stacks.
///
/// @param register empty unless it was read
record KnownPullRequests(Register register, Answer answer) {

    enum Answer {
        READ,
        /// It did not answer: nothing is published in this run.
        UNREADABLE,
        /// There is none to ask.
        NO_HOST
    }

    static KnownPullRequests none(Answer why) {
        return new KnownPullRequests(Register.empty(), why);
    }

    boolean canPublish() {
        return answer == Answer.READ;
    }
}
