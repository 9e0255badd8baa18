package dev.phantom.evidence;

/// A numbered signal: `E-01`. Verdicts cite these.
public record Exhibit(String id, Signal signal) {}
