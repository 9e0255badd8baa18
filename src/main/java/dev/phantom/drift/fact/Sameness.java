package dev.phantom.drift.fact;

/// Whether two texts name one thing.
public enum Sameness {
    SAME,
    DIFFERENT,
    /// They share nothing to tell by: an alias and a key id, an ARN of an account that may be another.
    UNDECIDED
}
