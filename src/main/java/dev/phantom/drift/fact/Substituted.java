package dev.phantom.drift.fact;

import dev.phantom.value.PropertyPath;

/// A text whose placeholders, `${Name}`, a service fills in before it stores the text.
///
/// @param by the property of the resource that holds the values by name
public record Substituted(PropertyPath path, PropertyPath by, FactSource source) implements Fact {}
