package dev.phantom.severity.policy;

import dev.phantom.severity.Severity;
import dev.phantom.value.PropertyPath;

/// What live newly admits, at the change that brought it.
///
/// @param title for people
public record PolicyRisk(Topic topic, PropertyPath path, Severity level, String title) {}
