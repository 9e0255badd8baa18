package dev.phantom.eval;

import dev.phantom.analysis.Recommendation;
import java.util.Locale;

/// What can be said of a finding: one of the four recommendations, or that there is no drift.
public enum Answer {
    LEGITIMIZE,
    REVERT,
    REFACTOR,
    NEEDS_HUMAN,
    NONE;

    static Answer of(Recommendation recommendation) {
        return switch (recommendation) {
            case LEGITIMIZE -> LEGITIMIZE;
            case REVERT -> REVERT;
            case REFACTOR -> REFACTOR;
            case NEEDS_HUMAN -> NEEDS_HUMAN;
        };
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
