package dev.phantom.cli.types;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.phantom.assembly.AskedType;
import dev.phantom.drift.TypeFacts;
import dev.phantom.drift.schema.TypeChanges;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A type that AWS was asked about, beside the table's row of it, printed.
public record Refreshed(AskedType asked) {

    private List<String> changes() {
        return row().map(before -> TypeChanges.between(before, asked.facts())).orElse(List.of());
    }

    /// The table's; empty if it has none.
    private Optional<TypeFacts> row() {
        return asked.table().find(asked.facts().type());
    }

    public List<String> text() {
        var lines = new ArrayList<String>();
        var provenance = asked.facts().provenance();
        lines.add(asked.facts().type());
        lines.add("source: %s, queried on %s in %s"
                .formatted(provenance.source(), provenance.date(), provenance.region()));
        var compared = "%s, schemas of %s"
                .formatted(asked.table().source(), asked.table().date());
        if (row().isEmpty()) {
            lines.add("the type table (%s) lacks this type".formatted(compared));
        } else if (changes().isEmpty()) {
            lines.add("no fact differs from the type table (%s)".formatted(compared));
        } else {
            lines.add("%d facts differ from the type table (%s):"
                    .formatted(changes().size(), compared));
            changes().forEach(change -> lines.add("  " + change));
        }
        lines.add(asked.file()
                .map(path -> "cached in " + path
                        + "; every comparison there uses it from now on; delete the file to undo this")
                .orElse("not cached: neither XDG_CACHE_HOME nor HOME is set"));
        return lines;
    }

    public JsonNode json() {
        var provenance = asked.facts().provenance();
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("type", asked.facts().type())
                .put("source", provenance.source())
                .put("date", provenance.date().toString())
                .put("region", provenance.region())
                .put("inTable", row().isPresent())
                .put("file", asked.file().map(Path::toString).orElse(null));
        json.putObject("table")
                .put("source", asked.table().source())
                .put("date", asked.table().date().toString());
        var all = json.putArray("changes");
        changes().forEach(all::add);
        return json;
    }
}
