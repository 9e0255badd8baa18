package dev.phantom.reconcile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.drift.detect.Mutation;
import dev.phantom.drift.detect.Mutations;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.sandbox.aws.Generator;
import java.util.LinkedHashMap;
import java.util.List;

/// A resource that has not drifted, and everything that somebody could do to it.
///
/// @param declared its properties in the template
/// @param live     as they run
record Subject(String logicalId, String physicalId, String type, ObjectNode declared, ObjectNode live) {

    List<Mutation> mutations() {
        return Mutations.of(declared, live, Known.TYPES.find(type).orElse(null));
    }

    EmbeddedStacks.Resource resource() {
        var identifier = new LinkedHashMap<>(Generator.identifier(type, physicalId, live));
        identifier.replaceAll((part, value) -> value.isEmpty() ? physicalId : value);
        return new EmbeddedStacks.Resource(logicalId, physicalId, type, identifier, live);
    }
}
