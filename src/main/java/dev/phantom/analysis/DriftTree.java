package dev.phantom.analysis;

import dev.phantom.drift.Change;
import dev.phantom.drift.Circumstances;
import dev.phantom.drift.Drift;
import dev.phantom.drift.Occurred;
import dev.phantom.drift.Tier;
import dev.phantom.drift.Witness;
import dev.phantom.iac.Origin;
import dev.phantom.stack.Write;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import java.util.Collection;
import java.util.EnumSet;
import java.util.stream.Collectors;

/// A drift in a case file.
final class DriftTree {
    private DriftTree() {}

    static MapValue write(Drift drift) {
        return new JsonFields()
                .text("driftId", drift.driftId())
                .text("contentHash", drift.contentHash())
                .text("logicalId", drift.logicalId())
                .text("physicalId", drift.physicalId())
                .text("type", drift.type())
                .text("status", drift.status().name())
                .list("changes", drift.changes(), DriftTree::change)
                .put("expected", drift.expected())
                .put("actual", drift.actual())
                .build();
    }

    static Drift read(StrictJson tree) {
        return new Drift(
                tree.text("driftId"),
                tree.text("contentHash"),
                tree.text("logicalId"),
                tree.text("physicalId"),
                tree.text("type"),
                tree.word("status", Drift.Status.class),
                tree.list("changes", DriftTree::change),
                tree.map("expected"),
                tree.map("actual"));
    }

    private static MapValue change(Change change) {
        var fields = new JsonFields().text("path", change.path()).text("kind", change.kind());
        switch (change) {
            case Change.Add add -> fields.put("actual", add.actual());
            case Change.Remove remove -> fields.put("expected", remove.expected());
            case Change.NotEqual n ->
                fields.text("actualPath", n.actualPath())
                        .put("expected", n.expected())
                        .put("actual", n.actual())
                        .list("inner", n.inner(), DriftTree::change);
        }
        return circumstances(fields, change.circumstances()).build();
    }

    private static Change change(StrictJson tree) {
        var path = tree.path("path");
        var circumstances = circumstances(tree);
        return switch (tree.text("kind")) {
            case "ADD" -> new Change.Add(path, tree.value("actual"), circumstances);
            case "REMOVE" -> new Change.Remove(path, tree.value("expected"), circumstances);
            case "NOT_EQUAL" ->
                new Change.NotEqual(
                        path,
                        tree.path("actualPath"),
                        tree.value("expected"),
                        tree.value("actual"),
                        tree.list("inner", DriftTree::change),
                        circumstances);
            default -> throw new IllegalArgumentException("no such kind of change: " + tree.text("kind"));
        };
    }

    private static JsonFields circumstances(JsonFields fields, Circumstances c) {
        return fields.text("tier", JsonFields.word(c.tier()))
                .flag("confirmed", c.confirmed())
                .flag("protection", c.protection())
                .put("origin", origin(c.origin()))
                .put("occurred", occurred(c.occurred()))
                .texts("witnesses", words(c.witnesses()));
    }

    private static Circumstances circumstances(StrictJson tree) {
        var witnesses = EnumSet.noneOf(Witness.class);
        tree.texts("witnesses").forEach(w -> witnesses.add(StrictJson.named(w, Witness.class)));
        return new Circumstances(
                tree.word("tier", Tier.class),
                tree.flag("confirmed"),
                tree.flag("protection"),
                origin(tree.tree("origin")),
                occurred(tree.tree("occurred")),
                witnesses);
    }

    private static Collection<String> words(Collection<Witness> witnesses) {
        return witnesses.stream().sorted().map(JsonFields::word).collect(Collectors.toList());
    }

    private static Value origin(Origin o) {
        return new JsonFields()
                .text("kind", JsonFields.word(o.kind()))
                .text("name", o.name())
                .text("file", o.file())
                .text("document", o.document())
                .number("line", o.line())
                .number("column", o.column())
                .build();
    }

    private static Origin origin(StrictJson tree) {
        return new Origin(
                tree.word("kind", Origin.Kind.class),
                tree.text("name"),
                tree.text("file"),
                PropertyPath.parse(tree.text("document")),
                tree.integer("line"),
                tree.integer("column"));
    }

    private static Value occurred(Occurred o) {
        return new JsonFields()
                .text("at", o.at())
                .text("from", o.from())
                .text("precision", JsonFields.word(o.precision()))
                .text("actor", o.actor())
                .text("via", JsonFields.word(o.via()))
                .text("eventId", o.eventId())
                .text("session", o.session())
                .build();
    }

    private static Occurred occurred(StrictJson tree) {
        return new Occurred(
                tree.instant("at"),
                tree.instant("from"),
                tree.word("precision", Occurred.Precision.class),
                tree.text("actor"),
                tree.word("via", Write.Via.class),
                tree.text("eventId"),
                tree.text("session"));
    }
}
