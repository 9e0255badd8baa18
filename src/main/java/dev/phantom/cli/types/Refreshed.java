package dev.phantom.cli.types;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.phantom.drift.TypeCatalog;
import dev.phantom.drift.TypeFacts;
import dev.phantom.drift.schema.TypeChanges;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A type that AWS was asked about, beside the table's row of it.
///
/// @param row  the table's; empty if it has none
/// @param file where the answer is kept; empty if nowhere
public record Refreshed(TypeFacts present, Optional<TypeFacts> row, TypeCatalog table, Optional<Path> file) {

    private List<String> changes() {
        return row.map(before -> TypeChanges.between(before, present)).orElse(List.of());
    }

    public List<String> text() {
        var lines = new ArrayList<String>();
        var provenance = present.provenance();
        lines.add(present.type());
        lines.add(
                "source: %s, queried on %s in %s".formatted(provenance.source(), provenance.date(), provenance.region()));
        var compared = "%s, schemas of %s".formatted(table.source(), table.date());
        if (row.isEmpty()) {
            lines.add("the type table (%s) lacks this type".formatted(compared));
        } else if (changes().isEmpty()) {
            lines.add("no fact differs from the type table (%s)".formatted(compared));
        } else {
            lines.add(
                    "%d facts differ from the type table (%s):".formatted(changes().size(), compared));
            changes().forEach(change -> lines.add("  " + change));
        }
        lines.add(file.map(path ->
                        "cached in " + path + "; every comparison there uses it from now on; delete the file to undo this")
                .orElse("not cached: neither XDG_CACHE_HOME nor HOME is set"));
        return lines;
    }

    public JsonNode json() {
        var provenance = present.provenance();
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("type", present.type())
                .put("source", provenance.source())
                .put("date", provenance.date().toString())
                .put("region", provenance.region())
                .put("inTable", row.isPresent())
                .put("file", file.map(Path::toString).orElse(null));
        json.putObject("table")
                .put("source", table.source())
                .put("date", table.date().toString());
        var all = json.putArray("changes");
        changes().forEach(all::add);
        return json;
    }
}
