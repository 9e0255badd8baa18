package dev.phantom.drift.compare;

import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What tells the elements of a list of objects apart: a property that each of them has, once.
public final class ElementKeys {

    private static final List<String> EXACT = List.of("Key", "Id", "Name", "Sid", "Arn");
    private static final List<String> ENDINGS = List.of("Key", "Id", "Name", "Identifier", "Arn", "Cidr");

    /// Attributes that a block of Terraform goes by, the likeliest first.
    public static final List<String> OF_BLOCKS = List.of("name", "key", "id", "sid", "arn", "namespace", "device_name");

    private ElementKeys() {}

    /// The property that tells the elements of both lists apart, if there is one and the lists share at least one
    /// element by it.
    static Optional<String> shared(List<Value> expected, List<Value> actual) {
        if (!objects(expected) || !objects(actual)) {
            return Optional.empty();
        }
        for (var key : candidates(expected)) {
            var mine = texts(expected, key);
            var theirs = texts(actual, key);
            if (mine.isPresent() && theirs.isPresent() && mine.get().stream().anyMatch(theirs.get()::contains)) {
                return Optional.of(key);
            }
        }
        return Optional.empty();
    }

    /// The key of one element of a list (`Name=web`), by which it is known wherever it stands; empty if it has none.
    public static Optional<String> of(ListValue list, int index) {
        if (index >= list.items().size() || !objects(list.items())) {
            return Optional.empty();
        }
        for (var key : candidates(list.items())) {
            if (texts(list.items(), key).isPresent()) {
                return Optional.of(key + "=" + text(list.items().get(index), key));
            }
        }
        return Optional.empty();
    }

    /// The same of a list of Terraform's blocks: by an attribute that each of them sets, once.
    ///
    /// @param changed what differs of the element: no name, as it does not stay
    public static Optional<String> ofBlock(ListValue list, int index, String changed) {
        if (index >= list.items().size() || !objects(list.items())) {
            return Optional.empty();
        }
        return OF_BLOCKS.stream()
                .filter(key -> !key.equals(changed))
                .filter(key -> texts(list.items(), key)
                        .filter(all -> !all.contains(""))
                        .isPresent())
                .findFirst()
                .map(key -> key + "=" + text(list.items().get(index), key));
    }

    /// The path with the indexes of lists replaced by what tells the element from the others, wherever it stands:
    /// `Name=web`, all its scalars (`CidrIp=10.0.0.0/8,IpProtocol=tcp`), or `=text` for a text. The index stays where
    /// two are the same.
    ///
    /// @param side the properties that the path is of
    public static PropertyPath named(PropertyPath path, Value side) {
        var named = PropertyPath.ROOT;
        Value at = side;
        for (var segment : path.segments()) {
            int index = at instanceof ListValue ? PropertyPath.index(segment) : -1;
            if (at instanceof ListValue list
                    && index >= 0
                    && index < list.items().size()) {
                named = named.child(name(list, index).orElse(segment));
                at = list.items().get(index).settled();
            } else {
                named = named.child(segment);
                at = at instanceof MapValue map && map.get(segment) instanceof Value next
                        ? next.settled()
                        : MapValue.EMPTY;
            }
        }
        return named;
    }

    private static Optional<String> name(ListValue list, int index) {
        return sure(list, index).or(() -> {
            var name = name(list.items().get(index));
            boolean one = !name.isEmpty()
                    && list.items().stream()
                                    .filter(item -> name(item).equals(name))
                                    .count()
                            == 1;
            return one ? Optional.of(name) : Optional.empty();
        });
    }

    /// A property that is called what it is; `SourceSecurityGroupId=sg-1` says only whom a rule lets in, not to what.
    private static Optional<String> sure(ListValue list, int index) {
        return of(list, index).filter(name -> EXACT.contains(name.substring(0, name.indexOf('='))));
    }

    private static String name(Value element) {
        return switch (element.settled()) {
            case Scalar s -> "=" + s.text();
            case MapValue map ->
                map.entries().keySet().stream()
                        .sorted()
                        .filter(key -> text(map, key) != null)
                        .map(key -> key + "=" + escaped(text(map, key)))
                        .collect(Collectors.joining(","));
            case Value other -> "";
        };
    }

    /// So that no value can pass for further properties.
    private static String escaped(@Nullable String value) {
        return String.valueOf(value).replace("\\", "\\\\").replace(",", "\\,");
    }

    /// The texts under this key, one for each element and none twice; else empty.
    private static Optional<Set<String>> texts(List<Value> items, String key) {
        var found = new HashSet<String>();
        for (var item : items) {
            var text = text(item, key);
            if (text == null || !found.add(text)) {
                return Optional.empty();
            }
        }
        return Optional.of(found);
    }

    /// Whether no two elements have the same of all these.
    static boolean unique(List<Value> items, List<String> keys) {
        var found = new HashSet<String>();
        return items.stream().map(item -> text(item, keys)).allMatch(text -> text != null && found.add(text));
    }

    /// Whether the elements that both lists have stand in another order.
    static boolean moved(List<Value> expected, List<Value> actual, List<String> keys) {
        var mine = new LinkedHashSet<@Nullable String>();
        expected.forEach(item -> mine.add(text(item, keys)));
        var theirs = new LinkedHashSet<@Nullable String>();
        actual.forEach(item -> theirs.add(text(item, keys)));
        return !mine.stream()
                .filter(theirs::contains)
                .toList()
                .equals(theirs.stream().filter(mine::contains).toList());
    }

    static @Nullable String text(Value item, List<String> keys) {
        if (keys.size() == 1) {
            return text(item, keys.getFirst());
        }
        var all = new StringBuilder();
        for (var key : keys) {
            var text = text(item, key);
            if (text == null) {
                return null;
            }
            all.append(text).append('\u001F');
        }
        return all.toString();
    }

    static @Nullable String text(Value item, String key) {
        return item instanceof MapValue map && map.get(key) instanceof Value v && v.settled() instanceof Scalar s
                ? s.text()
                : null;
    }

    private static Iterable<String> candidates(List<Value> items) {
        var keys = ((MapValue) items.getFirst()).entries().keySet();
        var found = new LinkedHashSet<String>();
        EXACT.stream().filter(keys::contains).forEach(found::add);
        for (var ending : ENDINGS) {
            keys.stream().filter(key -> key.endsWith(ending)).sorted().forEach(found::add);
        }
        return found;
    }

    private static boolean objects(List<Value> items) {
        return !items.isEmpty() && items.stream().allMatch(MapValue.class::isInstance);
    }
}
