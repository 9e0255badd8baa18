package dev.phantom.run;

import dev.phantom.pullrequest.Outcome;
import dev.phantom.pullrequest.OutcomeReason;
import java.util.Locale;

/// What people have decided of a drift.
public enum DriftDecision {
    /// Nothing yet.
    OPEN,
    /// Its pull request is merged; a deployment has not brought it yet.
    MERGED_NOT_DEPLOYED,
    /// Its revert is merged; the record is not applied yet.
    MERGED_NOT_APPLIED,
    /// It stays as it is for a time.
    KEPT_UNTIL,
    /// It was there on day one.
    ADOPTED;

    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// As far as its pull request says.
    static DriftDecision of(Outcome outcome) {
        return switch (outcome.because()) {
            case OutcomeReason.Undeployed u -> MERGED_NOT_DEPLOYED;
            case OutcomeReason.Unapplied u -> MERGED_NOT_APPLIED;
            case OutcomeReason.DeclinedUntil d -> KEPT_UNTIL;
            case OutcomeReason.Held h -> OPEN;
            case OutcomeReason.Resting r -> OPEN;
            case OutcomeReason.WaitsFor w -> OPEN;
            case OutcomeReason.RecordWaits w -> OPEN;
            case OutcomeReason.OnGaps g -> OPEN;
            case OutcomeReason.Described d -> OPEN;
        };
    }
}
