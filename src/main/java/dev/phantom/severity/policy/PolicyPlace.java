package dev.phantom.severity.policy;

import dev.phantom.severity.Severity;
import dev.phantom.value.PropertyPath;
import java.util.Locale;

/// Where a resource type keeps a policy.
///
/// @param path  below `Properties`; `*` for list indexes
/// @param worst how bad it is when a resource policy admits everybody
public record PolicyPlace(String type, PropertyPath path, Kind kind, Severity worst) {

    public enum Kind {
        /// Who may use the resource.
        RESOURCE,
        /// What an identity may do.
        IDENTITY,
        /// Policies that an identity has by their names.
        ATTACHED,
        /// Who may assume a role.
        TRUST,
        /// What may pass a network endpoint.
        ENDPOINT,
        /// What accounts may do at most.
        GUARD
    }

    static PolicyPlace of(String type, String path, String kind, String worst) {
        return new PolicyPlace(
                type,
                PropertyPath.parse(path),
                Kind.valueOf(kind.toUpperCase(Locale.ROOT)),
                worst.equals("-") ? Severity.MEDIUM : Severity.of(worst));
    }
}
