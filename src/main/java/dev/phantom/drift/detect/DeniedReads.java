package dev.phantom.drift.detect;

import dev.phantom.stack.LiveResource;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Unknown;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What AWS did not let be read of a stack: whole resources, and single attributes that other resources refer to.
final class DeniedReads {

    private final TreeMap<String, List<String>> resources = new TreeMap<>();
    private final Set<String> attributes = new LinkedHashSet<>();

    private DeniedReads() {}

    /// A line for each reason: which right is missing, and what to do.
    static List<String> lines(List<LiveResource> live) {
        var denied = new DeniedReads();
        live.forEach(denied::collect);
        return Stream.concat(
                        denied.resources.entrySet().stream().map(e -> String.join(", ", e.getValue()) + e.getKey()),
                        denied.attributes.stream())
                .map(line -> "not read: " + line)
                .toList();
    }

    private void collect(LiveResource live) {
        if (live.status() != LiveResource.Status.DENIED) {
            collect(live.properties());
        } else if (!live.detail().isEmpty()) {
            resources
                    .computeIfAbsent(" (" + live.type() + "): " + live.detail(), why -> new ArrayList<>())
                    .add(live.logicalId());
        }
    }

    private void collect(Value value) {
        switch (value) {
            case MapValue map -> map.entries().values().forEach(this::collect);
            case ListValue list -> list.items().forEach(this::collect);
            case Unknown unknown -> {
                if (unknown.cause() == Unknown.Cause.READ_DENIED) {
                    attributes.add(unknown.reason());
                }
            }
            case Value.Reference reference -> collect(reference.known());
            case Value.Intrinsic call -> collect(call.argument());
            case Value.Scalar s -> {}
            case Value.Sensitive s -> {}
        }
    }
}
