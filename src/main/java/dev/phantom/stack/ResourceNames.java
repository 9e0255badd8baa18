package dev.phantom.stack;

import dev.phantom.value.Value;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What a resource may be called in an event: its physical id, its identifier, the ARNs of its model that are its own,
/// and the tails of these.
public final class ResourceNames {
    private static final int SHORTEST = 3;

    private ResourceNames() {}

    public static Set<String> of(LiveResource resource) {
        var names = new LinkedHashSet<String>();
        var physical = resource.physicalId();
        names.add(physical);
        names.addAll(resource.identifier().values());
        if (physical.contains("|")) {
            names.addAll(List.of(physical.split("\\|")));
        }
        resource.properties().entries().forEach((name, value) -> {
            if (value instanceof Value.Scalar s && name.endsWith("Arn") && own(s.text(), physical)) {
                names.add(s.text());
            }
        });
        names.stream()
                .filter(n -> n.startsWith("arn:"))
                .map(ResourceNames::tail)
                .toList()
                .forEach(names::add);
        names.removeIf(n -> n.length() < SHORTEST);
        return names;
    }

    private static boolean own(String arn, String physicalId) {
        return arn.startsWith("arn:")
                && !physicalId.isEmpty()
                && (arn.endsWith("/" + physicalId) || arn.endsWith(":" + physicalId));
    }

    static String tail(String arn) {
        return arn.substring(Math.max(arn.lastIndexOf('/'), arn.lastIndexOf(':')) + 1);
    }
}
