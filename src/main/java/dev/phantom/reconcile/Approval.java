package dev.phantom.reconcile;

import dev.phantom.drift.Drift;
import dev.phantom.fault.Code;
import dev.phantom.fault.PhantomException;
import dev.phantom.patch.ReconcileRecord;
import dev.phantom.patch.ReconcileRecord.Entry;
import dev.phantom.stack.StackId;
import dev.phantom.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What people approved for one stack: merged records.
///
/// @param entries by logical id
public record Approval(StackId stack, List<ReconcileRecord> records, Map<String, List<Entry>> entries) {

    public Approval {
        records = List.copyOf(records);
        entries = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /// @param records of one stack, at least one
    /// @throws PhantomException RECONCILE_BLOCKED if one of them is nothing that a change set can be held against
    public static Approval of(List<ReconcileRecord> records) {
        var first = records.getFirst().stack();
        var entries = new LinkedHashMap<String, List<Entry>>();
        for (var record : records) {
            if (!record.status().equals(Drift.Status.MODIFIED.name())
                    || record.entries().isEmpty()) {
                throw blocked(record.logicalId() + " is " + record.status()
                        + ": a change set on the deployed template cannot restore it; restore it by hand");
            }
            if (record.veiled()) {
                throw blocked(record.logicalId()
                        + ": the record omits a value (secret or unknown), so the revert cannot be proven");
            }
            for (var entry : record.entries()) {
                if (functions(entry)) {
                    throw blocked(
                            record.logicalId() + " " + entry.path() + ": a record must contain values, not functions");
                }
                if (entry.undeclared() && entry.expected().isEmpty()) {
                    throw blocked(record.logicalId() + " " + entry.path()
                            + " is in no template and no earlier value is known; revert it by hand");
                }
            }
            entries.computeIfAbsent(record.logicalId(), id -> new ArrayList<>()).addAll(record.entries());
        }
        return new Approval(first, records, entries);
    }

    /// Whether an entry would write a function or a macro: only values that run are brought back.
    private static boolean functions(Entry entry) {
        return entry.path().segments().stream().anyMatch(Approval::function)
                || Stream.of(entry.expected(), entry.actual())
                        .flatMap(Optional::stream)
                        .anyMatch(Approval::functions);
    }

    private static boolean functions(Value value) {
        return switch (value) {
            case Value.MapValue map ->
                map.entries().entrySet().stream().anyMatch(e -> function(e.getKey()) || functions(e.getValue()));
            case Value.ListValue list -> list.items().stream().anyMatch(Approval::functions);
            case Value.Intrinsic i -> true;
            case Value.Scalar s -> false;
            case Value.Reference r -> false;
            case Value.Unknown u -> false;
            case Value.Sensitive s -> false;
        };
    }

    private static boolean function(String key) {
        return key.startsWith("Fn::") || key.equals("Ref") || key.equals("Transform");
    }

    /// Whether a template with pinned properties has to be deployed.
    boolean pins() {
        return entries.values().stream().flatMap(List::stream).anyMatch(Entry::undeclared);
    }

    private static PhantomException blocked(String why) {
        return new PhantomException(Code.RECONCILE_BLOCKED, why);
    }
}
