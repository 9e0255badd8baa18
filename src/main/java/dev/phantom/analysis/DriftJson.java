package dev.phantom.analysis;

import dev.phantom.drift.Change;
import dev.phantom.drift.Circumstances;
import dev.phantom.drift.Drift;
import dev.phantom.drift.Occurred;
import dev.phantom.drift.Tier;
import dev.phantom.drift.Witness;
import dev.phantom.iac.Origin;
import dev.phantom.stack.FieldReader;
import dev.phantom.stack.Write;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import java.util.Collection;
import java.util.EnumSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A drift: in a case whole, so that it can be read again; in a report without what says nothing.
public final class DriftJson {
    private DriftJson() {}

    static <N> N forCase(JsonForm<N> form, Drift drift) {
        return form.fields()
                .text("driftId", drift.driftId())
                .text("contentHash", drift.contentHash())
                .text("logicalId", drift.logicalId())
                .text("physicalId", drift.physicalId())
                .text("type", drift.type())
                .text("status", drift.status().name())
                .list("changes", drift.changes(), c -> whole(form, c))
                .value("expected", drift.expected())
                .value("actual", drift.actual())
                .build();
    }

    /// Whole, as a tree of values.
    public static Value tree(Drift drift) {
        return forCase(ValueForm.VALUES, drift);
    }

    /// What a report says of the drift itself.
    ///
    /// @param awsType   the AWS type of a Terraform drift; empty for none
    /// @param construct names the origin of what nothing in the template says; empty for none
    public static <N> JsonFields<N> forReport(JsonForm<N> form, Drift drift, String awsType, String construct) {
        var fields = form.fields()
                .text("driftId", drift.driftId())
                .text("contentHash", drift.contentHash())
                .text("logicalId", drift.logicalId())
                .textOrNull("physicalId", drift.physicalId())
                .text("type", drift.type());
        if (!awsType.isEmpty()) {
            fields.text("awsType", awsType);
        }
        return fields.text("status", drift.status().name())
                .list("changes", drift.changes(), c -> shown(form, c, construct));
    }

    private static <N> N shown(JsonForm<N> form, Change change, String construct) {
        var about = change.circumstances();
        var fields =
                head(form, change).text("tier", JsonFields.word(about.tier())).flag("confirmed", about.confirmed());
        if (change instanceof Change.NotEqual n && !n.actualPath().equals(n.path())) {
            fields.text("actualPath", n.actualPath());
        }
        sides(fields, change);
        if (change instanceof Change.NotEqual n && !n.inner().isEmpty()) {
            fields.list("inner", n.inner(), i -> sides(head(form, i), i).build());
        }
        return fields.put("origin", shown(form, about.origin(), construct))
                .put("occurred", shown(form, about.occurred()))
                .texts("witnesses", words(about.witnesses()))
                .build();
    }

    private static <N> JsonFields<N> head(JsonForm<N> form, Change change) {
        return form.fields().text("path", change.path()).text("kind", change.kind());
    }

    private static <N> JsonFields<N> sides(JsonFields<N> fields, Change change) {
        change.expectedValue().ifPresent(v -> fields.value("expected", v));
        change.actualValue().ifPresent(v -> fields.value("actual", v));
        return fields;
    }

    private static <N> N shown(JsonForm<N> form, Origin o, String construct) {
        var placed = o.line() != 0;
        return form.fields()
                .text("kind", JsonFields.word(o.kind()))
                .textOrNull("name", o.name().isEmpty() ? construct : o.name())
                .textOrNull("file", o.file())
                .number("line", placed ? o.line() : null)
                .number("column", placed ? o.column() : null)
                .build();
    }

    private static <N> N shown(JsonForm<N> form, Occurred o) {
        var fields = form.fields().text("at", o.at());
        if (o.from() != null) {
            fields.text("from", o.from());
        }
        return fields.text("precision", JsonFields.word(o.precision()))
                .textOrNull("actor", o.actor())
                .text("via", JsonFields.word(o.via()))
                .textOrNull("eventId", o.eventId())
                .build();
    }

    private static <N> N whole(JsonForm<N> form, Change change) {
        var fields = head(form, change);
        if (change instanceof Change.NotEqual n) {
            fields.text("actualPath", n.actualPath());
        }
        sides(fields, change);
        if (change instanceof Change.NotEqual n) {
            fields.list("inner", n.inner(), i -> whole(form, i));
        }
        var c = change.circumstances();
        return fields.text("tier", JsonFields.word(c.tier()))
                .flag("confirmed", c.confirmed())
                .flag("protection", c.protection())
                .put("origin", whole(form, c.origin()))
                .put("occurred", whole(form, c.occurred()))
                .texts("witnesses", words(c.witnesses()))
                .build();
    }

