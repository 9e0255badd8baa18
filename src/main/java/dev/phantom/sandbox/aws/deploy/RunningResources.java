package dev.phantom.sandbox.aws.deploy;

import dev.phantom.value.Value.MapValue;
import java.util.Optional;

/// A resource as the services tell it.
///
/// @param readable   false: the caller may not read it
/// @param properties empty: it is gone
public record RunningResources(boolean readable, Optional<MapValue> properties) {}
