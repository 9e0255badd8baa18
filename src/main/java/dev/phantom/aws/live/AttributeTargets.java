package dev.phantom.aws.live;

import dev.phantom.iac.Definition;
import dev.phantom.value.Value;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// The attributes of its own resources that a template asks for by `Fn::GetAtt` or `${X.Attr}`: the read-only ones are
/// needed to work it out, and generated templates do not have them.
final class AttributeTargets {

    private static final Pattern IN_TEXT = Pattern.compile("\\$\\{([A-Za-z0-9]+)\\.([^}]+)}");

    private final Map<String, Set<String>> found = new HashMap<>();

    private AttributeTargets() {}

    /// By logical id, the properties that hold them: `Endpoint` of `Endpoint.Address`.
    static Map<String, Set<String>> of(Definition template) {
        var targets = new AttributeTargets();
        template.resources().values().forEach(r -> targets.collect(r.properties()));
        return targets.found;
    }

    private void collect(Value value) {
        switch (value) {
            case Value.MapValue map -> map.entries().values().forEach(this::collect);
            case Value.ListValue list -> list.items().forEach(this::collect);
            case Value.Intrinsic i when i.name().equals("Fn::GetAtt") -> target(i.argument());
            case Value.Intrinsic i -> collect(i.argument());
            case Value.Scalar s -> IN_TEXT.matcher(s.text()).results().forEach(m -> add(m.group(1), m.group(2)));
            default -> {}
        }
    }

    private void target(Value argument) {
        switch (argument) {
            case Value.Scalar s -> {
                var names = s.text().split("\\.", 2);
                add(names[0], names.length > 1 ? names[1] : "");
            }
            case Value.ListValue l
            when !l.items().isEmpty() && l.items().getFirst() instanceof Value.Scalar s ->
                add(s.text(), l.items().getLast() instanceof Value.Scalar attribute ? attribute.text() : "");
            default -> collect(argument);
        }
    }

    private void add(String logicalId, String attribute) {
        found.computeIfAbsent(logicalId, id -> new LinkedHashSet<>())
                .add(attribute.split("\\.", 2)[0]);
    }
}
