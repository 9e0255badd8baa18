package dev.phantom.cost;

import dev.phantom.value.PropertyView;
import dev.phantom.value.Value;
import java.util.Optional;

/// Where a resource is priced.
///
/// @param siblings finds another resource of the stack that a property refers to: a launch template, a task definition
public record Market(String region, PriceBook prices, Siblings siblings) {

    @FunctionalInterface
    public interface Siblings {
        Siblings NONE = reference -> Optional.empty();

        /// @param reference a physical id, an ARN, or `Ref` or `Fn::GetAtt` of a logical id
        Optional<PropertyView> find(Value reference);
    }
}
