package dev.phantom.drift;

import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The name under which Cloud Control knows a resource: the values of the type's primary identifier, joined by `|`.
/// It is often not CloudFormation's physical id.
public sealed interface CloudControlIdentifier {

    /// The identifier.
    ///
    /// @param text     for `GetResource`
    /// @param inferred true if the physical id was taken for the one part that the properties do not hold:
    ///                 then "not found" does not mean that the resource is gone
    record Known(String text, boolean inferred) implements CloudControlIdentifier {}

    /// There is no way to tell it from what is at hand.
    ///
    /// @param reason lower case, for a person
    record Undetermined(String reason) implements CloudControlIdentifier {}

    /// From the properties of a resource, and its physical id for the one part that they do not hold.
    ///
    /// @param physicalId empty if there is none
    static CloudControlIdentifier of(TypeFacts type, Value.MapValue properties, String physicalId) {
        return join(type, path -> scalar(properties, path), physicalId);
    }

    /// From a map as the IaC Generator and CloudFormation give it: property name to value.
    static CloudControlIdentifier of(TypeFacts type, Map<String, String> identifier) {
        return join(
                type,
                path -> Optional.ofNullable(
                        identifier.getOrDefault(path.toString().substring(1), identifier.get(path.last()))),
                "");
    }

    private static CloudControlIdentifier join(
            TypeFacts type, Function<PropertyPath, Optional<String>> value, String physicalId) {
        var paths = type.primaryIdentifier();
        if (paths.isEmpty()) {
            return new Undetermined("the schema of " + type.type() + " names no primary identifier");
        }
        var open = paths.stream().filter(path -> value.apply(path).isEmpty()).toList();
        boolean inferred = open.size() == 1 && canBe(physicalId, open.getFirst());
        if (!open.isEmpty() && !inferred) {
            return new Undetermined("no value for " + names(open) + " of the primary identifier " + names(paths));
        }
        var parts = new ArrayList<String>();
        for (var path : paths) {
            parts.add(value.apply(path).orElse(physicalId));
        }
        if (parts.size() > 1 && parts.stream().anyMatch(part -> part.indexOf('|') >= 0)) {
            return new Undetermined("a part of the primary identifier " + names(paths) + " holds the separator |");
        }
        return new Known(String.join("|", parts), inferred);
    }

    private static boolean canBe(String physicalId, PropertyPath part) {
        return !physicalId.isEmpty() && (!part.last().endsWith("Arn") || physicalId.startsWith("arn:"));
    }

    private static Optional<String> scalar(Value properties, PropertyPath path) {
        var value = Optional.of(properties);
        for (var segment : path.segments()) {
            value = value.flatMap(
                    v -> v instanceof Value.MapValue map ? Optional.ofNullable(map.get(segment)) : Optional.empty());
        }
        return value.flatMap(
                v -> v instanceof Value.Scalar scalar && !scalar.text().isEmpty()
                        ? Optional.of(scalar.text())
                        : Optional.empty());
    }

    private static String names(List<PropertyPath> paths) {
        return paths.stream().map(path -> path.toString().substring(1)).collect(Collectors.joining("|"));
    }
}
