package dev.phantom.template;

import org.jspecify.annotations.Nullable;

/// One entry of `Resources`, as written.
///
/// @param properties as written, intrinsics included; empty if there is no `Properties`
/// @param condition  name of the condition it is made under, or null
/// @param attributes the other keys: `DeletionPolicy`, `UpdateReplacePolicy`, `DependsOn`, `Metadata`, …
public record Resource(
        String logicalId,
        String type,
        Value.MapValue properties,
        @Nullable String condition,
        Value.MapValue attributes) {}
