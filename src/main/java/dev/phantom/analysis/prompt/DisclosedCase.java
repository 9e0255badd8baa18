package dev.phantom.analysis.prompt;

import dev.phantom.analysis.CaseFile;
import dev.phantom.analysis.CaseFileJson;
import dev.phantom.analysis.Instructions;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.function.UnaryOperator;

/// A case as it is sent, in the order in which it is read: what surrounds the resource, what changed, what became of
/// it,
/// what was seen. Texts are shortened as the privacy setting wants it and lead nowhere; ids and hashes that say nothing
/// to a reader are left out; figures are rounded. The values of the resource itself stay as they are written.
record DisclosedCase(UnaryOperator<String> privacy) {

    /// What only machines read.
    private static final Set<String> UNREAD =
            Set.of("/schema", "link", "findings/reference", "driftId", "contentHash", "eventId", "occurred/session");

    private static final String WITHHELD = "(withheld)";

    /// What belongs to the resource: never rounded, never thinned out.
    private static final Set<String> VALUES = Set.of(
            "drift/expected",
            "drift/actual",
            "changes/expected",
            "changes/actual",
            "inner/expected",
            "inner/actual",
            "candidates/value");

    MapValue tree(CaseFile shown) {
        var read = (MapValue) read("", CaseFileJson.tree(shown));
        return PromptBudget.fitted(PromptOrder.of(read, shown.window()));
    }

    /// @param in the member that it is of
    private Value read(String in, Value value) {
        return switch (value) {
            case Scalar s -> s.isPlain() ? RoundedNumber.of(in, s) : worded(s);
            case ListValue list ->
                new ListValue(list.items().stream().map(item -> read(in, item)).toList());
            case MapValue map -> {
                var entries = new LinkedHashMap<String, Value>();
                map.entries().forEach((key, item) -> {
                    if (!UNREAD.contains(key) && !UNREAD.contains(in + "/" + key) && !empty(item)) {
                        entries.put(words(key), VALUES.contains(in + "/" + key) ? asWritten(item) : read(key, item));
                    }
                });
                yield new MapValue(entries);
            }
            case Value.Reference r -> read(in, r.known());
            case Value.Intrinsic i -> asWritten(i);
            case Value.Unknown u -> asWritten(u);
            case Value.Sensitive s -> s;
        };
    }

    private static boolean empty(Value value) {
        return value instanceof Scalar s
                && (s.isPlain() ? s.text().equals("null") : s.text().isEmpty());
    }

    private Value asWritten(Value value) {
        return switch (value) {
            case Scalar s -> s.isPlain() ? s : worded(s);
            case ListValue list ->
                new ListValue(list.items().stream().map(this::asWritten).toList());
            case MapValue map -> {
                var entries = new LinkedHashMap<String, Value>();
                map.entries().forEach((key, item) -> entries.put(words(key), asWritten(item)));
                yield new MapValue(entries);
            }
            case Value.Reference r -> asWritten(r.known());
            case Value.Intrinsic i -> new Value.Intrinsic(i.name(), asWritten(i.argument()));
            case Value.Unknown u -> new Value.Unknown(words(u.reason()), u.cause());
            case Value.Sensitive s -> s;
        };
    }

    private Scalar worded(Scalar text) {
        return new Scalar(words(text.text()), text.style());
    }

    /// What instructs the reader is no part of the case.
    private String words(String text) {
        return PlainWords.of(privacy.apply(Instructions.withheld(text, WITHHELD)));
    }
}
