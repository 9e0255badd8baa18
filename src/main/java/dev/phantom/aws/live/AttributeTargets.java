package dev.phantom.aws.live;

import dev.phantom.iac.Definition;
import dev.phantom.value.Value;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/// The resources whose attributes a template asks for by `Fn::GetAtt` or `${X.Attr}`: their read-only attributes are
/// needed to work it out, and generated templates do not have them.
final class AttributeTargets {

    private static final Pattern IN_TEXT = Pattern.compile("\\$\\{([A-Za-z0-9]+)\\.[^}]+}");

    private final Set<String> found = new LinkedHashSet<>();

    private AttributeTargets() {}

    static Set<String> of(Definition template) {
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
            case Value.Scalar s -> IN_TEXT.matcher(s.text()).results().forEach(m -> found.add(m.group(1)));
            default -> {}
        }
    }

    private void target(Value argument) {
        switch (argument) {
            case Value.Scalar s -> found.add(s.text().split("\\.", 2)[0]);
            case Value.ListValue l
            when !l.items().isEmpty() && l.items().getFirst() instanceof Value.Scalar s -> found.add(s.text());
            default -> collect(argument);
        }
    }
}
