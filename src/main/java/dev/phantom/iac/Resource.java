package dev.phantom.iac;

import dev.phantom.value.Value;
import org.jspecify.annotations.Nullable;

/// A resource as its file writes it.
///
/// @param logicalId  its address in the definition
/// @param type       `AWS::S3::Bucket`; empty where an include or a module stands in its place
/// @param properties as written, functions included; empty if it has none
/// @param condition  name of the condition it is made under, or null
/// @param attributes what it says beside its properties: `DeletionPolicy`, `DependsOn`, `Metadata`, …
public record Resource(
        String logicalId,
        String type,
        Value.MapValue properties,
        @Nullable String condition,
        Value.MapValue attributes) {}
