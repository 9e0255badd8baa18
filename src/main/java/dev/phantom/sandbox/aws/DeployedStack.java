package dev.phantom.sandbox.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.iac.cloudformation.read.TemplateReader;
import dev.phantom.sandbox.aws.deploy.Capabilities;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A stack as CloudFormation was last told: one entry of `deployed.json`.
///
/// @param template  text of the Original template
/// @param processed text of the Processed template; the original's where no transform made it differ
record DeployedStack(JsonNode node, String template, Optional<String> processed) {

    /// @param updatedAt when a deployment last touched it
    record Row(String logicalId, String physicalId, String type, String status, String updatedAt) {}

    record Output(String key, String value, Optional<String> exportName) {}

    /// ARN of the stack that it is nested in, and of the one at the top; both empty for a stack by itself.
    Optional<String> parent() {
        return Optional.ofNullable(node.path("parentId").textValue());
    }

    Optional<String> root() {
        return Optional.ofNullable(node.path("rootId").textValue());
    }

    /// Its outputs, those that are exported after the others.
    List<Output> outputs() {
        var outputs = new ArrayList<Output>();
        texts("outputs").forEach((key, value) -> outputs.add(new Output(key, value, Optional.empty())));
        texts("exports")
                .forEach(
                        (name, value) -> outputs.add(new Output(name.replaceAll("\\W", ""), value, Optional.of(name))));
        return outputs;
    }

    String name() {
        return node.required("name").asText();
    }

    String arn() {
        return node.required("arn").asText();
    }

    String text(String field, String otherwise) {
        return node.path(field).asText(otherwise);
    }

    Map<String, String> texts(String field) {
        var result = new LinkedHashMap<String, String>();
        node.path(field)
                .properties()
                .forEach(e -> result.put(e.getKey(), e.getValue().asText()));
        return result;
    }

    /// As DescribeStacks shows them: NoEcho values masked.
    Map<String, String> parameters() {
        var result = texts("parameters");
        node.path("noEcho").forEach(n -> result.replace(n.asText(), "****"));
        return result;
    }

    List<Row> resources() {
        return node.path("resources")
                .valueStream()
                .map(r -> new Row(
                        r.path("logicalId").asText(),
                        r.path("physicalId").asText(),
                        r.path("type").asText(),
                        r.path("status").asText("CREATE_COMPLETE"),
                        r.path("updatedAt").asText(untouched())))
                .toList();
    }

    /// Before the first update that this world carried out, every row is as old as the stack's last deployment.
    private String untouched() {
        return text("updatedAt", text("createdAt", "2024-01-01T00:00:00.000Z"));
    }

    /// The same stack in another status.
    DeployedStack in(String status) {
        return new DeployedStack(copy().put("status", status), template, processed);
    }

    /// The same stack after an update.
    DeployedStack after(ChangeSetRequest told, List<Row> resources, Instant now) {
        var copy = copy().put("status", "UPDATE_COMPLETE").put("updatedAt", now.toString());
        var parameters = copy.putObject("parameters");
        told.parameters().forEach(parameters::put);
        var noEcho = copy.putArray("noEcho");
        told.noEcho().forEach(noEcho::add);
        var capabilities = copy.putArray("capabilities");
        told.capabilities().forEach(capabilities::add);
        var rows = copy.putArray("resources");
        resources.forEach(r -> rows.addObject()
                .put("logicalId", r.logicalId())
                .put("physicalId", r.physicalId())
                .put("type", r.type())
                .put("status", r.status())
                .put("updatedAt", r.updatedAt()));
        return new DeployedStack(copy, told.template(), told.processed());
    }

    private ObjectNode copy() {
        return node.deepCopy();
    }

    /// What its deployer allowed it; where the scenario does not say, what it needs.
    Collection<String> capabilities() {
        return node.has("capabilities")
                ? node.path("capabilities").valueStream().map(JsonNode::asText).toList()
                : Capabilities.needed(TemplateReader.read(name(), template));
    }

    /// The template whose resources are deployed.
    String effective() {
        return processed.orElse(template);
    }

    Set<String> types() {
        return resources().stream().map(Row::type).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    boolean in(Caller caller) {
        var parts = arn().split(":", -1);
        return parts.length > 4 && parts[3].equals(caller.region()) && parts[4].equals(caller.account());
    }

    /// Whether a resource runs where the stack is.
    boolean holds(LiveModel model) {
        var parts = arn().split(":", -1);
        return parts.length > 4 && parts[3].equals(model.region) && parts[4].equals(model.account);
    }

    boolean called(String nameOrArn) {
        return name().equals(nameOrArn) || arn().equals(nameOrArn);
    }
}
