package dev.phantom.severity.rules;

import dev.phantom.value.PropertyPath;
import dev.phantom.value.PropertyView;
import java.util.Optional;

/// One entry of a load balancer's bag of attributes, `[{Key, Value}]`.
final class LoadBalancerAttribute {
    private LoadBalancerAttribute() {}

    /// Where the attribute stands switched off; empty if it is on or not there.
    static Optional<PropertyPath> off(PropertyView model, String key) {
        var bag = model.items("LoadBalancerAttributes");
        for (int i = 0; i < bag.size(); i++) {
            var entry = bag.get(i);
            if (entry.text("Key").filter(key::equals).isPresent()
                    && !entry.flag("Value").orElse(true)) {
                return Optional.of(
                        PropertyPath.of("LoadBalancerAttributes").child(i).child("Value"));
            }
        }
        return Optional.empty();
    }
}
