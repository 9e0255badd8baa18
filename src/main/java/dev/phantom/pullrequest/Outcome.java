package dev.phantom.pullrequest;

import dev.phantom.patch.Proof;
import java.util.Locale;

/// What became of a drift on the code host.
///
/// @param because HELD_BACK: mode, cap, witness, pause, provisional; REFUSED: the gate's reason; MERGED, WAITING: for
/// what;
/// FAILED: the
///                diagnostic; a revert that waits for other pull requests of its stack names them; else nothing
/// @param url     empty if there is no pull request
/// @param branch  empty if there is none
public record Outcome(Kind kind, OutcomeReason because, String url, String branch, Proof proof) {

    public enum Kind {
        CREATED,
        UPDATED,
        UNCHANGED,
        /// What it asks for is on its way: a deployment, or `reconcile`, brings it.
        MERGED,
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
    public static Outcome none(Kind kind, OutcomeReason because) {
        return new Outcome(kind, because, "", "", new Proof(java.util.List.of()));
    }

    public static Outcome of(Kind kind, OutcomeReason because, CodeHost.PullRequest pullRequest) {
        return new Outcome(kind, because, pullRequest.url(), pullRequest.branch(), new Proof(java.util.List.of()));
    }

    /// Why, for people; empty where there is nothing to say.
    public String reason() {
        return because.text();
    }

    /// The same at more length.
    public String words() {
        return because.words();
    }

    /// Kind and reason in a line: `held-back (mode)`, `merged in #1, waits for deployment`.
    public String line() {
        return kind == Kind.MERGED ? words() : kind.text() + (words().isEmpty() ? "" : " (" + words() + ")");
    }

    public Outcome waiting(String forWhat) {
        return new Outcome(Kind.WAITING, OutcomeReason.of(forWhat), url, branch, proof);
    }

    public Outcome with(Proof proven) {
        return new Outcome(kind, because, url, branch, proven);
    }
}
