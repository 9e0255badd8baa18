package dev.phantom.drift;

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
}
