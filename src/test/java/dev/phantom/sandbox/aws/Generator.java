package dev.phantom.sandbox.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.drift.TypeNode;
import dev.phantom.drift.TypeNode.Kind;
import dev.phantom.drift.TypeNode.Trait;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.sandbox.loopback.Scenario;
import dev.phantom.stack.file.GeneratedResource;
import dev.phantom.value.Value;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// Generated templates of any live models, as the embedded AWS writes them, but with logical ids that AWS made up and
/// with more references than its own: to any equal value elsewhere.
public final class Generator {

    /// A resource as Cloud Control shows it.
    public record Model(String type, String physicalId, Map<String, String> identifier, ObjectNode properties) {}

    /// @param described what describe-generated-template says
    /// @param madeUp    logical ids and parameters that only this template knows
    /// @param planted   what is there though nobody said it, by kind
    public record Generated(
            String text, Map<String, GeneratedResource> described, Set<String> madeUp, Map<String, Integer> planted) {}

    private static final ResourceTypes TYPES = new ResourceTypes();
    private static final int WORTH_A_REFERENCE = 7;

    private final Random random;
    private final Map<String, Integer> planted = new LinkedHashMap<>();

    private Generator(Random random) {
        this.random = random;
    }

    /// The live models of a scenario, by stack.
    public static Map<String, List<Model>> scenario(Path folder) {
        var world =
                new AwsWorld(Scenario.open(folder, Instant.EPOCH), InstantSource.system(), Quirks.REAL, new Access());
        var stacks = new LinkedHashMap<String, List<Model>>();
        for (var model : world.models) {
            if (model.stack != null && TYPES.readable(model.type)) {
                stacks.computeIfAbsent(model.stack, s -> new ArrayList<>())
                        .add(new Model(model.type, model.physicalId, model.identifier, model.properties));
            }
        }
        return stacks;
    }

    /// What identifies a resource of which only the physical id is known.
    public static Map<String, String> identifier(String type, String physicalId, JsonNode properties) {
        var found = new LinkedHashMap<String, String>();
        var names = TYPES.identifier(type);
        for (var name : names) {
            var value = properties.path(name).asText();
            found.put(name, value.isEmpty() && names.size() == 1 ? physicalId : value);
        }
        return found;
    }

    public static Generated of(String account, String region, List<Model> models, boolean yaml, Random random) {
        return new Generator(random).generate(account, region, models, yaml);
    }

    private Generated generate(String account, String region, List<Model> models, boolean yaml) {
        var caller = new Caller("AKID", account, region, "cloudformation");
        var template = new EmbeddedTemplate(
                "arn:aws:cloudformation:%s:%s:generatedTemplate/%x".formatted(region, account, random.nextLong()),
                "one",
                caller,
                Instant.EPOCH);
        var live = new ArrayList<LiveModel>();
        var rows = new LinkedHashMap<String, GeneratedResource>();
        for (var model : models) {
            var id = logicalId(model);
            var item = new EmbeddedTemplate.Item(id, model.type(), model.identifier());
            item.model = model.properties().deepCopy();
            template.items.put(id, item);
            rows.put(id, new GeneratedResource(id, model.type(), model.identifier(), "COMPLETE", ""));
            live.add(new LiveModel(
                    account, region, model.type(), model.identifier(), model.physicalId(), "", null, item.model));
        }
        var body = new TemplateModel(TYPES).body(template, live);
        var resources = (ObjectNode) body.get("Resources");
        var madeUp = new HashSet<>(rows.keySet());
        body.path("Parameters").fieldNames().forEachRemaining(madeUp::add);
        if (random.nextBoolean()) { // as of 2024
            body.putObject("Metadata").put("TemplateId", template.id);
        }
        template.items.forEach((id, item) -> Known.TYPES
                .find(item.type)
                .ifPresent(facts -> within(resources.get(id).get("Properties"), facts.root(), false)));
        guess(resources);
        template.items.forEach(
                (id, item) -> fillers((ObjectNode) resources.get(id).get("Properties"), item));
        count("references", references(resources));
        count("parameters", body.path("Parameters").size());
        return new Generated(yaml ? YamlText.of(body) : body.toPrettyString(), rows, madeUp, planted);
    }

