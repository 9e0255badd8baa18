package dev.phantom.iac;

import dev.phantom.value.Value;
import org.jspecify.annotations.Nullable;

/// A parameter's value and where it is written.
///
/// @param value    [Value.Unknown] if only its existence is known (`****`)
/// @param resolved what an SSM parameter type stands for; null if nobody looked it up
/// @param origin   `ABSENT` if only the deployment knows it
public record Given(Value value, @Nullable Value resolved, Origin origin) {
    public Given(Value value, Origin origin) {
        this(value, null, origin);
    }
}
