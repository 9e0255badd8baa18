package dev.phantom.drift.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.drift.TypeCatalog;
import dev.phantom.drift.TypeNode.Trait;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// One type's rows of the table, folded from AWS's resource schema: a line of facts, then a line for each definition of
/// its properties, the root's first.
///
/// @param type    `AWS::EC2::Subnet`
/// @param lines   with a line end each
/// @param leftOut what the schema says of properties that it does not have
/// @see <a href="https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-schema.html">Resource
/// type schema</a>
public record SchemaRow(String type, String lines, List<String> leftOut) {

    /// The region whose schemas are meant where a row names none.
    public static final String HOME_REGION = "us-east-1";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> HANDLERS = List.of("create", "read", "update", "delete", "list");
    /// Actions that change nothing, though a handler that writes needs them.
    private static final Pattern READS = Pattern.compile(
            "^(Batch)?(Get|List|Describe|Lookup|Search|Query|Scan|Select|View|Read|Head|Check|Validate|Test)"
                    + "|^(Pass|Encrypt|Decrypt|ReEncrypt|GenerateDataKey)|^\\*$",
            Pattern.CASE_INSENSITIVE);

    public SchemaRow {
        leftOut = List.copyOf(leftOut);
    }

    /// @param region whose version of the schema it is
    /// @throws SchemaFault if the text is not a resource schema
    public static SchemaRow of(String text, String region) {
        try {
            var schema = JSON.readTree(text);
            if (!schema.path("typeName").isTextual()
                    || !schema.path("properties").isObject()) {
                throw new SchemaFault("it names no type or no properties");
            }
            return of(schema.path("typeName").asText(), schema, region);
        } catch (JsonProcessingException e) {
            throw new SchemaFault("it is not JSON: " + e.getOriginalMessage());
        }
    }

    /// @param type under which the table keeps the schema
    static SchemaRow of(String type, JsonNode schema, String region) {
        var shapes = new ShapeFolder(schema).fold();
        var facts = JsonNodeFactory.instance.objectNode().put("type", type);
        if (!region.equals(HOME_REGION)) {
            facts.put("region", region);
        }
        if (!schema.path("primaryIdentifier").isEmpty()) {
            facts.set("identifier", below(schema.get("primaryIdentifier")));
        }
        if (!schema.path("additionalIdentifiers").isEmpty()) {
            var others = facts.putArray("otherIdentifiers");
            schema.get("additionalIdentifiers").forEach(paths -> others.add(below(paths)));
        }
        for (var trait : Trait.values()) {
            var paths = new TreeSet<String>();
            schema.path(trait.keyword()).forEach(path -> paths.add(below(path.asText())));
            if (!paths.isEmpty()) {
                facts.set(trait.keyword().replace("Properties", ""), array(paths));
            }
        }
        var handlers = facts.putObject("handlers");
        HANDLERS.stream()
                .filter(schema.path("handlers")::has)
                .forEach(handler -> handlers.set(
                        handler, array(writes(schema.get("handlers").get(handler), handler))));
        var known = transforms(schema, shapes, facts);
        facts.set("tagging", tagging(schema));
        for (var word : List.of("replacementStrategy", "lifecycle")) {
            if (schema.has(word)) {
                facts.set(word, schema.get(word));
            }
        }
        var lines = new StringBuilder(facts + "\n");
        shapes.forEach((name, shape) -> {
            var line = JsonNodeFactory.instance.objectNode().put("definition", name);
            lines.append(line.<ObjectNode>set("shape", shape)).append('\n');
        });
        try {
            TypeCatalog.facts(lines.toString(), "", LocalDate.EPOCH);
        } catch (IOException e) {
            throw new SchemaFault("its facts cannot be read: " + e.getMessage());
        }
        return new SchemaRow(type, lines.toString(), known);
    }

    /// What a handler needs that changes something: what CloudTrail shows as a write.
    private static Collection<String> writes(JsonNode handler, String name) {
        var actions = new TreeSet<String>();
        if (!name.equals("read") && !name.equals("list")) {
            handler.path("permissions").forEach(permission -> {
                var action = permission.asText().split(":", 2);
                if (action.length == 2 && !READS.matcher(action[1]).find()) {
                    actions.add(permission.asText());
                }
            });
        }
        return actions;
    }

    /// @return those left out
    private static List<String> transforms(JsonNode schema, SortedMap<String, JsonNode> shapes, ObjectNode facts) {
        var all = new TreeMap<String, JsonNode>();
        schema.path("propertyTransform")
                .properties()
                .forEach(field -> all.put(below(field.getKey()), field.getValue()));
        var astray =
                all.keySet().stream().filter(path -> !isThere(path, shapes)).toList();
        astray.forEach(all::remove);
        if (!all.isEmpty()) {
            facts.set("transforms", JsonNodeFactory.instance.objectNode().setAll(all));
        }
        return astray.stream().map(path -> "transform " + path).toList();
    }

    private static boolean isThere(String path, SortedMap<String, JsonNode> shapes) {
        var shape = Objects.requireNonNull(shapes.get(""));
        for (var key : path.split("/")) {
            while (shape.isTextual() && shape.asText().startsWith("#")) {
                shape = Objects.requireNonNull(shapes.get(shape.asText().substring(1)));
            }
            var any = shape.has("items") && key.equals("*") ? shape.get("items") : shape.path("values");
            var named = key.equals("*") ? any : shape.path("properties").path(key);
            shape = named.isMissingNode() ? any : named;
        }
        return !shape.isMissingNode();
    }

    private static ObjectNode tagging(JsonNode schema) {
        var said = schema.path("tagging");
        var taggable = said.path("taggable").asBoolean(schema.path("taggable").asBoolean(true));
        var found = JsonNodeFactory.instance.objectNode().put("taggable", taggable);
        if (taggable && said.has("tagProperty")) {
            found.put("property", below(said.get("tagProperty").asText()));
        } else if (taggable && schema.path("properties").has("Tags")) {
            found.put("property", "Tags");
        }
        for (var word : List.of("tagOnCreate", "tagUpdatable", "cloudFormationSystemTags")) {
            if (said.has(word)) {
                found.set(word, said.get(word));
            }
        }
        return found;
    }

    private static ArrayNode below(JsonNode paths) {
        var array = JsonNodeFactory.instance.arrayNode();
        paths.forEach(path -> array.add(below(path.asText())));
        return array;
    }

    /// `/properties/A/*/B` → `A/*/B`
    private static String below(String pointer) {
        return pointer.replaceFirst("^/?properties/", "");
    }

    private static ArrayNode array(Collection<String> texts) {
        var array = JsonNodeFactory.instance.arrayNode();
        texts.forEach(array::add);
        return array;
    }
}
