package dev.phantom.drift.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.drift.TypeCatalog;
import dev.phantom.value.PropertyPath;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Whoever registers a type writes its schema, and whoever writes the cache folder its rows.
class HostileSchemaTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> ODD = List.of(
            "null",
            "1",
            "-1.5",
            "true",
            "\"\"",
            "\"x\"",
            "\"#/definitions/\"",
            "\"#/definitions/E/x\"",
            "\"#\"",
            "\"#E\"",
            "\"#Nobody\"",
            "[]",
            "[1]",
            "[[]]",
            "{}",
            "{\"a\": 1}",
            "{\"$ref\": \"#/definitions/E\"}");
    private static final String SCHEMA = """
            {"typeName": "My::Made::Thing", "primaryIdentifier": ["/properties/Id"],
             "additionalIdentifiers": [["/properties/Name"]], "readOnlyProperties": ["/properties/Id"],
             "writeOnlyProperties": ["/properties/A/*/B"], "propertyTransform": {"/properties/A/*/B": "$lowercase(B)"},
             "tagging": {"taggable": true, "tagProperty": "/properties/Labels", "tagUpdatable": false},
             "replacementStrategy": "delete_then_create", "lifecycle": {"deletion": "x"},
             "handlers": {"create": {"permissions": ["made:CreateThing"]}}, "required": ["Name"],
             "properties": {"Id": {"type": "string"}, "Name": {"type": "string", "enum": ["a"], "default": "a"},
                            "A": {"type": "array", "insertionOrder": false, "items": {"$ref": "#/definitions/E"}},
                            "Labels": {"type": "object", "patternProperties": {"(a+)+$": {"type": "string"}}}},
             "definitions": {"E": {"type": "object", "anyOf": [{"required": ["B"]}],
                                   "properties": {"B": {"type": ["integer", "string"], "format": "x"}}}}}""";

    @Test
    void aSchemaOfAnyShapeIsFoldedOrRefused() throws IOException {
        for (var text : oddOnes(SCHEMA)) {
            try {
                used(SchemaRow.of(text, "eu-west-1").lines(), text);
            } catch (SchemaFault refused) {
                assertThat(refused.getMessage()).isNotBlank();
            } catch (IOException | RuntimeException | StackOverflowError e) {
                throw new AssertionError(text, e);
            }
        }
    }

    @Test
    void aKeptRowOfAnyShapeIsReadOrRefused() throws IOException {
        var rows = SchemaRow.of(SCHEMA, "eu-west-1").lines().lines().toList();
        for (int i = 0; i < rows.size(); i++) {
            for (var odd : oddOnes(rows.get(i))) {
                var lines = new ArrayList<>(rows);
                lines.set(i, odd);
                try {
                    used(String.join("\n", lines) + "\n", odd);
                } catch (IOException refused) {
                    assertThat(refused.getMessage()).isNotBlank();
                } catch (RuntimeException | StackOverflowError e) {
                    throw new AssertionError(String.join("\n", lines), e);
                }
            }
        }
    }

    private static void used(String lines, String from) throws IOException {
        var facts = TypeCatalog.facts(lines, "DescribeType", LocalDate.EPOCH);
        for (var path : List.of("", "/Id", "/Name", "/A", "/A/0", "/A/0/B", "/Labels/x")) {
            var at = PropertyPath.parse(path);
            assertThat(facts.at(at).properties()).as(from).isNotNull();
            assertThat(facts.choicesAt(at)).as(from).isNotNull();
            facts.isReadOnly(at);
        }
    }

    /// The document with each of its parts, one at a time, replaced by each odd one.
    private static List<String> oddOnes(String text) throws IOException {
        var all = new ArrayList<String>();
        for (var odd : ODD) {
            var root = JSON.readTree(text);
            all.add(odd);
            replace(root, root, JSON.readTree(odd), all);
        }
        return all;
    }

    private static void replace(JsonNode root, JsonNode at, JsonNode odd, List<String> all) {
        if (at instanceof ObjectNode map) {
            for (var field : List.copyOf(map.properties())) {
                var was = field.getValue();
                map.set(field.getKey(), odd);
                all.add(root.toString());
                map.set(field.getKey(), was);
                replace(root, was, odd, all);
            }
        } else if (at instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                var was = list.get(i);
                list.set(i, odd);
                all.add(root.toString());
                list.set(i, was);
                replace(root, was, odd, all);
            }
        }
    }
}
