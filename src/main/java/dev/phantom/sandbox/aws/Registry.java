package dev.phantom.sandbox.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.drift.TypeCatalog;
import dev.phantom.drift.TypeFacts;
import dev.phantom.drift.TypeSource;
import dev.phantom.drift.schema.SchemaFault;
import dev.phantom.drift.schema.SchemaRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// `DescribeType`: the schemas of the registry, made back from Phantom's table. They say what the table says, so
/// without descriptions, patterns and limits; schemas of other types can be added.
public final class Registry implements TypeSource {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> LISTS = Map.of(
            "readOnly", "readOnlyProperties",
            "writeOnly", "writeOnlyProperties",
            "createOnly", "createOnlyProperties",
            "conditionalCreateOnly", "conditionalCreateOnlyProperties",
            "deprecated", "deprecatedProperties",
            "identifier", "primaryIdentifier");

    private final Map<String, String> added = new ConcurrentHashMap<>();
    private final ResourceTypes types;

    /// @param types learn how resources of an added type behave
    Registry(ResourceTypes types) {
        this.types = types;
    }

    /// Registers a private type in every account, or another schema of one of AWS's.
    public void add(String type, String schema) {
        add("", type, schema);
    }

    /// Registers a private type.
    ///
    /// @param account that alone has it
    public void add(String account, String type, String schema) {
        added.put(account + " " + type, schema);
        row(schema).ifPresent(row -> types.add(type, row.lines().lines().toList()));
    }

    /// What a type that was added is like, however broken an answer about it may be.
    private static Optional<SchemaRow> row(String schema) {
        try {
            return Optional.of(SchemaRow.of(schema, SchemaRow.HOME_REGION));
        } catch (SchemaFault e) {
            return Optional.empty();
        }
    }

    /// Of the types that were added everywhere.
    @Override
    public Optional<TypeFacts> find(String type) {
        return Optional.ofNullable(added.get(" " + type)).flatMap(Registry::row).map(row -> {
            try {
                return TypeCatalog.facts(row.lines(), "registry", LocalDate.EPOCH);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /// @return false if the operation is not of this group
    boolean serve(String operation, Caller caller, Query query, Xml xml) {
        if (!operation.equals("DescribeType")) {
            return false;
        }
        var type = query.text("TypeName");
        var own = added.getOrDefault(caller.account() + " " + type, added.get(" " + type));
        var schema = own == null ? schema(ResourceTypes.rows(type)) : own;
        if (schema.isEmpty()) {
            throw new AwsFault(404, "TypeNotFoundException", "The type '" + type + "' cannot be found.");
        }
        xml.leaf(
                        "Arn",
                        "arn:aws:cloudformation:%s:%s:type/resource/%s"
                                .formatted(
                                        caller.region(), own == null ? "" : caller.account(), type.replace("::", "-")))
                .leaf("Type", "RESOURCE")
                .leaf("TypeName", type)
                .leaf("Schema", schema)
                .leaf("DeprecatedStatus", "LIVE")
                .leaf("Visibility", own == null ? "PUBLIC" : "PRIVATE");
        return true;
    }

    /// The schema that a type's lines of the table were folded from, as far as they tell; empty without any.
    static String schema(List<String> rows) {
        if (rows.isEmpty()) {
            return "";
        }
        var facts = read(rows.getFirst());
        var schema = object().put("typeName", facts.get("type").asText());
        LISTS.forEach((word, keyword) -> facts.path(word)
                .forEach(path -> schema.withArrayProperty(keyword).add(pointer(path))));
        facts.path("otherIdentifiers").forEach(paths -> {
            var one = schema.withArrayProperty("additionalIdentifiers").addArray();
            paths.forEach(path -> one.add(pointer(path)));
        });
        facts.path("handlers")
                .properties()
                .forEach(handler -> schema.withObjectProperty("handlers")
                        .putObject(handler.getKey())
                        .set("permissions", handler.getValue()));
        facts.path("transforms")
                .properties()
                .forEach(t ->
                        schema.withObjectProperty("propertyTransform").set("/properties/" + t.getKey(), t.getValue()));
        var tagging = schema.putObject("tagging");
        facts.path("tagging").properties().forEach(said -> {
            boolean property = said.getKey().equals("property");
            tagging.set(
                    property ? "tagProperty" : said.getKey(),
                    property ? JsonNodeFactory.instance.textNode(pointer(said.getValue())) : said.getValue());
        });
        for (var word : List.of("replacementStrategy", "lifecycle")) {
            if (facts.has(word)) {
                schema.set(word, facts.get(word));
            }
        }
        for (var row : rows.subList(1, rows.size())) {
            var line = read(row);
            var name = line.get("definition").asText();
            var place = place(line.get("shape"));
            if (name.isEmpty()) {
                schema.setAll(place);
            } else {
                schema.withObjectProperty("definitions").set(name, place);
            }
        }
        return schema.toString();
    }

    private static ObjectNode place(JsonNode shape) {
        var node = object();
        if (shape.asText().startsWith("#")) {
            return node.put("$ref", "#/definitions/" + shape.asText().substring(1));
        }
        for (var kind : (shape.isTextual() ? shape : shape.get("kind")).asText().split("\\|")) {
            if (!kind.equals("any")) {
                node.withArrayProperty("type").add(kind.equals("map") ? "object" : kind);
            }
        }
        shape.path("properties")
                .properties()
                .forEach(p -> node.withObjectProperty("properties").set(p.getKey(), place(p.getValue())));
        if (shape.has("items")) {
            node.set("items", place(shape.get("items")));
        }
        if (shape.has("values")) {
            node.putObject("patternProperties").set(".*", place(shape.get("values")));
        }
        Map.of(
                        "order",
                        "insertionOrder",
                        "unique",
                        "uniqueItems",
                        "default",
                        "default",
                        "required",
                        "required",
                        "excludes",
                        "dependentExcluded",
                        "enum",
                        shape.has("ignoreCase") ? "enumCaseInsensitive" : "enum")
                .forEach((word, keyword) -> {
                    if (shape.has(word)) {
                        // a list of words makes a place text, unless it stands in branches of which any may hold
                        if (word.equals("enum") && shape.path("kind").asText().equals("any")) {
                            for (int branch = 0; branch < 2; branch++) {
                                node.withArrayProperty("anyOf").addObject().set(keyword, shape.get(word));
                            }
                        } else {
                            node.set(keyword, shape.get(word));
                        }
                    }
                });
        shape.path("format")
                .forEach(format -> node.withArrayProperty("anyOf").addObject().set("format", format));
        shape.path("relations").forEach(relation -> {
            var parts = relation.asText().split("#", 2);
            node.withArrayProperty("anyOf")
                    .addObject()
                    .putObject("relationshipRef")
                    .put("typeName", parts[0])
                    .put("propertyPath", parts[1]);
        });
        return node;
    }

    private static String pointer(JsonNode path) {
        return "/properties/" + path.asText();
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static JsonNode read(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
