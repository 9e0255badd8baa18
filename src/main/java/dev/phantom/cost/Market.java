package dev.phantom.cost;

import dev.phantom.drift.subject.StackModels;
import dev.phantom.value.PropertyView;
import dev.phantom.value.Value;
import java.util.Optional;

/// Where a resource is priced.
///
/// @param models finds another resource of the stack that a property refers to: a launch template, a task definition
public record Market(String region, PriceBook prices, StackModels models) {

    /// The running resource that a property refers to.
    public Optional<PropertyView> find(Value reference) {
        return models.live(reference).map(PropertyView::new);
    }
}
