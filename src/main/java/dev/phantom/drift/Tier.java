package dev.phantom.drift;

/// Whether the template says something about the property at all.
public enum Tier {
    DECLARED,
    UNDECLARED
}
