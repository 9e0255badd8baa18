package dev.phantom.stack;

import dev.phantom.iac.Definition;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A nested stack's template as a repository names it: `TemplateURL` is a path relative to the parent's own file, and
/// `aws cloudformation package` puts the address of the uploaded copy in its place
/// (https://docs.aws.amazon.com/cli/latest/reference/cloudformation/package.html).
public final class PackagedTemplate {

    public static final PropertyPath PROPERTY = PropertyPath.of("TemplateURL");

    private PackagedTemplate() {}

    /// Whether the value is a path that packaging replaces, not an address.
    public static boolean isLocal(Value value) {
        return value instanceof Value.Scalar s
                && !s.text().isBlank()
                && !s.text().startsWith("/")
                && !s.text().matches("(?s)[A-Za-z][A-Za-z0-9+.-]*:.*");
    }

    /// Path of the nested stack's template in the repository; empty if the parent does not name it so, or names a place
    /// outside of the repository.
    ///
    /// @param parentPath path of the parent's template in the repository
    public static Optional<String> path(Definition parent, String parentPath, String logicalId) {
        var resource = parent.resources().get(logicalId);
        if (resource == null
                || !resource.type().equals(StackResource.NESTED)
                || !(resource.properties() instanceof Value.MapValue properties)
                || !(properties.get(PROPERTY.last()) instanceof Value.Scalar named)
                || !isLocal(named)) {
            return Optional.empty();
        }
        var folder = parentPath.contains("/") ? parentPath.substring(0, parentPath.lastIndexOf('/')) : "";
        return normal(folder + "/" + named.text().strip());
    }

    /// Logical ids of the nested stacks whose templates stand in the repository.
    public static List<String> of(Definition parent, String parentPath) {
        return parent.resources().keySet().stream()
                .filter(id -> path(parent, parentPath, id).isPresent())
                .toList();
    }

    private static Optional<String> normal(String path) {
        var steps = new ArrayDeque<String>();
        for (var step : path.split("/")) {
            if (step.equals("..")) {
                if (steps.pollLast() == null) {
                    return Optional.empty();
                }
            } else if (!step.isEmpty() && !step.equals(".")) {
                steps.addLast(step);
            }
        }
        return steps.isEmpty() ? Optional.empty() : Optional.of(String.join("/", new ArrayList<>(steps)));
    }
}
