package dev.phantom.stack;

import dev.phantom.iac.Given;
import dev.phantom.iac.Origin;
import dev.phantom.value.Value;
import org.jspecify.annotations.Nullable;

/// The value a stack parameter has, and where that is written (`ABSENT` if only the deployment knows it).
/// NoEcho values (`****`) are [Value.Unknown].
///
/// @param resolved what CloudFormation found under that name, for parameters of an SSM type (`ResolvedValue`); else
/// null
public record ParameterValue(
        String name, Value value, @Nullable Value resolved, Origin origin) {

    public ParameterValue(String name, Value value, Origin origin) {
        this(name, value, null, origin);
    }

    public Given given() {
        return new Given(value, resolved, origin);
    }

    /// This value, with what a deployment of the same one made of it; the deployment's where this leaves it to that.
    ///
    /// @param deployed of the same parameter
    public ParameterValue after(ParameterValue deployed) {
        if (value instanceof Value.Unknown unknown && !unknown.secret()) {
            return deployed;
        }
        return resolved == null && value.equals(deployed.value)
                ? new ParameterValue(name, value, deployed.resolved, origin)
                : this;
    }
}
