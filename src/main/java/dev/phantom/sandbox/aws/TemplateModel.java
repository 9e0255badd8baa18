package dev.phantom.sandbox.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/// Turns live models into the body of a generated template, in the way of the real one: read-only properties and
/// `aws:` tags left out, empties and defaults written out, required write-only properties as NoEcho parameters,
/// alternative spellings, references by equality of values.
final class TemplateModel {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode DEFAULTS = Fillers.load();

    private final ResourceTypes types;

    TemplateModel(ResourceTypes types) {
        this.types = types;
    }

    ObjectNode body(EmbeddedTemplate template, List<LiveModel> models) {
        var body = JSON.createObjectNode();
        body.putObject("Metadata").putObject("AWSToolsMetrics").put("IaC_Generator", template.id);
        var parameters = JSON.createObjectNode();
        var resources = JSON.createObjectNode();
        for (var item : template.complete()) {
            var model = item.model;
            if (model == null) {
                continue;
            }
            var resource = resources.putObject(item.logicalId);
            resource.put("UpdateReplacePolicy", title(template.updateReplacePolicy));
            resource.put("Type", item.type);
            resource.put("DeletionPolicy", title(template.deletionPolicy));
            var properties = properties(item.type, model, template.owner.account());
            parameters(item, properties, parameters, template.id);
            resource.set("Properties", properties);
        }
        new TemplateReferences(template, models, types).insert(resources);
        if (!parameters.isEmpty()) {
            body.set("Parameters", parameters);
        }
        body.set("Resources", resources);
        return body;
    }

    /// Write-only properties that nobody must give: left out, with a warning.
    List<String> optionalWriteOnly(String type) {
        var required = types.required(type);
        return types.writeOnly(type).stream()
                .filter(p -> !required.contains(p.split("/", 2)[0]))
                .toList();
    }

    private ObjectNode properties(String type, ObjectNode model, String account) {
        var properties = model.deepCopy();
        types.readOnly(type).forEach(path -> Json.remove(properties, path));
        types.writeOnly(type).forEach(path -> Json.remove(properties, path));
        Fillers.fill(type, properties, types, DEFAULTS);
        tidyTags(properties);
        if (type.equals("AWS::EC2::Route") && properties.has("GatewayId")) {
            properties.set("VpcEndpointId", properties.get("GatewayId"));
        }
        if (type.equals("AWS::EC2::Subnet") && properties.has("AvailabilityZone")) {
            var zone = properties.remove("AvailabilityZone").asText();
            properties.put("AvailabilityZoneId", zoneId(zone));
        }
        if (type.equals("AWS::EC2::SecurityGroup")) {
            List.of("SecurityGroupIngress", "SecurityGroupEgress")
                    .forEach(l -> properties.path(l).forEach(r -> rule(r, account)));
        }
        return properties;
    }

    private static void rule(JsonNode node, String account) {
        if (node instanceof ObjectNode rule) {
            if (rule.path("IpProtocol").asText().equals("-1")) {
                rule.put("FromPort", -1);
                rule.put("ToPort", -1);
            }
            if (rule.has("SourceSecurityGroupId") && !rule.has("SourceSecurityGroupOwnerId")) {
                rule.put("SourceSecurityGroupOwnerId", account);
            }
        }
    }

    /// `us-east-1b` → `use1-az2`.
    private static String zoneId(String zone) {
        var parts = zone.split("-", -1);
        if (parts.length < 3) {
            return zone;
        }
        var last = parts[parts.length - 1];
        return parts[0] + parts[1].charAt(0) + last.charAt(0) + "-az" + (last.charAt(last.length() - 1) - 'a' + 1);
    }

    /// No `aws:` tags, and the value before the key and what else a tag says.
    private static void tidyTags(ObjectNode properties) {
        if (properties.path("Tags") instanceof ArrayNode tags) {
            var tidy = JSON.createArrayNode();
            for (var tag : tags) {
                if (!tag.path("Key").asText().startsWith("aws:")) {
                    var entry = tidy.addObject()
                            .put("Value", tag.path("Value").asText())
                            .put("Key", tag.path("Key").asText());
                    tag.properties().forEach(member -> entry.putIfAbsent(member.getKey(), member.getValue()));
                }
            }
            properties.set("Tags", tidy);
        }
    }

    private void parameters(EmbeddedTemplate.Item item, ObjectNode properties, ObjectNode parameters, String seed) {
        for (var required : types.required(item.type)) {
            var below = types.writeOnly(item.type).stream()
                    .filter(p -> p.equals(required) || p.startsWith(required + "/"))
                    .toList();
            if (below.isEmpty() || properties.has(required)) {
                continue;
            }
            var chosen = below.size() == 1
                    ? below
                    : below.stream()
                            .filter(p -> p.endsWith("/S3Bucket") || p.endsWith("/S3Key"))
                            .toList();
            for (var path : chosen.isEmpty() ? below.subList(0, 1) : chosen) {
                var name = item.logicalId
                        + path.replace("/", "")
                        + (below.size() > 1 ? "OneOf" : "")
                        + suffix(seed + item.logicalId + path);
                parameters
                        .putObject(name)
                        .put("NoEcho", "true")
                        .put("Type", "String")
                        .put(
                                "Description",
                                "The value of " + path
                                        + (below.size() > 1
                                                ? "\nThis property can be replaced with other exclusive properties"
                                                : ""));
                Json.put(properties, path, JSON.createObjectNode().put("Ref", name));
            }
        }
    }

    private static String suffix(String seed) {
        var alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
        var number = Integer.toUnsignedLong(seed.hashCode());
        var text = new StringBuilder();
        for (var i = 0; i < 5; i++) {
            text.append(alphabet.charAt((int) (number % alphabet.length())));
            number /= alphabet.length();
        }
        return text.toString();
    }

    private static String title(String policy) {
        return policy.charAt(0) + policy.substring(1).toLowerCase(Locale.ROOT);
    }
}
