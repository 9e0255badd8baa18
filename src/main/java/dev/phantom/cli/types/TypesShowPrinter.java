package dev.phantom.cli.types;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.drift.TypeCatalog;
import dev.phantom.drift.TypeFacts;
import dev.phantom.drift.fact.KeptFacts;
import dev.phantom.drift.schema.TypeSheet;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import java.util.ArrayList;
import java.util.List;

/// Renders what Phantom knows of a resource type, each fact with its source.
public final class TypesShowPrinter {

    private static final int WIDTH = 110;
    private static final int LABEL = 22;
    private static final int KIND = 20;
    private static final int LONG_LABEL = 80;
    private static final int NEAREST = 3;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private TypesShowPrinter() {}

    /// Lines for a terminal. The source is told once; `#` begins each fact's place in the schema.
    public static List<String> text(TypeFacts type, KeptFacts kept) {
        var sheet = TypeSheet.of(type);
        var provenance = type.provenance();
        var lines = new ArrayList<String>();
        lines.add(type.type());
        lines.add("source of every fact: %s, schemas of %s, %s; [#…] is the place in the schema"
                .formatted(provenance.source(), provenance.date(), provenance.region()));
        lines.add("");
        for (var fact : sheet.facts()) {
            var words = commas(fact.values());
            words.add("[#" + fact.pointer() + "]");
            wrap("  " + pad(fact.name(), LABEL), words, lines);
        }
        kept(type, kept, lines);
        for (var section : sheet.sections()) {
            lines.add("");
            lines.add("  " + section.name() + "  [#" + section.pointer() + "]");
            int name = section.lines().stream()
                            .mapToInt(line -> line.path().length())
                            .max()
                            .orElse(0)
                    + 2;
            for (var line : section.lines()) {
                var words = commas(line.notes());
                words.addFirst(line.kind() + (line.notes().isEmpty() ? "" : ";"));
                wrap("    " + pad(line.path(), name), words, lines);
            }
        }
        return lines;
    }

    private static void kept(TypeFacts type, KeptFacts kept, List<String> lines) {
        if (kept.facts().isEmpty()) {
            return;
        }
        var said = KeptLine.all(type, kept);
        lines.add("");
        lines.add("  Maintained by hand, because the schema does not cover it; %d of %d are heuristic"
                .formatted(said.stream().filter(KeptLine::isHeuristic).count(), said.size()));
        for (var line : said) {
            var words = List.of((line.path() + " " + line.says() + " [" + line.source() + "]")
                    .strip()
                    .split(" +"));
            wrap("    " + pad(line.kind(), KIND), words, lines);
        }
    }

    /// The same as JSON.
    public static JsonNode json(TypeFacts type, KeptFacts kept) {
        var sheet = TypeSheet.of(type);
        var json = JSON.objectNode()
                .put("type", type.type())
                .put("source", type.provenance().source())
                .put("date", type.provenance().date().toString())
                .put("region", type.provenance().region());
        var facts = json.putArray("facts");
        for (var fact : sheet.facts()) {
            texts(facts.addObject().put("fact", fact.name()).putArray("values"), fact.values());
            ((ObjectNode) facts.get(facts.size() - 1)).put("source", type.source(fact.pointer()));
        }
        var byHand = json.putArray("kept");
        for (var line : KeptLine.all(type, kept)) {
            byHand.addObject()
                    .put("kind", line.kind())
                    .put("path", line.path())
                    .put("says", line.says())
                    .put("basis", line.isHeuristic() ? "heuristic" : "source")
                    .put("source", line.source());
        }
        var sections = json.putArray("sections");
        for (var section : sheet.sections()) {
            var object = sections.addObject().put("name", section.name()).put("source", type.source(section.pointer()));
            var lines = object.putArray("properties");
            for (var line : section.lines()) {
                texts(
                        lines.addObject()
                                .put("path", line.path())
                                .put("kind", line.kind())
                                .putArray("notes"),
                        line.notes());
            }
        }
        return json;
    }

    /// For a type that the table does not have: that, what may have been meant, and what follows from it.
    public static Diagnostic unknown(String type, TypeCatalog catalog) {
        var near = nearest(type, catalog);
        var meant =
                near.isEmpty() ? "no type has a similar name; " : "did you mean " + String.join(" or ", near) + "? ";
        return new Diagnostic(
                Code.AWS_NO_TYPE,
                "'%s' is not among the %d types of %s (%s)"
                        .formatted(type, catalog.types().size(), catalog.source(), catalog.date()),
                meant + "--refresh queries AWS; until then such a resource is compared without type facts",
                "");
    }

    /// Known type names that may have been meant, nearest first.
    static List<String> nearest(String type, TypeCatalog catalog) {
        return NearestTypes.of(type, catalog.types(), NEAREST);
    }

    private static List<String> commas(List<String> values) {
        var words = new ArrayList<String>();
        for (var value : values) {
            words.add(shorten(value) + (words.size() < values.size() - 1 ? "," : ""));
        }
        return words;
    }

    private static String shorten(String value) {
        return value.length() <= WIDTH ? value : value.substring(0, WIDTH - LABEL) + "… (complete in --output json)";
    }

    private static void texts(ArrayNode array, List<String> values) {
        values.forEach(array::add);
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }

    /// Words after a label, wrapped below its end.
    private static void wrap(String label, List<String> words, List<String> lines) {
        var line = new StringBuilder(label);
        var indent = " ".repeat(label.length() <= LONG_LABEL ? label.length() : LABEL);
        boolean fresh = true;
        for (var word : words) {
            if (!fresh && line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString().stripTrailing());
                line = new StringBuilder(indent);
                fresh = true;
            }
            line.append(fresh ? "" : " ").append(word);
            fresh = false;
        }
        lines.add(line.toString().stripTrailing());
    }
}
