package dev.phantom.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phantom.iac.cloudformation.CloudFormation;
import dev.phantom.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Every secret of a scenario's world, read off the world itself: what NoEcho parameters were given, what live
/// resources hold where a deployed template says a NoEcho parameter or a dynamic reference to a secret, and what a plan
/// of Terraform marks.
final class WorldSecrets {

    private static final int SHORTEST = 4;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern RESOLVED = Pattern.compile("\\{\\{resolve:(secretsmanager|ssm-secure):[^}]*}}");

    private final Set<String> secrets = new LinkedHashSet<>();
    private final Set<String> noEcho = new LinkedHashSet<>();

    private WorldSecrets() {}

    static Set<String> of(Path scenario) throws IOException {
        var all = new WorldSecrets();
        var input = scenario.resolve("input");
        for (var stack :
                JSON.readTree(Files.readString(input.resolve("deployed.json"))).get("stacks")) {
            all.noEcho.clear();
            stack.path("noEcho").forEach(name -> {
                all.noEcho.add(name.asText());
                all.add(stack.path("parameters").path(name.asText()).asText());
            });
            var file = stack.get("template").asText();
            var template = new CloudFormation().read(file, Files.readString(input.resolve(file)));
            for (var line : Files.readAllLines(input.resolve("live.json"))) {
                var live = line.isBlank() ? JSON.createObjectNode() : JSON.readTree(line);
                if (live.at("/stack/name").asText().equals(stack.get("name").asText())) {
                    for (var resource : live.get("resources")) {
                        var source = template.resources()
                                .get(resource.get("logicalId").asText());
                        if (source != null) {
                            all.look(source.properties(), resource.get("properties"));
                        }
                    }
                }
            }
        }
        if (Files.exists(input.resolve("plans"))) {
            try (var plans = Files.list(input.resolve("plans"))) {
                for (var plan : plans.toList()) {
                    all.plan(JSON.readTree(Files.readString(plan)));
                }
            }
        }
        return all.secrets;
    }

    /// Every value beside a `sensitive_values` or an `…_sensitive`, and what sensitive variables were given.
    private void plan(JsonNode node) {
        for (var side : List.of("before", "after")) {
            marked(node.path(side), node.path(side + "_sensitive"));
        }
        marked(node.path("values"), node.path("sensitive_values"));
        node.at("/configuration/root_module/variables").properties().forEach(variable -> {
            if (variable.getValue().path("sensitive").asBoolean()) {
                add(node.at("/variables/" + variable.getKey() + "/value").asText());
            }
        });
        node.forEach(this::plan);
    }

    private void marked(JsonNode value, JsonNode mark) {
        if (mark.isBoolean() && mark.asBoolean() && value.isTextual()) {
            add(value.textValue());
        }
        mark.properties().forEach(field -> marked(value.path(field.getKey()), field.getValue()));
        for (int i = 0; mark.isArray() && i < mark.size(); i++) {
            marked(value.path(i), mark.get(i));
        }
    }

    private void look(Value written, JsonNode live) {
        switch (written) {
            case Value.MapValue map -> map.entries().forEach((key, value) -> look(value, live.path(key)));
            case Value.ListValue list -> {
                for (int i = 0; i < list.items().size(); i++) {
                    look(list.items().get(i), live.path(i));
                }
            }
            case Value.Scalar s -> text(s.text(), live);
            case Value.Intrinsic call -> call(call, live);
            case Value.Reference r -> {}
            case Value.Unknown u -> {}
            case Value.Sensitive s -> {}
        }
    }

    private void call(Value.Intrinsic call, JsonNode live) {
        if (!(call.argument() instanceof Value.Scalar argument)) {
            return;
        }
        if (call.name().equals("Ref") && noEcho.contains(argument.text())) {
            add(live.asText());
        } else if (call.name().equals("Fn::Sub")) {
            text(argument.text(), live);
        }
    }

    /// What stands in the live text in place of the reference.
    private void text(String written, JsonNode live) {
        var found = RESOLVED.matcher(written);
        if (found.find() && live.isTextual()) {
            var head = written.substring(0, found.start());
            var tail = written.substring(found.end());
            var shown = live.asText();
            add(
                    shown.startsWith(head) && shown.endsWith(tail) && shown.length() > head.length() + tail.length()
                            ? shown.substring(head.length(), shown.length() - tail.length())
                            : shown);
        }
    }

    /// A shorter one stands in any text by chance.
    private void add(String secret) {
        if (secret.length() >= SHORTEST) {
            secrets.add(secret);
        }
    }
}
