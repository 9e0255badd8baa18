package dev.phantom.reconcile;

import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.patch.ReconcileRecord;
import dev.phantom.patch.ReconcileRecord.Entry;
import dev.phantom.stack.StackId;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import dev.phantom.value.read.DocumentReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads what [ReconcileRecord#text] writes. A key that is not known, or one that lacks, is refused: an order is not
/// guessed.
public final class RecordReader {

    private static final Set<String> KEYS = Set.of(
            "version",
            "account",
            "region",
            "stack",
            "baseCommit",
            "driftId",
            "contentHash",
            "logicalId",
            "physicalId",
            "type",
            "status",
            "changes");
    private static final Set<String> ENTRY_KEYS = Set.of("path", "actualPath", "kind", "tier", "expected", "actual");
    private static final Set<String> KINDS = Set.of("ADD", "REMOVE", "NOT_EQUAL");

    private final String file;

    private RecordReader(String file) {
        this.file = file;
    }

    /// @throws PhantomException RECONCILE_UNREADABLE
    public static ReconcileRecord read(String file, String text) {
        var reader = new RecordReader(file);
        Value document;
        try {
            document = DocumentReader.yaml(file, text);
        } catch (PhantomException e) {
            throw reader.wrong(e.diagnostic().summary());
        }
        return reader.record(reader.map(document, "the document", KEYS));
    }

    private ReconcileRecord record(MapValue map) {
        if (!text(map, "version").equals("1")) {
            throw wrong("'version' must be 1");
        }
        return new ReconcileRecord(
                new StackId(required(map, "account"), required(map, "region"), required(map, "stack")),
                text(map, "baseCommit"),
                required(map, "driftId"),
                required(map, "contentHash"),
                required(map, "logicalId"),
                text(map, "physicalId"),
                required(map, "type"),
                required(map, "status"),
                entries(map.get("changes")));
    }

    private List<Entry> entries(@org.jspecify.annotations.Nullable Value value) {
        if (!(value instanceof ListValue(List<Value> items))) {
            throw wrong("'changes' must be a list");
        }
        var entries = new ArrayList<Entry>();
        for (Value item : items) {
            entries.add(entry(map(item, "change " + (entries.size() + 1), ENTRY_KEYS)));
        }
        return entries;
    }

    private Entry entry(MapValue map) {
        var path = path(required(map, "path"));
        String kind = required(map, "kind");
        String tier = required(map, "tier");
        var entry = new Entry(
                path,
                map.get("actualPath") == null ? path : path(required(map, "actualPath")),
                kind,
                tier,
                Optional.ofNullable(map.get("expected")),
                Optional.ofNullable(map.get("actual")));
        if (!KINDS.contains(kind)
                || entry.expected().isEmpty() != kind.equals("ADD")
                || entry.actual().isEmpty() != kind.equals("REMOVE")) {
            throw wrong("the change at " + path + " is not a whole ADD, REMOVE or NOT_EQUAL");
        }
        if (!Set.of("declared", "undeclared").contains(tier)) {
            throw wrong("'tier' must be declared or undeclared, not " + tier);
        }
        return entry;
    }

    private PropertyPath path(String text) {
        if (!text.startsWith("/") || text.length() == 1) {
            throw wrong("a path starts with '/' and names a property: " + text);
        }
        return PropertyPath.parse(text);
    }

    private MapValue map(Value value, String what, Set<String> known) {
        if (!(value instanceof MapValue map)) {
            throw wrong(what + " must be a map");
        }
        for (String key : map.entries().keySet()) {
            if (!known.contains(key)) {
                throw wrong(what + ": unknown key '" + key + "'");
            }
        }
        return map;
    }

    private String required(MapValue map, String key) {
        String text = text(map, key);
        if (text.isBlank()) {
            throw wrong("'" + key + "' is required");
        }
        return text;
    }

    private static String text(MapValue map, String key) {
        return map.get(key) instanceof Scalar s ? s.text() : "";
    }

    private PhantomException wrong(String problem) {
        return new PhantomException(new Diagnostic(Code.RECONCILE_UNREADABLE, problem, "", file));
    }
}
