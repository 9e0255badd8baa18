package dev.phantom.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.drift.Change;
import dev.phantom.drift.Occurred;
import dev.phantom.iac.Origin;
import dev.phantom.value.Value;
import java.util.function.Function;

/// One change of `phantom.report/v1`.
final class ChangeJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Function<Value, JsonNode> values;

    ChangeJson(Function<Value, JsonNode> values) {
        this.values = values;
    }

    /// @param construct names the origin of what nothing in the template says; empty for none
    ObjectNode change(Change change, String construct) {
        var about = change.circumstances();
        var node = JSON.objectNode()
                .put("path", change.path().toString())
                .put("kind", change.kind())
                .put("tier", ReportJson.lower(about.tier()))
                .put("confirmed", about.confirmed());
        if (change instanceof Change.NotEqual n && !n.actualPath().equals(n.path())) {
            node.put("actualPath", n.actualPath().toString());
        }
        change.expectedValue().ifPresent(v -> node.set("expected", values.apply(v)));
        change.actualValue().ifPresent(v -> node.set("actual", values.apply(v)));
        if (change instanceof Change.NotEqual n && !n.inner().isEmpty()) {
            ReportJson.each(node.putArray("inner"), n.inner(), this::inner);
        }
        node.set("origin", origin(about.origin(), construct));
        node.set("occurred", occurred(about.occurred()));
        var witnesses = node.putArray("witnesses");
        about.witnesses().stream().sorted().forEach(w -> witnesses.add(ReportJson.lower(w)));
        return node;
    }

    private ObjectNode inner(Change change) {
        var node = JSON.objectNode().put("path", change.path().toString()).put("kind", change.kind());
        change.expectedValue().ifPresent(v -> node.set("expected", values.apply(v)));
        change.actualValue().ifPresent(v -> node.set("actual", values.apply(v)));
        return node;
    }

    private static ObjectNode origin(Origin origin, String construct) {
        var node = JSON.objectNode()
                .put("kind", ReportJson.lower(origin.kind()))
                .put("name", ReportJson.text(origin.name().isEmpty() ? construct : origin.name()))
                .put("file", ReportJson.text(origin.file()));
        return origin.line() == 0
                ? node.putNull("line").putNull("column")
                : node.put("line", origin.line()).put("column", origin.column());
    }

    private static ObjectNode occurred(Occurred occurred) {
        var node = JSON.objectNode()
                .put("at", occurred.at() == null ? null : occurred.at().toString());
        if (occurred.from() != null) {
            node.put("from", occurred.from().toString());
        }
        return node.put("precision", ReportJson.lower(occurred.precision()))
                .put("actor", ReportJson.text(occurred.actor()))
                .put("via", ReportJson.lower(occurred.via()))
                .put("eventId", ReportJson.text(occurred.eventId()));
    }
}
