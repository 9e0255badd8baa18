package dev.phantom.iac;

import dev.phantom.value.Value;
import org.jspecify.annotations.Nullable;

/// One entry of `Resources`, as written.
///
/// @param type       `AWS::S3::Bucket`; empty where an include or a module stands in its place
/// @param properties as written, intrinsics included; empty if there is no `Properties`
/// @param condition  name of the condition it is made under, or null
/// @param attributes the other keys: `DeletionPolicy`, `UpdateReplacePolicy`, `DependsOn`, `Metadata`, …
public record Resource(
        String logicalId,
        String type,
        Value.MapValue properties,
        @Nullable String condition,
        Value.MapValue attributes) {}
