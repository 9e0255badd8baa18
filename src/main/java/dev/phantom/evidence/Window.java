package dev.phantom.evidence;

import java.time.Instant;

/// The span of time that evidence is collected for. Fixed when a case is judged first.
///
/// @param changedAt the moment of the change, or the best bracket end
public record Window(Instant from, Instant changedAt, Instant to) {}
