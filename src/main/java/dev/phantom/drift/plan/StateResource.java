package dev.phantom.drift.plan;

import dev.phantom.stack.LiveResource;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.Map;

/// One managed resource that a state holds.
///
/// @param attributes what is sensitive is marked, what is null is absent
public record StateResource(ResourceAddress at, MapValue attributes) {

    /// As it runs, if the provider has looked.
    public LiveResource live() {
        return new LiveResource(
                at.address(),
                physicalId(),
                at.type(),
                Map.of(),
                attributes,
                LiveResource.Provenance.FILE,
                LiveResource.Status.READ,
                "");
    }

    /// What AWS calls it, as far as the provider's `id` says it; empty if it says nothing.
    public String physicalId() {
        return attributes.get("id") instanceof Scalar id ? id.text() : "";
    }
}
