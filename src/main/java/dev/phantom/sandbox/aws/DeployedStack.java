package dev.phantom.sandbox.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A stack as CloudFormation was last told: one entry of `deployed.json`.
///
/// @param template  text of the Original template
/// @param processed text of the Processed template; the original's where no transform made it differ
record DeployedStack(JsonNode node, String template, Optional<String> processed) {

    record Row(String logicalId, String physicalId, String type, String status) {}

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
                        r.path("status").asText("CREATE_COMPLETE")))
                .toList();
    }

    boolean in(Caller caller) {
        var parts = arn().split(":", -1);
        return parts.length > 4 && parts[3].equals(caller.region()) && parts[4].equals(caller.account());
    }

    boolean called(String nameOrArn) {
        return name().equals(nameOrArn) || arn().equals(nameOrArn);
    }
}
