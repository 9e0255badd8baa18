package dev.phantom.drift.compare;

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
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the resources of a stack are called in the live state: lets a reference be recognised before any value is
/// looked at.
///
/// @param named   by the safe side's logical id
/// @param matches live logical id → safe logical id
public record ReferenceWalk(Map<String, Named> named, Map<String, String> matches) {

    private static final Pattern EC2_ID = Pattern.compile("[a-z]+(-[a-z]+)*-([0-9a-f]{8}|[0-9a-f]{17})");

    public static final ReferenceWalk NONE = new ReferenceWalk(Map.of(), Map.of());

    /// A resource with a live partner.
    ///
    /// @param names      physical id and parts of the primary identifier
    /// @param properties the live model
    /// @param moving     attributes that move without whoever refers to them
    public record Named(Set<String> names, MapValue properties, Set<String> moving) {
        public Named {
            names = Set.copyOf(names);
            moving = Set.copyOf(moving);
        }
    }

    public ReferenceWalk {
        named = Collections.unmodifiableMap(new HashMap<>(named));
        matches = Collections.unmodifiableMap(new HashMap<>(matches));
    }

    /// Whether the live value is what the reference stands for; empty if nobody can tell.
    Optional<Boolean> same(Reference reference, Value actual, Arns arns) {
        if (actual instanceof Intrinsic call) {
            return target(call)
                    .map(matches::get)
                    .map(reference.logicalId()::equals)
                    .filter(same -> same);
        }
        if (!(actual instanceof Scalar scalar)) {
            return Optional.empty();
        }
        var resource = named.get(reference.logicalId());
        if (resource == null) {
            return Optional.empty();
        }
        if (isName(reference.attribute()) && calls(resource, scalar.text(), arns)) {
            return Optional.of(true);
        }
        var attribute = attribute(resource.properties(), reference.attribute());
        if (attribute instanceof Scalar known) {
            return Optional.of(known.text().equals(scalar.text()) || arns.sameThing(known.text(), scalar.text()));
        }
        boolean another = reference.attribute().endsWith("Arn")
                && Arns.isArn(scalar.text())
                && !resource.names().isEmpty();
        return another || isOtherId(resource, reference.attribute(), scalar.text())
                ? Optional.of(false)
                : Optional.empty();
    }

    /// Whether the attribute that it refers to may have moved since it was deployed.
    boolean moves(Reference reference) {
        var resource = named.get(reference.logicalId());
        return resource != null && resource.moving().contains(reference.attribute());
    }

    /// An id of the same kind as the resource's own, `sg-…` and `sg-…`: a resource has but one.
    private static boolean isOtherId(Named resource, String attribute, String text) {
        var kind = kind(text);
        return isName(attribute)
                && !kind.isEmpty()
                && resource.names().stream().anyMatch(name -> kind(name).equals(kind));
    }

    /// What stands before the hexadecimal part of an EC2 resource id; empty if it is none.
    private static String kind(String text) {
        return EC2_ID.matcher(text).matches() ? text.substring(0, text.lastIndexOf('-')) : "";
    }

    /// Whether a reference that live holds points at the thing of that name.
    boolean calls(Intrinsic call, String text, Arns arns) {
        var resource = target(call).map(matches::get).map(named::get);
        return resource.isPresent() && calls(resource.get(), text, arns);
    }

    private static boolean calls(Named resource, String text, Arns arns) {
        return resource.names().contains(text)
                || resource.names().stream().anyMatch(name -> arns.sameThing(name, text));
    }

    private static boolean isName(String attribute) {
        return attribute.isEmpty()
                || attribute.endsWith("Arn")
                || attribute.endsWith("Id")
                || attribute.endsWith("Name");
    }

    private static @Nullable Value attribute(MapValue properties, String dotted) {
        Value at = properties;
        for (var step : dotted.split("\\.")) {
            if (!(at instanceof MapValue map) || map.get(step) == null) {
                return null;
            }
            at = map.get(step);
        }
        return dotted.isEmpty() ? null : at;
    }

    private static Optional<String> target(Intrinsic call) {
        return switch (call.argument()) {
            case Scalar s when call.name().equals("Ref") -> Optional.of(s.text());
            case Scalar s
            when call.name().equals("Fn::GetAtt") -> Optional.of(s.text().split("\\.", 2)[0]);
            case ListValue list
            when call.name().equals("Fn::GetAtt")
                    && !list.items().isEmpty()
                    && list.items().getFirst() instanceof Scalar s -> Optional.of(s.text());
            case Value other -> Optional.empty();
        };
    }
}
