package dev.phantom.patch;

import dev.phantom.drift.Change;
import dev.phantom.drift.Drift;
import dev.phantom.drift.Pin;
import dev.phantom.drift.Tier;
import dev.phantom.drift.TypeCatalog;
import dev.phantom.drift.TypeFacts;
import dev.phantom.secret.SecretCollector;
import dev.phantom.secret.Secrets;
import dev.phantom.stack.StackId;
import dev.phantom.value.JsonRendering;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The order to bring a drift back, as a file: `.phantom/reconcile/<stack>/<driftId>.yaml`. YAML whose values are JSON;
/// it holds ids, hashes, paths and values, no secret and no text from logs, tags or people.
///
/// @param baseCommit the commit that said what is expected
/// @param status     `MODIFIED`, `DELETED`, `UNMANAGED`
public record ReconcileRecord(
        StackId stack,
        String baseCommit,
        String driftId,
        String contentHash,
        String logicalId,
        String physicalId,
        String type,
        String status,
        List<Entry> entries) {

    /// One change to undo.
    ///
    /// @param path       as [Change#path]
    /// @param actualPath where live has it; equal to `path` unless list indexes differ
    /// @param kind       `ADD`, `REMOVE`, `NOT_EQUAL`
    /// @param tier       `declared` or `undeclared`
    /// @param expected   what it shall be again; empty for an addition
    /// @param actual     what it is; empty for a removal
    public record Entry(
            PropertyPath path,
            PropertyPath actualPath,
            String kind,
            String tier,
            Optional<Value> expected,
            Optional<Value> actual) {

        static Entry of(Change change, Optional<TypeFacts> type) {
            var expected = Pin.of(change, type).or(change::expectedValue);
            return new Entry(
                    change.path(),
                    change instanceof Change.NotEqual n ? n.actualPath() : change.path(),
                    expected.isPresent() && change instanceof Change.Add ? "NOT_EQUAL" : change.kind(),
                    tier(change.circumstances().tier()),
                    expected.map(ReconcileRecord::shown),
                    change.actualValue().map(ReconcileRecord::shown));
        }

        public boolean undeclared() {
            return tier.equals(tier(Tier.UNDECLARED));
        }

        private static String tier(Tier tier) {
            return tier.name().toLowerCase(Locale.ROOT);
        }
    }

    /// A value that may not stand in a repository, by the contract's mark.
    static final String SENSITIVE = "$sensitive";

    /// The key of [#hash].
    public static final String HASH = "recordHash";

    /// A value that nobody knew.
    static final String UNKNOWN = "$unknown";

    public ReconcileRecord {
        entries = List.copyOf(entries);
    }

    /// @param catalog for what an undeclared property can be pinned to
    public static ReconcileRecord of(StackId stack, String commit, Drift drift, TypeCatalog catalog) {
        var type = catalog.find(drift.type());
        var secrets = new SecretCollector()
                .models(drift.expected(), drift.actual())
                .secrets()
                .alone();
        return new ReconcileRecord(
                stack,
                commit,
                drift.driftId(),
                drift.contentHash(),
                drift.logicalId(),
                drift.physicalId(),
                drift.type(),
                drift.status().name(),
                drift.shown(secrets).changes().stream()
                        .map(c -> Entry.of(c, type))
                        .toList());
    }

    /// Where it stands in the repository.
    public String path() {
        return path(stack, driftId);
    }

    public static String path(StackId stack, String driftId) {
        return ".phantom/reconcile/" + safe(stack.name()) + "/" + safe(driftId) + ".yaml";
    }

    /// Whether a text is a record of a drift with these contents, as Phantom wrote it.
    public static boolean isOf(String text, String driftId, String contentHash) {
        var lines = text.lines().toList();
        return lines.contains("driftId: " + JsonRendering.quoted(driftId))
                && lines.contains("contentHash: " + JsonRendering.quoted(contentHash))
                && lines.contains(HASH + ": " + JsonRendering.quoted(hash(text)));
    }

    public String text() {
        var lines = new StringBuilder("# Made by Phantom. Merging it approves the revert of this drift; "
                + "a person applies it with `phantom reconcile apply`.\nversion: 1\n");
        line(lines, "", "account", stack.account());
        line(lines, "", "region", stack.region());
        line(lines, "", "stack", stack.name());
        line(lines, "", "baseCommit", baseCommit);
        line(lines, "", "driftId", driftId);
        line(lines, "", "contentHash", contentHash);
        line(lines, "", "logicalId", logicalId);
        line(lines, "", "physicalId", physicalId);
        line(lines, "", "type", type);
        line(lines, "", "status", status);
        lines.append(entries.isEmpty() ? "changes: []\n" : "changes:\n");
        for (Entry entry : entries) {
            line(lines, "  - ", "path", entry.path().toString());
            if (!entry.actualPath().equals(entry.path())) {
                line(lines, "    ", "actualPath", entry.actualPath().toString());
            }
            line(lines, "    ", "kind", entry.kind());
            line(lines, "    ", "tier", entry.tier());
            entry.expected().ifPresent(v -> json(lines, "expected", v));
            entry.actual().ifPresent(v -> json(lines, "actual", v));
        }
        line(lines, "", HASH, hash(lines.toString()));
        return lines.toString();
    }

    /// Of all lines of a record but the one that names it; line ends, which git may change on checkout, do not count.
    public static String hash(String text) {
        var others = text.lines().filter(line -> !line.startsWith(HASH + ":")).collect(Collectors.joining("\n"));
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(others.getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
    /// Whether a value in it is a secret or unknown, so that nobody can hold it against what runs.
    public boolean veiled() {
        return entries.stream()
                .anyMatch(e -> e.path().toString().contains(Secrets.SHOWN)
                        || java.util.stream.Stream.of(e.expected(), e.actual())
                                .flatMap(Optional::stream)
                                .anyMatch(ReconcileRecord::veiled));
    }

    private static boolean veiled(Value value) {
        return switch (value) {
            case Scalar s -> DynamicReference.in(s);
            case ListValue(List<Value> items) -> items.stream().anyMatch(ReconcileRecord::veiled);
            case MapValue(Map<String, Value> all) ->
                all.containsKey(SENSITIVE)
                        || all.containsKey(UNKNOWN)
                        || all.keySet().stream().anyMatch(key -> key.contains(Secrets.SHOWN))
                        || all.values().stream().anyMatch(ReconcileRecord::veiled);
            case Value.Reference r -> veiled(r.known());
            case Value.Intrinsic i -> true;
            case Value.Unknown u -> true;
            case Value.Sensitive s -> true;
        };
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
                .append(JsonRendering.of(value).orElse("null"))
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
            case Value.Sensitive s -> marked(SENSITIVE);
            case Value.Unknown u -> marked(u.secret() ? SENSITIVE : UNKNOWN);
            case Value.Intrinsic i -> marked(UNKNOWN);
        };
    }

    private static Value marked(String key) {
        return new MapValue(Map.of(key, Value.string("")));
    }

    /// One path segment: nothing that climbs or hides.
    private static String safe(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9_-]", "-");
        return plain.isEmpty() ? "unnamed" : plain;
    }
}
