package dev.phantom.drift.plan;

import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;

/// One managed resource that a state holds.
///
/// @param attributes what is sensitive is marked, what is null is absent
public record StateResource(ResourceAddress at, MapValue attributes) {

    /// What AWS calls it, as far as the provider's `id` says it; empty if it says nothing.
    public String physicalId() {
        return attributes.get("id") instanceof Scalar id ? id.text() : "";
    }
}
