package dev.phantom.value;

import dev.phantom.fault.Code;
import dev.phantom.fault.PhantomException;
import dev.phantom.value.Value.Intrinsic;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Edits made on values: what a file must mean after it was edited.
public final class ModelEdit {
    private ModelEdit() {}

    /// @throws PhantomException PATCH_NO_SUCH_PATH
    public static Value apply(Value document, Edit edit) {
        return at(document, edit.path().segments(), edit);
    }

    private static Value at(Value value, List<String> rest, Edit edit) {
        if (rest.isEmpty()) {
            return here(value, edit);
        }
        String segment = rest.getFirst();
        List<String> tail = rest.subList(1, rest.size());
        boolean last = tail.isEmpty();
        return switch (value) {
            case Intrinsic i when i.name().equals(segment) -> new Intrinsic(i.name(), at(i.argument(), tail, edit));
            case MapValue m -> inMap(m, segment, tail, last, edit);
            case ListValue l -> inList(l, segment, tail, last, edit);
            case Value other -> throw none(edit.path());
        };
    }

    private static Value here(Value value, Edit edit) {
        return switch (edit) {
            case Edit.Put put -> put.value();
            case Edit.Append append
            when value instanceof ListValue l -> {
                List<Value> items = new ArrayList<>(l.items());
                items.add(append.value());
                yield new ListValue(items);
            }
            case Edit.Append append -> throw none(edit.path());
            case Edit.Remove remove -> throw none(edit.path());
        };
    }

    private static Value inMap(MapValue map, String key, List<String> tail, boolean last, Edit edit) {
        Map<String, Value> entries = new LinkedHashMap<>(map.entries());
        Value child = map.get(key);
        if (last && edit instanceof Edit.Remove) {
            if (entries.remove(key) == null) {
                throw none(edit.path());
            }
        } else if (last && edit instanceof Edit.Put(PropertyPath path, Value value)) {
            entries.put(key, value);
        } else if (child == null) {
            throw none(edit.path());
        } else {
            entries.put(key, at(child, tail, edit));
        }
        return new MapValue(entries);
    }

    private static Value inList(ListValue list, String segment, List<String> tail, boolean last, Edit edit) {
        int index = PropertyPath.index(segment);
        if (index < 0 || index >= list.items().size()) {
            throw none(edit.path());
        }
        List<Value> items = new ArrayList<>(list.items());
        if (last && edit instanceof Edit.Remove) {
            items.remove(index);
        } else {
            items.set(index, at(items.get(index), tail, edit));
        }
        return new ListValue(items);
    }

    /// The value at a document path.
    public static Optional<Value> find(Value document, PropertyPath path) {
        Value at = document;
        for (String segment : path.segments()) {
            Value next = switch (at) {
                case Intrinsic i when i.name().equals(segment) -> i.argument();
                case MapValue m -> m.get(segment);
                case ListValue l
                when PropertyPath.index(segment) >= 0
                        && PropertyPath.index(segment) < l.items().size() ->
                    l.items().get(PropertyPath.index(segment));
                case Value other -> null;
            };
            if (next == null) {
                return Optional.empty();
            }
            at = next;
        }
        return Optional.of(at);
    }

    private static PhantomException none(PropertyPath path) {
        return new PhantomException(Code.PATCH_NO_SUCH_PATH, "nothing is set at " + path);
    }
}
