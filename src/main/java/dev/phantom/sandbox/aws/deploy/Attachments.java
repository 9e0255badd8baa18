package dev.phantom.sandbox.aws.deploy;

import dev.phantom.sandbox.aws.deploy.Deployment.Declared;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// What secondary resources of a stack attach to another resource of it, so that it is no drift of that one. What other
/// stacks attach is.
public final class Attachments {

    /// @param target  property of the secondary that names the primary: a text, or a list of texts
    /// @param list    property of the primary where the attached thing shows
    /// @param by      property that both have and that tells it; empty: every property that both have
    private record Kind(String secondary, String target, String primary, String list, String by) {}

    private static final List<Kind> KINDS = List.of(
            new Kind(
                    "AWS::EC2::SecurityGroupIngress", "GroupId", "AWS::EC2::SecurityGroup", "SecurityGroupIngress", ""),
            new Kind("AWS::EC2::SecurityGroupEgress", "GroupId", "AWS::EC2::SecurityGroup", "SecurityGroupEgress", ""),
            new Kind("AWS::IAM::Policy", "Roles", "AWS::IAM::Role", "Policies", "PolicyName"),
            new Kind("AWS::IAM::RolePolicy", "RoleName", "AWS::IAM::Role", "Policies", "PolicyName"));

    private Attachments() {}

    /// The properties of a resource without what its own stack attached.
    public static MapValue without(Deployment stack, String type, String physicalId, MapValue actual) {
        var result = new LinkedHashMap<>(actual.entries());
        for (var kind : KINDS) {
            if (kind.primary.equals(type) && result.get(kind.list) instanceof ListValue list) {
                var own = stack.resources().values().stream()
                        .filter(r -> r.type().equals(kind.secondary) && names(r, kind.target, physicalId))
                        .toList();
                result.put(
                        kind.list,
                        new ListValue(list.items().stream()
                                .filter(i -> own.stream().noneMatch(r -> shows(i, r, kind)))
                                .toList()));
            }
        }
        return new MapValue(result);
    }

    private static boolean names(Declared secondary, String property, String physicalId) {
        var target = Trees.at(secondary.properties(), PropertyPath.of(property));
        return target.filter(t -> t instanceof ListValue list
                        ? list.items().stream().anyMatch(i -> is(i, physicalId))
                        : is(t, physicalId))
                .isPresent();
    }

    private static boolean is(Value value, String text) {
        return value.settled() instanceof Scalar s && s.text().equals(text);
    }

    private static boolean shows(Value item, Declared secondary, Kind kind) {
        if (!kind.by.isEmpty()) {
            var name = Optional.ofNullable(secondary.properties().get(kind.by));
            return name.flatMap(n -> Trees.at(item, PropertyPath.of(kind.by)).filter(i -> Trees.same(n, i)))
                    .isPresent();
        }
        return item instanceof MapValue rule
                && rule.entries().entrySet().stream()
                        .allMatch(
                                e -> Optional.ofNullable(secondary.properties().get(e.getKey()))
                                        .filter(v -> Trees.same(v, e.getValue()))
                                        .isPresent());
    }
}
