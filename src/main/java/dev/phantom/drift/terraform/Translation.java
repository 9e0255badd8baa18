package dev.phantom.drift.terraform;

import dev.phantom.drift.terraform.TerraformType.Split;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Attributes of one or several resources becoming the properties of one.
final class Translation {

    private static final String SELF = "self";
    private static final String WHOLE = ".";

    private final PropertyTree tree = new PropertyTree();

    MapValue properties() {
        return tree.value();
    }

    /// Adds a resource's attributes.
    ///
    /// @param owner tells resources apart: its address
    /// @return what became what
    List<AttributeStep> add(String owner, TerraformType type, MapValue attributes) {
        if (type.part() != null) {
            replaced(type).forEach(tree::clear);
        }
        var pass = new Pass(owner, type, attributes);
        type.lines().forEach(pass::line);
        return pass.steps;
    }

    /// A part says a property alone, but for elements that it adds to a list.
    private static List<String> replaced(TerraformType type) {
        return type.splits().isEmpty()
                ? type.lines().stream()
                        .filter(line -> !line.property().contains("+"))
                        .map(line -> line.property().getFirst())
                        .distinct()
                        .toList()
                : List.of();
    }

    private final class Pass {
        private final String owner;
        private final List<AttributeStep> steps = new ArrayList<>();
        private final Map<PropertyPath, PropertyPath> pieces = new LinkedHashMap<>();
        private final Map<PropertyPath, PropertyPath> causes = new LinkedHashMap<>();
        private final Value root;

        Pass(String owner, TerraformType type, MapValue attributes) {
            this.owner = owner;
            Value split = attributes;
            for (var each : type.splits()) {
                split = split(each, split, attributes);
            }
            this.root = split;
        }

        private Value split(Split split, Value model, MapValue attributes) {
            if (split.block().equals(WHOLE)) {
                return pieces(split, List.of(attributes), attributes, PropertyPath.ROOT, PropertyPath.ROOT, false);
            }
            if (!(model instanceof MapValue map) || !(map.get(split.block()) instanceof ListValue blocks)) {
                return model;
            }
            var at = PropertyPath.of(split.block());
            Map<String, Value> entries = new LinkedHashMap<>(map.entries());
            entries.put(split.block(), pieces(split, blocks.items(), attributes, at, at, true));
            return new MapValue(entries);
        }

        /// @param virtual where the pieces stand
        /// @param real    where the blocks stand, each at its index if they are a list
        private ListValue pieces(
                Split split,
                List<? extends Value> blocks,
                MapValue attributes,
                PropertyPath virtual,
                PropertyPath real,
                boolean indexed) {
            var made = new ArrayList<Value>();
            for (int i = 0; i < blocks.size(); i++) {
                if (!(blocks.get(i) instanceof MapValue block)) {
                    continue;
                }
                var at = indexed ? real.child(i) : real;
                Map<String, Value> shared = new LinkedHashMap<>(block.entries());
                split.lists().forEach(name -> shared.remove(name.split("=")[0]));
                for (var piece : elements(split, block, attributes)) {
                    var here = virtual.child(made.size());
                    pieces.put(here, at);
                    causes.put(here, at.append(piece.at()));
                    pieces.put(here.child(piece.name()), at.append(piece.at()));
                    Map<String, Value> one = new LinkedHashMap<>(shared);
                    one.put(piece.name(), piece.value());
                    made.add(new MapValue(one));
                }
            }
            return new ListValue(made);
        }

        private record Piece(String name, PropertyPath at, Value value) {}

