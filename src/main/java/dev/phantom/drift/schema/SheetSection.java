package dev.phantom.drift.schema;

import dev.phantom.drift.TypeFacts;
import dev.phantom.drift.TypeNode;
import dev.phantom.drift.TypeNode.Kind;
import dev.phantom.drift.TypeNode.Order;
import dev.phantom.drift.TypeNode.Trait;
import dev.phantom.value.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;

/// The properties of one object of a schema. A definition is told once, however often it is used, so recursive ones
/// end.
///
/// @param name    `Properties` or the definition's name
/// @param pointer its place in the schema
public record SheetSection(String name, String pointer, List<Line> lines) {

    private static final int CHOICES_SHOWN = 8;

    /// @param path  below the section's object; `*` for list elements and map values
    /// @param kind  `list of Tag`
    /// @param notes what else the schema says, each a word or two
    public record Line(String path, String kind, List<String> notes) {
        public Line {
            notes = List.copyOf(notes);
        }
    }

    public SheetSection {
        lines = List.copyOf(lines);
    }

    static List<SheetSection> all(TypeFacts type) {
        var sections = new ArrayList<SheetSection>();
        var known = new LinkedHashSet<String>(List.of(""));
        var open = new ArrayDeque<>(known);
        while (!open.isEmpty()) {
            var name = open.poll();
            var used = new LinkedHashSet<String>();
            var node = type.definition(name);
            var lines = new ArrayList<Line>();
            if (node.properties().isEmpty()) {
                lines.add(new Line("", kind(node), notes(node, node, "")));
                elements(node, "", lines, used);
            } else {
                properties(node, "", lines, used);
            }
            sections.add(
                    name.isEmpty()
                            ? new SheetSection("Properties", "/properties", lines)
                            : new SheetSection(name, "/definitions/" + name, lines));
            used.stream().filter(known::add).forEach(open::add);
        }
        return sections;
    }

    private static void properties(TypeNode object, String prefix, List<Line> lines, LinkedHashSet<String> used) {
        for (var property : object.properties()) {
            var node = object.child(property);
            lines.add(new Line(prefix + property, kind(node), notes(object, node, property)));
            if (!node.definition().isEmpty()) {
                used.add(node.definition());
            } else {
                properties(node, prefix + property + "/", lines, used);
                elements(node, prefix + property + "/", lines, used);
            }
        }
    }

    private static void elements(TypeNode node, String prefix, List<Line> lines, LinkedHashSet<String> used) {
        if (!node.hasItems()) {
            return;
        }
        var items = node.items();
        if (!items.definition().isEmpty()) {
            used.add(items.definition());
        } else {
            properties(items, prefix + "*/", lines, used);
            elements(items, prefix + "*/", lines, used);
        }
    }

    private static String kind(TypeNode node) {
        if (!node.definition().isEmpty() && !node.properties().isEmpty()) {
            return node.definition();
        }
        var items = node.hasItems() ? " of " + kind(node.items()) : "";
        return node.kinds().stream()
                .map(kind -> switch (kind) {
                    case ARRAY -> "list" + items;
                    case MAP -> "map" + items;
                    case STRING, INTEGER, NUMBER, BOOLEAN, OBJECT, ANY -> kind.word();
                })
                .collect(Collectors.joining(" or "));
    }

    private static List<String> notes(TypeNode object, TypeNode node, String property) {
        var notes = new ArrayList<String>();
        if (object.requires(property)) {
            notes.add("required");
        }
        Arrays.stream(Trait.values()).filter(node::has).map(Trait::word).forEach(notes::add);
        if (node.is(Kind.ARRAY)) {
            order(node.order(), notes);
        }
        if (node.uniqueItems()) {
            notes.add("unique");
        }
        node.defaultValue().ifPresent(value -> notes.add("default " + text(value)));
        if (!node.choices().isEmpty()) {
            notes.add("one of " + choices(node.choices()) + (node.ignoresCase() ? " in any case" : ""));
        }
        if (!node.formats().isEmpty()) {
            notes.add("format " + String.join(" or ", node.formats()));
        }
        if (!node.relations().isEmpty()) {
            notes.add("from " + String.join(" or ", node.relations()));
        }
        if (!object.alternatives(property).isEmpty()) {
            notes.add("not beside " + String.join(", ", object.alternatives(property)));
        }
        return notes;
    }

    private static void order(Order order, List<String> notes) {
        switch (order) {
            case ORDERED -> notes.add("ordered");
            case UNORDERED -> notes.add("unordered");
            case UNSPECIFIED -> {}
        }
    }

    private static String choices(List<String> choices) {
        var shown = choices.stream().limit(CHOICES_SHOWN).collect(Collectors.joining(" "));
        return choices.size() > CHOICES_SHOWN ? shown + " (and " + (choices.size() - CHOICES_SHOWN) + " more)" : shown;
    }

    private static String text(Value value) {
        return switch (value) {
            case Value.Scalar scalar -> scalar.isPlain() ? scalar.text() : "\"" + scalar.text() + "\"";
            case Value.ListValue list ->
                list.items().stream().map(SheetSection::text).collect(Collectors.joining(", ", "[", "]"));
            case Value.MapValue map ->
                map.entries().entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + text(entry.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            case Value.Reference reference -> text(reference.known());
            case Value.Intrinsic intrinsic -> intrinsic.name();
            case Value.Unknown unknown -> unknown.reason();
            case Value.Sensitive sensitive -> "(sensitive)";
        };
    }
}
