package dev.phantom.patch;

import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;

/// A text that CloudFormation would resolve as it deploys: `{{resolve:secretsmanager:…}}`. Written into a template from
/// what runs, it would fetch a secret for whoever may read the property.
public final class DynamicReference {

    private DynamicReference() {}

    public static boolean in(Value value) {
        return switch (value) {
            case Scalar s -> s.text().contains("{{resolve:");
            case ListValue list -> list.items().stream().anyMatch(DynamicReference::in);
            case MapValue map ->
                map.entries().entrySet().stream().anyMatch(e -> e.getKey().contains("{{resolve:") || in(e.getValue()));
            case Value.Reference r -> in(r.known());
            case Value.Intrinsic i -> in(i.argument());
            case Value.Unknown u -> false;
            case Value.Sensitive s -> false;
        };
    }
}
