package dev.phantom.drift.detect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.iac.Origin;
import dev.phantom.sandbox.aws.Generator;
import dev.phantom.sandbox.aws.Generator.Model;
import dev.phantom.stack.ParameterValue;
import dev.phantom.stack.StackId;
import dev.phantom.value.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/// Where live state comes from that is told as a generated template: the scenarios of the embedded world, and what the
/// corpus recorded.
final class GeneratedCases {

    private GeneratedCases() {}

    static Stream<Path> scenarios() {
        try (var folders = Files.list(Path.of("src/test/scenarios"))) {
            return Stream.concat(
                    folders.filter(f -> Files.exists(f.resolve("input/deployed.json"))),
                    Stream.of(Path.of("src/main/resources/dev/phantom/sandbox/scenarios/payments-night")))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Each stack of a scenario, as it was deployed.
    static List<GeneratedCase> of(Path scenario) {
        var models = Generator.scenario(scenario);
        var cases = new ArrayList<GeneratedCase>();
        try {
            var deployed = CorpusCases.JSON.readTree(
                    scenario.resolve("input/deployed.json").toFile());
            for (var stack : deployed.path("stacks")) {
                var template =
                        stack.path("processed").asText(stack.path("template").asText());
                var arn = stack.path("arn").asText().split(":", -1);
                var physicalIds = new LinkedHashMap<String, String>();
                stack.path("resources")
                        .forEach(r -> physicalIds.put(
                                r.path("logicalId").asText(),
                                r.path("physicalId").asText()));
                cases.add(new GeneratedCase(
                        new StackId(arn[4], arn[3], stack.path("name").asText()),
                        template,
                        Files.readString(scenario.resolve("input").resolve(template)),
                        physicalIds,
                        parameters(stack),
                        texts(stack.path("tags")),
                        models.getOrDefault(stack.path("name").asText(), List.of())));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return cases;
    }

    private static List<ParameterValue> parameters(JsonNode stack) {
        var secret = stack.path("noEcho").valueStream().map(JsonNode::asText).toList();
        return texts(stack.path("parameters")).entrySet().stream()
                .filter(e -> !secret.contains(e.getKey()))
                .map(e -> new ParameterValue(e.getKey(), Value.string(e.getValue()), Origin.ABSENT))
                .toList();
    }

    private static Map<String, String> texts(JsonNode object) {
        var found = new LinkedHashMap<String, String>();
        object.properties().forEach(e -> found.put(e.getKey(), e.getValue().asText()));
        return found;
    }

    static GeneratedCase pair(JsonNode pair) {
        var live =
                (ObjectNode) pair.get("live").get("Resources").elements().next().path("Properties");
        return pair(pair, live);
    }

    /// The pair after somebody changed one of its declared scalars; empty if it has none.
    static Optional<GeneratedCase> changed(JsonNode pair, Random random) {
        var safe = pair.get("safe")
                .get("Resources")
                .get(pair.get("logicalId").asText())
                .path("Properties");
        var live = pair.get("live").get("Resources").elements().next().path("Properties");
        var facts = Known.TYPES.find(pair.get("type").asText()).orElse(null);
        var changes = Mutations.of(safe, live, facts).stream()
                .filter(m -> !m.earlier() && tagsAreWhole(m))
                .toList();
        return changes.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        pair(pair, changes.get(random.nextInt(changes.size())).mutated()));
    }

    /// No tag is without a key.
    private static boolean tagsAreWhole(Mutation mutation) {
        return !mutation.kind().equals("tag removed")
                || !mutation.safe().last().equals("Key")
                        && !mutation.safe().last().equals("Value");
    }

    private static GeneratedCase pair(JsonNode pair, ObjectNode live) {
        var type = pair.get("type").asText();
        var physicalId = pair.get("physicalId").asText();
        return new GeneratedCase(
                new StackId(pair.get("accountId").asText(), pair.get("region").asText(), "stack"),
                "safe.json",
                pair.get("safe").toPrettyString(),
                Map.of(pair.get("logicalId").asText(), physicalId),
                List.of(),
                Map.of(),
                List.of(new Model(type, physicalId, Generator.identifier(type, physicalId, live), live)));
    }

    static GeneratedCase stack(JsonNode stack) {
        var rows = new HashMap<String, Map<String, String>>();
        stack.get("liveResources")
                .forEach(row -> rows.put(row.get("LogicalResourceId").asText(), texts(row.get("ResourceIdentifier"))));
        var models = new ArrayList<Model>();
        stack.get("live").get("Resources").properties().forEach(e -> {
            var properties = (ObjectNode) e.getValue().path("Properties");
            var identifier = rows.getOrDefault(e.getKey(), Map.of());
            var type = e.getValue().get("Type").asText();
            models.add(new Model(
                    type,
                    identifier.size() == 1 ? identifier.values().iterator().next() : "",
                    identifier.isEmpty() ? Generator.identifier(type, "", properties) : identifier,
                    properties));
        });
        return new GeneratedCase(
                new StackId("111111111111", "us-east-1", stack.get("stack").asText()),
                "safe.json",
                stack.get("safe").toPrettyString(),
                texts(stack.get("physicalIds")),
                List.of(),
                Map.of(),
                models);
    }
}
