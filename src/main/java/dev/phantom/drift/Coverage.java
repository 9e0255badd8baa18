package dev.phantom.drift;

import dev.phantom.secret.Secrets;
import java.util.List;

/// How much of the stack was compared. A resource counts as compared when every declared, readable property was.
public record Coverage(int resources, int compared, List<Unchecked> unchecked) {

    public Coverage {
        unchecked = List.copyOf(unchecked);
    }

    /// As a person may see it.
    public Coverage shown(Secrets secrets) {
        return new Coverage(
                resources,
                compared,
                unchecked.stream()
                        .map(u -> u.path() == null
                                ? u
                                : new Unchecked(u.logicalId(), u.type(), secrets.shown(u.path()), u.reason()))
                        .toList());
    }

    /// Whether something could have been compared and was not.
    public boolean shortfall() {
        return unchecked.stream().anyMatch(u -> !u.reason().structural());
    }

    /// Whether no resource at all was compared, though each could have been: then nobody knows whether anything drifted.
    public boolean blind() {
        return resources > 0
                && unchecked.stream()
                                .filter(u -> u.path() == null && !u.reason().structural())
                                .map(Unchecked::logicalId)
                                .distinct()
                                .count()
                        >= resources;
    }
}
