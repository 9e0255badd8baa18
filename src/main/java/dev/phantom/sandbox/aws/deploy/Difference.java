package dev.phantom.sandbox.aws.deploy;

import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import java.util.Optional;

/// One place at which a resource is not as a template declares it.
///
/// @param path     below `Properties`; an element that only the actual list has stands at its index there
/// @param declared absent: the template says nothing there
/// @param actual   absent: there is nothing
public record Difference(PropertyPath path, Optional<Value> declared, Optional<Value> actual) {

    boolean near(PropertyPath other) {
        return path.startsWith(other) || other.startsWith(path);
    }
}
