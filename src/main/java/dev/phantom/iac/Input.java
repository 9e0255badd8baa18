package dev.phantom.iac;

import dev.phantom.value.Value;
import org.jspecify.annotations.Nullable;

/// A value that a definition is given from outside.
///
/// @param fallback as written, where nobody gives one; null if there is none
/// @param lookedUp the value given is the name under which the real one is found (SSM)
public record Input(String name, @Nullable Value fallback, boolean lookedUp) {}
