package dev.phantom.drift.fact;

import dev.phantom.value.PropertyPath;

/// A size with memory of which AWS publishes no metric: how much of it is in use is seen only where an agent tells.
public record MemoryUnmeasured(PropertyPath path, FactSource source) implements Fact {}
