package dev.phantom.patch;

import dev.phantom.drift.Change;
import dev.phantom.drift.Drift;
import dev.phantom.state.StackId;
import dev.phantom.template.JsonRendering;
import dev.phantom.template.Value;
import dev.phantom.template.Value.ListValue;
import dev.phantom.template.Value.MapValue;
import dev.phantom.template.Value.Scalar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The order to bring a drift back, as a file: `.phantom/reconcile/<stack>/<driftId>.yaml`. YAML whose values are JSON;
/// it holds ids, hashes, paths and values, no secret and no text from logs, tags or people.
///
/// @param path in the repository
public record ReconcileRecord(String path, String text) {

    static ReconcileRecord of(StackId stack, String commit, Drift drift) {
        var lines = new StringBuilder("# Made by Phantom. Merging it orders this drift to be reverted; "
                + "a person applies it.\nversion: 1\n");
        line(lines, "", "account", stack.account());
        line(lines, "", "region", stack.region());
        line(lines, "", "stack", stack.name());
        line(lines, "", "baseCommit", commit);
        line(lines, "", "driftId", drift.driftId());
        line(lines, "", "contentHash", drift.contentHash());
        line(lines, "", "logicalId", drift.logicalId());
        line(lines, "", "physicalId", drift.physicalId());
        line(lines, "", "type", drift.type());
        line(lines, "", "status", drift.status().name());
        lines.append(drift.changes().isEmpty() ? "changes: []\n" : "changes:\n");
        for (Change change : drift.changes()) {
            line(lines, "  - ", "path", change.path().toString());
            line(lines, "    ", "kind", change.kind());
            line(lines, "    ", "tier", change.circumstances().tier().name().toLowerCase(java.util.Locale.ROOT));
            change.expectedValue().ifPresent(v -> json(lines, "expected", v));
            change.actualValue().ifPresent(v -> json(lines, "actual", v));
        }
        return new ReconcileRecord(
                ".phantom/reconcile/" + safe(stack.name()) + "/" + safe(drift.driftId()) + ".yaml", lines.toString());
    }

    private static void line(StringBuilder lines, String indent, String key, String value) {
        lines.append(indent)
                .append(key)
                .append(": ")
                .append(JsonRendering.quoted(value))
                .append('\n');
    }

    private static void json(StringBuilder lines, String key, Value value) {
        lines.append("    ")
                .append(key)
                .append(": ")
                .append(JsonRendering.of(shown(value)).orElse("null"))
                .append('\n');
    }

    /// Secrets and what is not known are marked as the contract marks them, without a tag: no oracle in a repository.
    private static Value shown(Value value) {
        return switch (value) {
            case Scalar s -> s;
            case ListValue(List<Value> items) ->
                new ListValue(items.stream().map(ReconcileRecord::shown).toList());
            case MapValue(Map<String, Value> entries) -> {
                Map<String, Value> all = new LinkedHashMap<>();
                entries.forEach((k, v) -> all.put(k, shown(v)));
                yield new MapValue(all);
            }
            case Value.Reference r -> shown(r.known());
            case Value.Sensitive s -> marked("$sensitive", "");
            case Value.Unknown u -> marked(u.secret() ? "$sensitive" : "$unknown", "");
            case Value.Intrinsic i -> marked("$unknown", "");
        };
    }

    private static Value marked(String key, String text) {
        return new MapValue(Map.of(key, Value.string(text)));
    }

    /// One path segment: nothing that climbs or hides.
    private static String safe(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9_-]", "-");
        return plain.isEmpty() ? "unnamed" : plain;
    }
}
