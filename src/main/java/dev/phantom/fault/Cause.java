package dev.phantom.fault;

/// What a source did that gave nothing, or not all: whether to ask again later is decided by it, never by a sentence.
public enum Cause {
    /// Nothing that a source did: the user's input, Phantom's own limits, a source that answered and has nothing.
    OTHER,
    /// It gave no answer: refused, unknown, silent, too slow, or given up for the rest of the run.
    AWAY,
    /// It failed, or what it gave is not what it documents.
    BROKEN,
    /// It asked to come back later.
    RATE_LIMITED,
    /// It answered no: credentials, a permission, an allowance of the organization.
    DENIED,
    /// Nobody asked it: it is not set up.
    NOT_CONFIGURED;

    /// Whether the same question may be answered later without anybody doing something: what was decided without the
    /// answer is provisional. A refusal stays one until somebody changes it.
    public boolean passes() {
        return switch (this) {
            case AWAY, BROKEN, RATE_LIMITED -> true;
            case OTHER, DENIED, NOT_CONFIGURED -> false;
        };
    }
}
