package dev.phantom.drift.detect;

import dev.phantom.drift.Change;
import dev.phantom.drift.Drift;
import dev.phantom.drift.compare.ElementKeys;
import dev.phantom.state.Mask;
import dev.phantom.state.StackId;
import dev.phantom.template.PropertyPath;
import dev.phantom.template.Value;
import dev.phantom.template.Value.Intrinsic;
import dev.phantom.template.Value.ListValue;
import dev.phantom.template.Value.MapValue;
import dev.phantom.template.Value.Reference;
import dev.phantom.template.Value.Scalar;
import dev.phantom.template.Value.Sensitive;
import dev.phantom.template.Value.Unknown;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/// Gives drifts their names. The `driftId` says which properties of which resource, whatever their values and wherever
/// list elements stand; the `contentHash` says with which values.
public record DriftIds(StackId stack, Mask mask) {

    private static final int ID_BYTES = 8;
    private static final char END = '\u001F';

    public Drift named(Drift drift) {
        var keys = new TreeMap<String, Change>();
        for (var change : drift.changes()) {
            keys.put(key(change, drift) + END + change.path(), change);
        }
        var paths = drift.changes().stream()
                .map(change -> key(change, drift))
                .distinct()
                .sorted()
                .toList();
        var parts = new ArrayList<>(List.of(stack.account(), stack.region(), stack.name(), drift.logicalId()));
        parts.addAll(paths);
        var id = "d-" + hash(parts, ID_BYTES);
        var contents = new ArrayList<>(List.of(id, drift.status().name()));
        keys.forEach((key, change) -> {
            contents.add(key.substring(0, key.indexOf(END)));
            contents.add(change.expectedValue().map(this::text).orElse(""));
            contents.add(change.actualValue().map(this::text).orElse(""));
        });
        return drift.named(id, hash(contents, ID_BYTES * 2));
    }

    /// The path with list indexes replaced by what the element is known by, else by `*`.
    static String key(Change change, Drift drift) {
        return key(change.path(), drift.side(change));
    }

    static String key(PropertyPath path, Value side) {
        var text = new StringBuilder();
        Value at = side;
        for (var segment : path.segments()) {
            var step = segment;
            switch (at) {
                case ListValue list -> {
                    int index = index(segment);
                    step = index < 0 ? "*" : ElementKeys.of(list, index).orElse("*");
                    at = index >= 0 && index < list.items().size()
                            ? list.items().get(index)
                            : MapValue.EMPTY;
                }
                case MapValue map -> {
                    var next = map.get(segment);
                    at = next == null ? MapValue.EMPTY : next.settled();
                }
                case Value other -> {}
            }
            text.append('/').append(step);
        }
        return text.toString();
    }

    private static int index(String segment) {
        return !segment.isEmpty() && segment.length() < 10 && segment.chars().allMatch(Character::isDigit)
                ? Integer.parseInt(segment)
                : -1;
    }

    /// A text that is the same for the same value, whatever the order of keys.
    private String text(Value value) {
        return switch (value) {
            case Scalar s -> "\"" + s.text().replace("\"", "\\\"") + "\"";
            case ListValue list ->
                list.items().stream().map(this::text).toList().toString();
            case MapValue map -> {
                var sorted = new TreeMap<String, String>();
                map.entries().forEach((key, item) -> sorted.put(key, text(item)));
                yield sorted.toString();
            }
            case Reference r -> text(r.known());
            case Intrinsic(String name, Value argument) -> name + text(argument);
            case Unknown u -> "$unknown";
            case Sensitive secret -> mask.hashed(secret);
        };
    }

    private static String hash(List<String> parts, int bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            parts.forEach(part -> digest.update((part + END).getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest(), 0, bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
