package dev.phantom.drift.detect;

import dev.phantom.drift.Change;
import dev.phantom.drift.Drift;
import dev.phantom.drift.compare.ElementKeys;
import dev.phantom.drift.terraform.TerraformTypes;
import dev.phantom.secret.Secrets;
import dev.phantom.stack.Mask;
import dev.phantom.stack.StackId;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.Intrinsic;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Reference;
import dev.phantom.value.Value.Scalar;
import dev.phantom.value.Value.Sensitive;
import dev.phantom.value.Value.Unknown;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Gives drifts their names. The `driftId` says which properties of which resource, whatever their values and wherever
/// list elements stand; the `contentHash` says with which values. Both are made of what a person may see: a secret, and
/// every text that holds one, enters as its keyed tag, without a kept key as a constant, so that no hash tells a secret
/// to whoever guesses.
///
/// @param secrets of the stack
public record DriftIds(StackId stack, Mask mask, Secrets secrets) {

    public DriftIds {
        secrets = secrets.hashed();
    }

    private static final int ID_BYTES = 8;
    private static final char END = '\u001F';

    /// One change as it is hashed.
    ///
    /// @param key its place, whatever the order of lists
    private record Identified(String key, String path, List<String> values) {}

    public Drift named(Drift drift) {
        var seen = new IdentityHashMap<ListValue, ListValue>();
        var identified = drift.changes().stream()
                .map(change -> identified(change, drift, seen))
                .sorted(Comparator.comparing(Identified::key)
                        .thenComparing(Identified::path)
                        .thenComparing(t -> t.values().toString()))
                .toList();
        var parts = new ArrayList<>(List.of(stack.account(), stack.region(), stack.name(), drift.logicalId()));
        identified.stream().map(Identified::key).distinct().forEach(parts::add);
        var id = "d-" + hash(parts, ID_BYTES);
        var contents = new ArrayList<>(List.of(id, drift.status().name()));
        identified.forEach(change -> {
            contents.add(change.key());
            contents.addAll(change.values());
        });
        return drift.named(id, hash(contents, ID_BYTES * 2));
    }

    /// A drift for each change; the drift itself where the whole resource differs.
    public List<Drift> pieces(Drift drift) {
        return drift.changes().isEmpty()
                ? List.of(named(drift))
                : drift.changes().stream()
                        .map(change -> named(drift.with(List.of(change))))
                        .toList();
    }

    /// The changes of a drift by what each goes by in the `driftId`.
    public Map<String, List<Change>> byName(Drift drift) {
        var seen = new IdentityHashMap<ListValue, ListValue>();
        return drift.changes().stream()
                .collect(Collectors.groupingBy(
                        change -> key(change.path(), drift, drift.side(change), seen),
                        LinkedHashMap::new,
                        Collectors.toList()));
    }

    /// Whether its hash stays although what differs becomes another secret: no key is kept.
    public boolean blind(Drift drift) {
        return !mask.kept() && drift.holds(secrets);
    }

    private Identified identified(Change change, Drift drift, Map<ListValue, ListValue> seen) {
        var shown = change.shown(secrets, drift.expected(), drift.actual());
        var values = new ArrayList<>(values(shown));
        if (shown instanceof Change.NotEqual n
                && (n.expected() instanceof Sensitive || n.actual() instanceof Sensitive)) {
            // what stands beside the secret in its document is seen, too
            n.inner().forEach(inner -> {
                values.add(inner.path().toString());
                values.addAll(values(inner));
            });
        }
        return new Identified(
                key(change.path(), drift, drift.side(change), seen),
                shown.path().toString(),
                values);
    }

    private List<String> values(Change change) {
        return List.of(
                change.expectedValue().map(this::text).orElse(""),
                change.actualValue().map(this::text).orElse(""));
    }

    /// The path with list indexes replaced by what the element is known by, else by `*`.
    private String key(PropertyPath path, Drift drift, Value side, Map<ListValue, ListValue> seen) {
        boolean terraform = TerraformTypes.isTerraform(drift.type());
        var text = new StringBuilder();
        Value at = side;
        for (int i = 0; i < path.segments().size(); i++) {
            var segment = path.segments().get(i);
            var step = secrets.shown(segment);
            switch (at) {
                case ListValue list -> {
                    int index = index(segment);
                    var next = i + 1 < path.segments().size() ? path.segments().get(i + 1) : "";
                    step = index < 0 ? "*" : element(list, index, next, terraform, seen);
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

    private String element(
            ListValue list, int index, String changed, boolean terraform, Map<ListValue, ListValue> seen) {
        var shown = seen.computeIfAbsent(list, this::shown);
        var known = terraform ? ElementKeys.ofBlock(shown, index, changed) : ElementKeys.of(shown, index);
        return known.orElse("*");
    }

    /// What tells elements apart stands in objects, and goes by their own keys.
    private ListValue shown(ListValue list) {
        return (ListValue) secrets.shown(MapValue.EMPTY, PropertyPath.ROOT, list);
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