    /// `LambdaFunction00api00x3fG9` as of 2024, `LambdaFunctionUv` as of 2025.
    private String logicalId(Model model) {
        var base = model.type().replaceFirst("^AWS::", "").replace("::", "");
        var letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
        var suffix = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            suffix.append(letters.charAt(random.nextInt(letters.length())));
        }
        return random.nextBoolean()
                ? base + "00" + model.physicalId().replaceAll("[^A-Za-z0-9]", "") + "00" + suffix
                : base + suffix;
    }

    /// Half of the empty values that were written out are not, this time.
    private void fillers(ObjectNode properties, EmbeddedTemplate.Item item) {
        var own = item.model == null ? JsonNodeFactory.instance.objectNode() : item.model;
        for (var entry : List.copyOf(properties.properties())) {
            if (own.has(entry.getKey())) {
                continue;
            }
            boolean empty =
                    entry.getValue().isEmpty() && entry.getValue().asText().isEmpty();
            if (empty && random.nextBoolean()) {
                properties.remove(entry.getKey());
            } else if (empty) {
                count("empty values", 1);
            } else if (entry.getKey().equals("VpcEndpointId")) {
                count("bogus endpoints", 1);
            } else if (!entry.getValue().isObject() || !entry.getValue().has("Ref")) {
                count("defaults and other spellings", 1);
            }
        }
    }

    /// In the objects below the top, what nobody set is written out as well: half of it, this time.
    private void within(JsonNode node, TypeNode known, boolean below) {
        if (node instanceof ArrayNode list) {
            list.forEach(item -> within(item, known.items(), true));
        } else if (node instanceof ObjectNode object) {
            boolean named = object.properties().stream()
                    .allMatch(e -> known.properties().contains(e.getKey()));
            object.properties().forEach(e -> within(e.getValue(), known.child(e.getKey()), true));
            if (below && named) {
                known.properties().forEach(name -> filler(object, name, known.child(name)));
            }
        }
    }

    private void filler(ObjectNode object, String name, TypeNode known) {
        if (object.has(name) || known.has(Trait.READ_ONLY) || known.has(Trait.WRITE_ONLY) || random.nextBoolean()) {
            return;
        }
        var standard = known.defaultValue().orElse(null);
        if (standard instanceof Value.Scalar scalar) {
            object.put(name, scalar.text());
            count("nested defaults", 1);
        } else if (known.is(Kind.ARRAY)) {
            object.putArray(name);
            count("nested empty values", 1);
        } else if (name.equals("Description")) {
            object.put(name, "");
            count("nested empty values", 1);
        }
    }

    /// Of the top-level texts that two resources share, some become references to the other: right by value, wrong by
    /// meaning.
    private void guess(ObjectNode resources) {
        var owners = new LinkedHashMap<String, String[]>();
        resources
                .properties()
                .forEach(resource -> resource.getValue()
                        .path("Properties")
                        .properties()
                        .forEach(property -> {
                            var text = property.getValue().isTextual()
                                    ? property.getValue().textValue()
                                    : "";
                            var owner = owners.get(text);
                            if (text.length() <= WORTH_A_REFERENCE) {
                                return;
                            }
                            if (owner == null) {
                                owners.put(text, new String[] {resource.getKey(), property.getKey()});
                            } else if (!owner[0].equals(resource.getKey()) && random.nextBoolean()) {
                                var call = JsonNodeFactory.instance.objectNode();
                                call.putArray("Fn::GetAtt").add(owner[0]).add(owner[1]);
                                property.setValue(call);
                                count("wrong guesses", 1);
                            }
                        }));
    }

    private static int references(JsonNode node) {
        int own = node instanceof ObjectNode call && call.size() == 1 && (call.has("Ref") || call.has("Fn::GetAtt"))
                ? 1
                : 0;
        if (own == 0 && (node instanceof ObjectNode || node instanceof ArrayNode)) {
            for (var child : node) {
                own += references(child);
            }
        }
        return own;
    }

    private void count(String kind, int more) {
        if (more > 0) {
            planted.merge(kind, more, Integer::sum);
        }
    }
}
