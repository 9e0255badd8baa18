package dev.phantom.drift.detect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.drift.ignore.IgnoreRules;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.iac.cloudformation.CloudFormation;
import dev.phantom.stack.Baseline;
import dev.phantom.stack.DeployedState;
import dev.phantom.stack.LiveResource;
import dev.phantom.stack.LiveState;
import dev.phantom.stack.Mask;
import dev.phantom.stack.SafeState;
import dev.phantom.stack.StackId;
import dev.phantom.stack.StackResource;
import dev.phantom.stack.file.GeneratedResource;
import dev.phantom.stack.file.LiveStateReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// The recorded resources of the corpus, shuffled and renamed, so that nothing can depend on order or on names.
public final class CorpusCases {

    static final ObjectMapper JSON = new ObjectMapper();

    private final Random random;
    private final DriftDetector detector =
            new DriftDetector(Known.EVERYWHERE, Mask.of("test"), IgnoreRules.NONE, LocalDate.of(2026, 1, 1));
    private final LiveStateReader reader = new LiveStateReader(List.of(new CloudFormation()), Known.TYPES::identifiers);

    public CorpusCases(long seed) {
        this.random = new Random(seed);
    }

    public static List<JsonNode> lines(String file) {
        try (var lines = Files.lines(Path.of(System.getenv("PHANTOM_CORPUS"), "cdk-real-drift", file))) {
            return lines.map(CorpusCases::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Detection pair(JsonNode pair) {
        return pair(pair, pair.get("live"), null);
    }

    /// The pair with an earlier live model.
    Detection pair(JsonNode pair, JsonNode live, @Nullable JsonNode previous) {
        var physicalIds = new LinkedHashMap<String, String>();
        physicalIds.put(pair.get("logicalId").asText(), pair.get("physicalId").asText());
        var id = new StackId(pair.get("accountId").asText(), pair.get("region").asText(), "stack");
        return detect(id, pair.get("safe"), live, physicalIds, Map.of(), previous);
    }

    /// The pair with another live model, which is known to be the resource's, and an earlier one.
    public Detection identified(JsonNode pair, JsonNode live, @Nullable JsonNode earlier) {
        var id = new StackId(pair.get("accountId").asText(), pair.get("region").asText(), "stack");
        var logicalId = pair.get("logicalId").asText();
        var physicalId = pair.get("physicalId").asText();
        var template = new CloudFormation().read("safe.json", pair.get("safe").toString());
        return detector.detect(new States(
                id,
                new SafeState(SafeState.Source.FILE, "", "", "safe.json", template, java.util.Map.of(), List.of()),
                new DeployedState(
                        id,
                        "",
                        "",
                        null,
                        null,
                        List.of(),
                        Map.of(),
                        Map.of(logicalId, new StackResource(logicalId, physicalId, "", "")),
                        Map.of(),
                        null),
                new LiveState(id, "", LiveState.Source.FILE, null, named(pair, live), List.of()),
                earlier == null ? Baseline.none(id) : new Baseline(id, null, named(pair, earlier))));
    }

    private List<LiveResource> named(JsonNode pair, JsonNode live) {
        return reader.read("live.json", live.toString(), Map.of()).resources().stream()
                .map(r -> new LiveResource(
                        pair.get("logicalId").asText(),
                        pair.get("physicalId").asText(),
                        r.type(),
                        Map.of(),
                        r.properties(),
                        r.provenance(),
                        r.status(),
                        ""))
                .toList();
    }

    Detection stack(JsonNode stack, boolean withIdentifiers) {
        var physicalIds = new LinkedHashMap<String, String>();
        stack.get("physicalIds")
                .properties()
                .forEach(e -> physicalIds.put(e.getKey(), e.getValue().asText()));
        var rows = new HashMap<String, GeneratedResource>();
        if (withIdentifiers) {
            stack.get("liveResources").forEach(row -> {
                var identifier = new LinkedHashMap<String, String>();
                row.get("ResourceIdentifier")
                        .properties()
                        .forEach(e -> identifier.put(e.getKey(), e.getValue().asText()));
                rows.put(
                        row.get("LogicalResourceId").asText(),
                        new GeneratedResource(
                                row.get("LogicalResourceId").asText(),
                                row.get("ResourceType").asText(),
                                identifier,
                                "",
                                ""));
            });
        }
        var id = new StackId("111111111111", "us-east-1", stack.get("stack").asText());
        return detect(id, stack.get("safe"), stack.get("live"), physicalIds, rows, null);
    }

    Detection detect(
            StackId id,
            JsonNode safe,
            JsonNode live,
            Map<String, String> physicalIds,
            Map<String, GeneratedResource> described,
            @Nullable JsonNode previous) {
        var template = new CloudFormation().read("safe.json", shuffled(safe).toString());
        var renamed = renamed(live, described);
        var state = reader.read("live.json", renamed.live().toString(), renamed.described());
        var resources = new LinkedHashMap<String, StackResource>();
        physicalIds.forEach(
                (logicalId, physicalId) -> resources.put(logicalId, new StackResource(logicalId, physicalId, "", "")));
        var deployed = new DeployedState(id, "", "", null, null, List.of(), Map.of(), resources, Map.of(), null);
        var safeState =
                new SafeState(SafeState.Source.FILE, "", "", "safe.json", template, java.util.Map.of(), List.of());
        var baseline = previous == null
                ? Baseline.none(id)
                : new Baseline(
                        id,
                        null,
                        reader.read(
                                        "previous.json",
                                        renamed(previous, Map.of()).live().toString(),
                                        Map.of())
                                .resources());
        return detector.detect(new States(id, safeState, deployed, state, baseline));
    }

    private record Renamed(JsonNode live, Map<String, GeneratedResource> described) {}

    private Renamed renamed(JsonNode live, Map<String, GeneratedResource> described) {
        var names = new HashMap<String, String>();
        var resources = JSON.createObjectNode();
        var shuffled = shuffled(live.get("Resources"));
        shuffled.properties()
                .forEach(e -> names.put(e.getKey(), "R" + Integer.toHexString(random.nextInt()) + names.size()));
        shuffled.properties().forEach(e -> resources.set(names.get(e.getKey()), e.getValue()));
        var rows = new LinkedHashMap<String, GeneratedResource>();
        described.forEach((id, row) -> rows.put(
                names.getOrDefault(id, id),
                new GeneratedResource(names.getOrDefault(id, id), row.type(), row.identifier(), "", "")));
        return new Renamed(references(JSON.createObjectNode().set("Resources", resources), names), rows);
    }

    private static JsonNode references(JsonNode node, Map<String, String> names) {
        if (node instanceof ObjectNode object) {
            if (object.size() == 1
                    && object.has("Ref")
                    && names.containsKey(object.get("Ref").asText())) {
                return JSON.createObjectNode()
                        .put("Ref", names.get(object.get("Ref").asText()));
            }
            object.properties().forEach(e -> e.setValue(references(e.getValue(), names)));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, references(array.get(i), names));
            }
        }
        return node;
    }

    JsonNode shuffled(JsonNode node) {
        if (node instanceof ObjectNode object) {
            var keys = new ArrayList<String>();
            object.fieldNames().forEachRemaining(keys::add);
            Collections.shuffle(keys, random);
            var copy = JSON.createObjectNode();
            keys.forEach(key -> copy.set(key, shuffled(object.get(key))));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            var copy = JSON.createArrayNode();
            array.forEach(item -> copy.add(shuffled(item)));
            return copy;
        }
        return node;
    }
}
