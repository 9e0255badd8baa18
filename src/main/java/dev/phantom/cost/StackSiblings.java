package dev.phantom.cost;

import dev.phantom.value.PropertyView;
import dev.phantom.value.Value;
import dev.phantom.value.Value.Intrinsic;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Reference;
import dev.phantom.value.Value.Scalar;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The other resources of one stack, found by whatever a property calls them.
///
/// @param resources properties by logical id
/// @param physical  logical id by physical id; may be empty
public record StackSiblings(Map<String, MapValue> resources, Map<String, String> physical) implements Market.Siblings {
    public StackSiblings {
        resources = Collections.unmodifiableMap(new HashMap<>(resources));
        physical = Collections.unmodifiableMap(new HashMap<>(physical));
    }

    @Override
    public Optional<PropertyView> find(Value reference) {
        return switch (reference) {
            case Reference r -> resource(r.logicalId());
            case Intrinsic i
            when i.argument() instanceof Scalar s -> resource(s.text().replaceFirst("\\..*", ""));
            case Intrinsic i
            when i.argument() instanceof ListValue list && !list.items().isEmpty() ->
                find(list.items().getFirst());
            case Intrinsic i -> Optional.empty();
            case Scalar s -> named(s.text());
            case ListValue l -> Optional.empty();
            case MapValue m -> Optional.empty();
            case Value.Unknown u -> Optional.empty();
            case Value.Sensitive s -> Optional.empty();
        };
    }

    /// A physical id, an ARN that ends in one, or a logical id.
    private Optional<PropertyView> named(String text) {
        var tail = text.substring(text.lastIndexOf('/') + 1);
        return Optional.ofNullable(physical.get(text))
                .or(() -> Optional.ofNullable(physical.get(tail)))
                .flatMap(this::resource)
                .or(() -> resource(text));
    }

    private Optional<PropertyView> resource(String logicalId) {
        return Optional.ofNullable(resources.get(logicalId)).map(PropertyView::new);
    }
}
