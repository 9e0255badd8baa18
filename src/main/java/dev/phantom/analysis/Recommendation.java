package dev.phantom.analysis;

/// The four ends of a judgement.
public enum Recommendation {
    LEGITIMIZE,
    REVERT,
    REFACTOR,
    NEEDS_HUMAN;

    public String text() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
