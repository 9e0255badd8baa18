package dev.phantom.drift.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.drift.TypeCatalog;
import dev.phantom.template.PropertyPath;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The hand-kept tables against the schema table: each place exists, each line says where it is from.
class TypeNotesTest {

    private static final List<Map<String, String>> ROWS = Stream.of(
                    FactsYaml.rows("protections.yaml", "protections"),
                    FactsYaml.rows("managed.yaml", "managed"),
                    FactsYaml.rows("notes.yaml", "notes"))
            .flatMap(List::stream)
            .toList();

    @Test
    void everyPlaceIsInTheSchema() {
        for (var row : ROWS) {
            var type = row.getOrDefault("type", "");
            if (!type.endsWith("*")) {
                var facts = TypeCatalog.embedded().find(type);
                assertThat(facts).as(type).isPresent();
                assertThat(facts.orElseThrow().at(PropertyPath.parse(row.getOrDefault("path", ""))).isKnown())
                        .as(type + " " + row.get("path"))
                        .isTrue();
            }
        }
    }

    @Test
    void everyLineSaysWhereItIsFrom() {
        for (var row : ROWS) {
            var source = row.getOrDefault("source", "");
            assertThat(source.startsWith("https://") || source.contains("#/") || row.getOrDefault("basis", "").equals("heuristic"))
                    .as(row.toString())
                    .isTrue();
        }
    }

    @Test
    void everySchemaPointerPointsAtSomething() {
        for (var row : ROWS) {
            var source = row.getOrDefault("source", "").split("#/properties/", 2);
            if (source.length == 2) {
                var place = PropertyPath.parse("/" + source[1].split("/")[0]);
                assertThat(TypeCatalog.embedded().find(source[0]).map(facts -> facts.at(place).isKnown()))
                        .as(row.toString())
                        .contains(true);
            }
        }
    }

    @Test
    void noHeuristicIsAboutAProtection() {
        var protections = Protections.embedded();
        for (var row : FactsYaml.rows("notes.yaml", "notes")) {
            assertThat(protections.of(row.getOrDefault("type", "")).test(PropertyPath.parse(row.getOrDefault("path", ""))))
                    .as(row.toString())
                    .isFalse();
        }
    }
}
