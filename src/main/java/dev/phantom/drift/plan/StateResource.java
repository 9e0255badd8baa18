package dev.phantom.drift.plan;

import dev.phantom.stack.LiveResource;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.LinkedHashMap;
import java.util.Map;

/// One managed resource that a state holds.
///
/// @param attributes what is sensitive is marked, what is null is absent
public record StateResource(ResourceAddress at, MapValue attributes) {

    private static final Map<String, String> NAMES = Map.of("arn", "Arn", "identifier", "Identifier");

    /// As it runs, if the provider has looked.
    public LiveResource live() {
        return new LiveResource(
                at.address(),
                physicalId(),
                at.type(),
                names(),
                attributes,
                LiveResource.Provenance.FILE,
                LiveResource.Status.READ,
                "");
    }

    /// By which calls name it beside its id, which is not always AWS's own name.
    private Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        NAMES.forEach((attribute, name) -> {
            if (attributes.get(attribute) instanceof Scalar s) {
                names.put(name, s.text());
            }
        });
        return names;
    }

    /// What AWS calls it, as far as the provider's `id` says it; empty if it says nothing.
    public String physicalId() {
        return attributes.get("id") instanceof Scalar id ? id.text() : "";
    }
}
