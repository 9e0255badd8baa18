package dev.phantom.drift.detect;

import dev.phantom.iac.Declaration.DeclaredResource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// All resources of the stack, by type.
record StackResources(Map<String, List<Neighbour>> byType) {

    /// @param logicalId of the resource
    record Neighbour(String logicalId, DeclaredResource resource) {}

    StackResources {
        byType = Collections.unmodifiableMap(new HashMap<>(byType));
    }

    static StackResources of(Map<String, DeclaredResource> stack) {
        var found = new HashMap<String, List<Neighbour>>();
        stack.forEach(
                (logicalId, resource) -> found.computeIfAbsent(resource.source().type(), t -> new ArrayList<>())
                        .add(new Neighbour(logicalId, resource)));
        return new StackResources(found);
    }

    List<Neighbour> ofType(String type) {
        return byType.getOrDefault(type, List.of());
    }
}