        private static List<Piece> elements(Split split, MapValue block, MapValue attributes) {
            var all = new ArrayList<Piece>();
            for (var word : split.lists()) {
                var name = word.split("=")[0];
                var value = block.get(name);
                if (name.equals(SELF)) {
                    if (value instanceof Scalar s
                            && s.text().equals("true")
                            && attributes.get(word.substring(word.indexOf('=') + 1)) instanceof Value id) {
                        all.add(new Piece(name, PropertyPath.of(name), id));
                    }
                } else if (value instanceof ListValue list) {
                    for (int i = 0; i < list.items().size(); i++) {
                        all.add(new Piece(
                                name,
                                PropertyPath.of(name).child(i),
                                list.items().get(i)));
                    }
                } else if (value != null && !Nothing.is(value)) {
                    all.add(new Piece(name, PropertyPath.of(name), value));
                }
            }
            return all;
        }

        /// Where in the resource's own attributes something stands that a split may have moved.
        private PropertyPath real(PropertyPath path) {
            for (var at = path; !at.isRoot(); at = at.parent()) {
                var moved = pieces.get(at);
                if (moved != null) {
                    return moved.append(new PropertyPath(path.segments()
                            .subList(at.segments().size(), path.segments().size())));
                }
            }
            return path;
        }

        private PropertyPath cause(PropertyPath path, PropertyPath attribute) {
            return causes.entrySet().stream()
                    .filter(piece -> path.startsWith(piece.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(attribute);
        }

        void line(AttributeLine line) {
            walk(line, 0, root, PropertyPath.ROOT, List.of(), MapValue.EMPTY);
        }

        private void walk(
                AttributeLine line,
                int depth,
                @Nullable Value value,
                PropertyPath path,
                List<PropertyPath> elements,
                MapValue block) {
            if (value == null || Nothing.is(value)) {
                return;
            }
            if (depth == line.attribute().size()) {
                leaf(line, value, path, elements, block);
                return;
            }
            var segment = line.attribute().get(depth);
            if (segment.equals("*") || segment.equals("0")) {
                elements(line, depth, value, path, elements, block);
            } else if (value instanceof MapValue map) {
                walk(line, depth + 1, map.get(segment), path.child(segment), elements, map);
            }
        }

        private void elements(
                AttributeLine line,
                int depth,
                Value value,
                PropertyPath path,
                List<PropertyPath> elements,
                MapValue block) {
            if (!(value instanceof ListValue list)) {
                return;
            }
            boolean every = line.attribute().get(depth).equals("*");
            for (int i = 0;
                    i < (every ? list.items().size() : Math.min(1, list.items().size()));
                    i++) {
                var inner = elements;
                if (every) {
                    inner = new ArrayList<>(elements);
                    inner.add(path.child(i));
                    reserve(line, inner);
                }
                walk(line, depth + 1, list.items().get(i), path.child(i), inner, block);
            }
        }

        /// Keeps the order of the elements where the first has nothing of what the line is about.
        private void reserve(AttributeLine line, List<PropertyPath> elements) {
            int stars = 0;
            for (int i = 0; i < line.property().size(); i++) {
                if (line.property().get(i).startsWith("{")) {
                    return;
                }
                if (line.property().get(i).equals("*") && ++stars == elements.size()) {
                    tree.place(line.property().subList(0, i + 1), elements, owner);
                    return;
                }
            }
        }

        private void leaf(
                AttributeLine line, Value value, PropertyPath path, List<PropertyPath> elements, MapValue block) {
            var names = new ArrayList<String>();
            for (var segment : line.property()) {
                if (!segment.startsWith("{")) {
                    names.add(segment);
                } else if (block.get(segment.substring(1, segment.length() - 1)) instanceof Scalar name) {
                    names.add(name.text());
                } else {
                    return;
                }
            }
            var property = tree.place(names, elements, owner);
            var converted = line.conversion().property(value);
            tree.set(property, converted);
            var at = real(path);
            steps.add(new AttributeStep(at, property, line.conversion(), cause(path, at)));
            if (line.conversion() instanceof AttributeConversion.Pairs pairs && value instanceof MapValue map) {
                int index = 0;
                for (var key : map.entries().keySet()) {
                    steps.add(new AttributeStep(
                            at.child(key),
                            property.child(index++).child(pairs.value()),
                            AttributeConversion.SAME,
                            at.child(key)));
                }
            }
        }
    }
}
