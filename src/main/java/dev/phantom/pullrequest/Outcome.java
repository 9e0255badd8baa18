package dev.phantom.pullrequest;

import dev.phantom.patch.Proof;
import java.util.Locale;

/// What became of a drift on the code host.
///
/// @param reason for HELD_BACK: mode, cap, witness, pause; for REFUSED: the gate's reason; else empty
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
}
