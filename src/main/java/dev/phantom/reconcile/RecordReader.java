package dev.phantom.reconcile;

import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.patch.ReconcileRecord;
import dev.phantom.patch.ReconcileRecord.Entry;
import dev.phantom.stack.FieldReader;
import dev.phantom.stack.StackId;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.read.DocumentReader;
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
            "changes",
            ReconcileRecord.HASH);
    private static final Set<String> ENTRY_KEYS = Set.of("path", "actualPath", "kind", "tier", "expected", "actual");
    private static final Set<String> KINDS = Set.of("ADD", "REMOVE", "NOT_EQUAL");

    private RecordReader() {}

    /// @throws PhantomException RECONCILE_UNREADABLE
    public static ReconcileRecord read(String file, String text) {
        Value document;
        try {
            document = DocumentReader.yaml(file, text);
        } catch (PhantomException e) {
            throw new PhantomException(
                    new Diagnostic(Code.RECONCILE_UNREADABLE, e.diagnostic().summary(), "", file), e);
        }
        var fields = FieldReader.of(file, "the document", Code.RECONCILE_UNREADABLE, document)
                .only(KEYS);
        var record = record(fields);
        if (!fields.required(ReconcileRecord.HASH).equals(ReconcileRecord.hash(text))) {
            throw fields.wrong("its content is not what its " + ReconcileRecord.HASH
                    + " says: it was changed after Phantom wrote it");
        }
        return record;
    }

    private static ReconcileRecord record(FieldReader map) {
        if (!map.textOrEmpty("version").equals("1")) {
            throw map.wrong("'version' must be 1");
        }
        return new ReconcileRecord(
                new StackId(map.required("account"), map.required("region"), map.required("stack")),
                map.textOrEmpty("baseCommit"),
                map.required("driftId"),
                map.required("contentHash"),
                map.required("logicalId"),
                map.textOrEmpty("physicalId"),
                map.required("type"),
                map.required("status"),
                map.list("changes", RecordReader::entry));
    }

    private static Entry entry(FieldReader map) {
        map.only(ENTRY_KEYS);
        var path = path(map, "path");
        String kind = map.required("kind");
        String tier = map.required("tier");
        var entry = new Entry(
                path,
                map.has("actualPath") ? path(map, "actualPath") : path,
                kind,
                tier,
                Optional.ofNullable(map.map().get("expected")),
                Optional.ofNullable(map.map().get("actual")));
        if (!KINDS.contains(kind)
                || entry.expected().isEmpty() != kind.equals("ADD")
                || entry.actual().isEmpty() != kind.equals("REMOVE")) {
            throw map.wrong("the change at " + path + " is not a complete ADD, REMOVE or NOT_EQUAL");
        }
        if (!Set.of("declared", "undeclared").contains(tier)) {
            throw map.wrong("'tier' must be declared or undeclared, not " + tier);
        }
        return entry;
    }

    private static PropertyPath path(FieldReader map, String key) {
        var text = map.required(key);
        if (!text.startsWith("/") || text.length() == 1) {
            throw map.wrong("a path must start with '/' and name a property: " + text);
        }
        return PropertyPath.parse(text);
    }
}
