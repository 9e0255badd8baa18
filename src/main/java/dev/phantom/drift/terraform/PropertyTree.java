package dev.phantom.drift.terraform;

import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The properties of a resource while they are put together, perhaps of several resources.
final class PropertyTree {

    private static final class Node {
        private final Map<String, Node> names = new LinkedHashMap<>();
        private final Map<String, Integer> known = new LinkedHashMap<>();
        private final List<Node> items = new ArrayList<>();
        private @Nullable Value leaf;
    }

    private Node root = new Node();

    /// The place of a property, which is made if it is not there yet.
    ///
    /// @param property as a line of the map has it, `{a}` replaced
    /// @param elements what each `*` stands for, in order
    /// @param owner    who says it: a `+` is one element for each
    PropertyPath place(List<String> property, List<PropertyPath> elements, String owner) {
        var node = root;
        var path = PropertyPath.ROOT;
        int star = 0;
        for (var segment : property) {
            if (segment.equals("*") || segment.equals("0") || segment.equals("+") || segment.indexOf('=') > 0) {
                var key = switch (segment) {
                    case "*" -> owner + elements.get(Math.min(star++, elements.size() - 1));
                    case "+" -> owner;
                    default -> segment;
                };
                int index = element(node, key, segment);
                path = path.child(index);
                node = node.items.get(index);
            } else {
                path = path.child(segment);
                node = node.names.computeIfAbsent(segment, s -> new Node());
            }
        }
        return path;
    }

    private static int element(Node list, String key, String segment) {
        hold(list);
        var known = list.known.get(key);
        if (known != null) {
            return known;
        }
        var made = new Node();
        int equals = segment.indexOf('=');
        if (equals > 0) {
            var constant = new Node();
            constant.leaf = Value.string(segment.substring(equals + 1));
            made.names.put(segment.substring(0, equals), constant);
        }
        list.items.add(made);
        list.known.put(key, list.items.size() - 1);
        return list.items.size() - 1;
    }

    /// A list that came as one value takes more elements.
    private static void hold(Node list) {
        if (list.leaf instanceof ListValue value) {
            value.items().forEach(item -> {
                var node = new Node();
                node.leaf = item;
                list.items.add(node);
            });
            list.leaf = null;
        }
    }

    void set(PropertyPath path, Value value) {
        at(path).leaf = value;
    }

    /// Leaves out what is there of a property.
    void clear(String name) {
        root.names.remove(name);
    }

    private Node at(PropertyPath path) {
        var node = root;
        for (var segment : path.segments()) {
            int index = PropertyPath.index(segment);
            node = index >= 0 && index < node.items.size()
                    ? node.items.get(index)
                    : node.names.computeIfAbsent(segment, s -> new Node());
        }
        return node;
    }

    MapValue value() {
        return value(root) instanceof MapValue map ? map : MapValue.EMPTY;
    }

    private static Value value(Node node) {
        if (node.leaf != null) {
            return node.leaf;
        }
        if (!node.items.isEmpty()) {
            return new ListValue(node.items.stream().map(PropertyTree::value).toList());
        }
        Map<String, Value> entries = new LinkedHashMap<>();
        node.names.forEach((name, child) -> {
            if (child.leaf != null || !child.items.isEmpty() || !child.names.isEmpty()) {
                entries.put(name, value(child));
            }
        });
        return new MapValue(entries);
    }
}
