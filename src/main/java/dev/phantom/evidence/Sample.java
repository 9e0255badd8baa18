package dev.phantom.evidence;

import java.time.Instant;

/// One point of a series.
public record Sample(Instant at, double value) {}
