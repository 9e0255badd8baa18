package dev.phantom.sandbox.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The references of a generated template: AWS finds them by equal values, and so it is wrong at times
/// (a route's `DestinationCidrBlock` becomes the VPC's `CidrBlock`). What would make a circle stays literal.
final class TemplateReferences {

    /// @param attribute null for Ref
    private record Target(String logicalId, @Nullable String attribute) {}

    private final Map<String, Target> byValue = new HashMap<>();
    private final Map<String, Set<String>> edges = new HashMap<>();

    TemplateReferences(EmbeddedTemplate template, List<LiveModel> models, ResourceTypes types) {
        for (var item : template.complete()) {
            models.stream()
                    .filter(m -> m.type.equals(item.type) && m.identifier.equals(item.identifier))
                    .findFirst()
                    .filter(m -> !m.physicalId.isEmpty())
                    .ifPresent(m -> byValue.putIfAbsent(m.physicalId, new Target(item.logicalId, null)));
            var model = item.model;
            if (model == null) {
                continue;
            }
            for (var attribute : types.readOnly(item.type)) {
                var value = model.at("/" + attribute.replace(".", "/")).asText();
                if (value.length() > 7) {
                    byValue.putIfAbsent(value, new Target(item.logicalId, attribute.replace("/", ".")));
                }
            }
            if (item.type.equals("AWS::EC2::VPC")) {
                byValue.putIfAbsent(model.path("CidrBlock").asText(), new Target(item.logicalId, "CidrBlock"));
            }
        }
    }

    void insert(ObjectNode resources) {
        resources.properties().forEach(e -> {
            if (e.getValue().path("Properties") instanceof ObjectNode properties) {
                replace(e.getKey(), properties);
            }
        });
    }

    private void replace(String owner, ObjectNode node) {
        for (var entry : List.copyOf(node.properties())) {
            if (!entry.getKey().endsWith("PolicyDocument") && !entry.getKey().equals("Tags")) {
                node.set(entry.getKey(), replaced(owner, entry.getValue()));
            }
        }
    }

    private JsonNode replaced(String owner, JsonNode node) {
        if (node instanceof ObjectNode object) {
            replace(owner, object);
            return object;
        }
        if (node instanceof ArrayNode array) {
            for (var i = 0; i < array.size(); i++) {
                array.set(i, replaced(owner, array.get(i)));
            }
            return array;
        }
        var target = node.isTextual() ? byValue.get(node.asText()) : null;
        return target == null || !mayPoint(owner, target.logicalId) ? node : reference(target);
    }

    private boolean mayPoint(String from, String to) {
        if (reaches(to, from, new HashSet<>())) {
            return false;
        }
        edges.computeIfAbsent(from, f -> new HashSet<>()).add(to);
        return true;
    }

    private boolean reaches(String from, String to, Set<String> seen) {
        return from.equals(to)
                || (seen.add(from)
                        && edges.getOrDefault(from, Set.of()).stream().anyMatch(n -> reaches(n, to, seen)));
    }

    private static JsonNode reference(Target target) {
        var node = JsonNodeFactory.instance.objectNode();
        var attribute = target.attribute;
        if (attribute == null) {
            return node.put("Ref", target.logicalId);
        }
        node.putArray("Fn::GetAtt").add(target.logicalId).add(attribute);
        return node;
    }
}