    private static Collection<String> words(Collection<Witness> witnesses) {
        return witnesses.stream().sorted().map(JsonFields::word).collect(Collectors.toList());
    }

    private static <N> N whole(JsonForm<N> form, Origin o) {
        return form.fields()
                .text("kind", JsonFields.word(o.kind()))
                .text("name", o.name())
                .text("file", o.file())
                .text("document", o.document())
                .number("line", o.line())
                .number("column", o.column())
                .build();
    }

    private static <N> N whole(JsonForm<N> form, Occurred o) {
        return form.fields()
                .text("at", o.at())
                .text("from", o.from())
                .text("precision", JsonFields.word(o.precision()))
                .text("actor", o.actor())
                .text("via", JsonFields.word(o.via()))
                .text("eventId", o.eventId())
                .text("session", o.session())
                .build();
    }

    /// Of [#tree].
    public static Drift read(FieldReader tree) {
        return new Drift(
                tree.text("driftId"),
                tree.text("contentHash"),
                tree.text("logicalId"),
                tree.text("physicalId"),
                tree.text("type"),
                tree.word("status", Drift.Status.class),
                tree.list("changes", DriftJson::change),
                tree.object("expected").map(),
                tree.object("actual").map());
    }

    /// A drift as a report has it: without the models of its two sides, and without what says nothing.
    public static Drift readReport(FieldReader tree) {
        return new Drift(
                tree.text("driftId"),
                tree.text("contentHash"),
                tree.text("logicalId"),
                tree.textOrEmpty("physicalId"),
                tree.text("type"),
                tree.word("status", Drift.Status.class),
                tree.list("changes", DriftJson::shownChange),
                MapValue.EMPTY,
                MapValue.EMPTY);
    }

    private static Change change(FieldReader tree) {
        return change(tree, circumstances(tree), DriftJson::change);
    }

    /// What is inside a string is of the circumstances of the whole.
    private static Change shownChange(FieldReader tree) {
        var about = shownCircumstances(tree);
        return change(tree, about, inner -> change(inner, about, DriftJson::shownChange));
    }

    private static Change change(
            FieldReader tree, Circumstances circumstances, Function<FieldReader, Change> innerChange) {
        var path = tree.path("path");
        return switch (tree.text("kind")) {
            case "ADD" -> new Change.Add(path, tree.value("actual"), circumstances);
            case "REMOVE" -> new Change.Remove(path, tree.value("expected"), circumstances);
            case "NOT_EQUAL" ->
                new Change.NotEqual(
                        path,
                        tree.has("actualPath") ? tree.path("actualPath") : path,
                        tree.value("expected"),
                        tree.value("actual"),
                        tree.objects("inner").stream().map(innerChange).toList(),
                        circumstances);
            default -> throw tree.wrong("'kind' has an unknown value: " + tree.text("kind"));
        };
    }

    /// What a report does not say of a change: whether it is a protection, the session and the document.
    private static Circumstances shownCircumstances(FieldReader tree) {
        var witnesses = EnumSet.noneOf(Witness.class);
        witnesses.addAll(tree.words("witnesses", Witness.class));
        var origin = tree.object("origin");
        var occurred = tree.object("occurred");
        return new Circumstances(
                tree.word("tier", Tier.class),
                tree.flag("confirmed"),
                false,
                new Origin(
                        origin.word("kind", Origin.Kind.class),
                        origin.textOrEmpty("name"),
                        origin.textOrEmpty("file"),
                        PropertyPath.ROOT,
                        origin.has("line") ? origin.integer("line") : 0,
                        origin.has("column") ? origin.integer("column") : 0),
                new Occurred(
                        occurred.instant("at"),
                        occurred.instant("from"),
                        occurred.word("precision", Occurred.Precision.class),
                        occurred.textOrEmpty("actor"),
                        occurred.word("via", Write.Via.class),
                        occurred.textOrEmpty("eventId"),
                        ""),
                witnesses);
    }

    private static Circumstances circumstances(FieldReader tree) {
        var witnesses = EnumSet.noneOf(Witness.class);
        witnesses.addAll(tree.words("witnesses", Witness.class));
        return new Circumstances(
                tree.word("tier", Tier.class),
                tree.flag("confirmed"),
                tree.flag("protection"),
                origin(tree.object("origin")),
                occurred(tree.object("occurred")),
                witnesses);
    }

    private static Origin origin(FieldReader tree) {
        return new Origin(
                tree.word("kind", Origin.Kind.class),
                tree.text("name"),
                tree.text("file"),
                PropertyPath.parse(tree.text("document")),
                tree.integer("line"),
                tree.integer("column"));
    }

    private static Occurred occurred(FieldReader tree) {
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
