package dev.phantom.severity;

import dev.phantom.value.PropertyPath;

/// Something risky that one side's model shows, whether the other side shows it too or not.
///
/// @param key   what makes it the same risk on both sides: no list indexes
/// @param path  where this side has it
/// @param title for people: what is so
public record Risk(String key, PropertyPath path, Severity level, String title) {}
