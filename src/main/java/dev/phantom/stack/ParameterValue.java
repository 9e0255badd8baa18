package dev.phantom.stack;

import dev.phantom.iac.Origin;
import dev.phantom.value.Value;

/// The value a stack parameter has, and where that is written (`ABSENT` if only the deployment knows it).
/// NoEcho values (`****`) are [Value.Unknown].
public record ParameterValue(String name, Value value, Origin origin) {}
