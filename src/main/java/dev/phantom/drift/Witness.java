package dev.phantom.drift;

/// What vouches for a change. Two are needed for a pull request.
public enum Witness {
    COMPARISON,
    WRITE,
    BASELINE,
    DETECTION
}
