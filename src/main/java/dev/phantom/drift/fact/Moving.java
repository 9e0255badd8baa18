package dev.phantom.drift.fact;

import dev.phantom.value.PropertyPath;

/// A read-only attribute that moves while the resources that refer to it stay as they were deployed: what live shows of
/// it now is not what a reference stood for then.
public record Moving(PropertyPath path, FactSource source) implements Fact {}
