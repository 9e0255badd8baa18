package dev.phantom.drift.plan;

import dev.phantom.iac.Declaration;
import dev.phantom.iac.Origin;
import dev.phantom.value.Counterpart;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.List;
import java.util.function.Function;

/// What the files say of one resource that a plan does not: arguments of `dynamic` blocks, where a value is written,
/// and what the team lets anybody change.
///
/// @param set     its arguments
/// @param ignored `ignore_changes`; the root stands for all
/// @param origin  where the value of an attribute is written
record WrittenBlock(ConfiguredAttributes set, List<PropertyPath> ignored, Function<PropertyPath, Origin> origin) {

    /// Empty sets where the files are not known.
    ///
    /// @param told the resource as the plan tells it, whose lists may stand in another order than the files'
    static WrittenBlock of(Declaration files, String address, MapValue told) {
        var resource = files.resources().get(address);
        if (resource == null) {
            return new WrittenBlock(ConfiguredAttributes.NONE, List.of(), path -> files.origin(address, path));
        }
        return new WrittenBlock(
                ConfiguredAttributes.written(resource.properties()),
                ignored(resource.source().attributes()),
                path -> files.origin(
                        address,
                        Counterpart.of(told, resource.properties(), path).orElse(path)));
    }

    private static List<PropertyPath> ignored(MapValue attributes) {
        Value paths = attributes.get("lifecycle") instanceof MapValue map ? map.get("ignore_changes") : null;
        return paths instanceof ListValue list
                ? list.items().stream()
                        .map(item -> item instanceof Scalar s ? PropertyPath.parse(s.text()) : PropertyPath.ROOT)
                        .toList()
                : List.of();
    }

    boolean ignores(PropertyPath path) {
        return ignored.stream().anyMatch(path::startsWith);
    }
}
