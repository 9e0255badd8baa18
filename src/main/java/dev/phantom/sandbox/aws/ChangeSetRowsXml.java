package dev.phantom.sandbox.aws;

import dev.phantom.sandbox.aws.deploy.PlannedChange;
import dev.phantom.value.JsonRendering;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Rows of a change set in the words of the API.
final class ChangeSetRowsXml {

    private static final String LATER = "{{changeSet:KNOWN_AFTER_APPLY}}";
    private static final String HIDDEN = "****";

    private final Xml xml;
    private final boolean values;
    private final String moment;

    /// @param values `IncludePropertyValues`
    /// @param moment when drift was looked for
    ChangeSetRowsXml(Xml xml, boolean values, String moment) {
        this.xml = xml;
        this.values = values;
        this.moment = moment;
    }

    void row(PlannedChange row, @Nullable String physicalId) {
        xml.leaf("Type", "Resource")
                .element("ResourceChange", x -> new ChangeSetRowsXml(x, values, moment).resource(row, physicalId));
    }

    private void resource(PlannedChange row, @Nullable String physicalId) {
        xml.leaf("Action", row.action())
                .leaf("LogicalResourceId", row.logicalId())
                .leaf("PhysicalResourceId", physicalId)
                .leaf("ResourceType", row.type())
                .leaf("Replacement", row.replacement().isEmpty() ? null : row.replacement());
        var scope = new TreeSet<String>();
        row.cells().forEach(c -> scope.add(c.attribute()));
        xml.texts("Scope", scope);
        if (!row.driftStatus().isEmpty()) {
            xml.leaf("ResourceDriftStatus", row.driftStatus());
            xml.list(
                    "ResourceDriftIgnoredAttributes",
                    row.ignored().entrySet(),
                    (x, e) -> x.leaf("Path", path(e.getKey())).leaf("Reason", e.getValue()));
        }
        xml.list(
                "Details",
                row.cells(),
                (x, c) -> x.element("Target", t -> new ChangeSetRowsXml(t, values, moment).target(c))
                        .leaf("Evaluation", "Static")
                        .leaf("ChangeSource", c.edited() ? "DirectModification" : "NoModification"));
        if (values) {
            xml.leaf("BeforeContext", context(row.before()))
                    .leaf("AfterContext", context(row.after()))
                    .leaf("PreviousDeploymentContext", context(row.previous()));
        }
    }

    private void target(PlannedChange.Cell cell) {
        var property = cell.attribute().equals("Properties");
        xml.leaf("Attribute", cell.attribute())
                .leaf("Name", property ? cell.path().segments().getFirst() : null)
                .leaf("RequiresRecreation", cell.recreation())
                .leaf("Path", property ? path(cell.path()) : "/" + cell.attribute())
                .leaf("AttributeChangeType", cell.change());
        if (!values) {
            return;
        }
        xml.leaf("BeforeValue", text(cell.before(), cell.hidden()))
                .leaf("AfterValue", text(cell.after(), cell.hidden()));
        if (cell.actual()) {
            xml.leaf("BeforeValueFrom", "ACTUAL_STATE");
            xml.leaf("AfterValueFrom", cell.after().isPresent() ? "TEMPLATE" : null);
        }
        cell.drift()
                .ifPresent(d -> xml.element(
                        "Drift",
                        x -> x.leaf("PreviousValue", text(d.previous(), cell.hidden()))
                                .leaf("ActualValue", text(d.actual(), cell.hidden()))
                                .leaf("DriftDetectionTimestamp", moment)));
    }

    static String path(PropertyPath path) {
        return PropertyPath.of("Properties").append(path).toString();
    }

    private static @Nullable String context(Optional<Value> properties) {
        return properties.map(p -> text(new MapValue(Map.of("Properties", p)))).orElse(null);
    }

    private static @Nullable String text(Optional<Value> value, boolean hidden) {
        return value.map(v -> hidden ? HIDDEN : text(v)).orElse(null);
    }

    /// A scalar as it is, everything else as JSON.
    static String text(Value value) {
        var shown = shown(value);
        return shown instanceof Scalar s ? s.text() : JsonRendering.of(shown).orElse(LATER);
    }

    private static Value shown(Value value) {
        return switch (value.settled()) {
            case Scalar s -> s;
            case ListValue list ->
                new ListValue(list.items().stream().map(ChangeSetRowsXml::shown).toList());
            case MapValue map -> {
                var entries = new LinkedHashMap<String, Value>();
                map.entries().forEach((k, v) -> entries.put(k, shown(v)));
                yield new MapValue(entries);
            }
            case Value.Unknown u -> Value.string(u.secret() ? HIDDEN : LATER);
            case Value.Sensitive s -> Value.string(HIDDEN);
            case Value.Intrinsic i -> Value.string(LATER);
            case Value.Reference r -> Value.string(LATER);
        };
    }
}
