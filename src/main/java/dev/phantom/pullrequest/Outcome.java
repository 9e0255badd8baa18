package dev.phantom.pullrequest;

import dev.phantom.patch.Proof;
import java.util.Locale;

/// What became of a drift on the code host.
///
/// @param reason HELD_BACK: mode, cap, witness, pause; REFUSED: the gate's reason; WAITING: for what; FAILED: the
///               diagnostic; a revert that waits for other pull requests of its stack names them; else empty
/// @param url    empty if there is no pull request
/// @param branch empty if there is none
public record Outcome(Kind kind, String reason, String url, String branch, Proof proof) {

    public enum Kind {
        CREATED,
        UPDATED,
        UNCHANGED,
        WAITING,
        HELD_BACK,
        REFUSED,
        TAKEN_OVER,
        CLOSED_BY_PERSON,
        CLOSED_RESOLVED,
        FAILED;

        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// Nothing was written, because of this.
    public static Outcome none(Kind kind, String reason) {
        return new Outcome(kind, reason, "", "", new Proof(java.util.List.of()));
    }

    public static Outcome of(Kind kind, String reason, CodeHost.PullRequest pullRequest) {
        return new Outcome(kind, reason, pullRequest.url(), pullRequest.branch(), new Proof(java.util.List.of()));
    }

    public Outcome waiting(String forWhat) {
        return new Outcome(Kind.WAITING, forWhat, url, branch, proof);
    }

    public Outcome with(Proof proven) {
        return new Outcome(kind, reason, url, branch, proven);
    }
}
