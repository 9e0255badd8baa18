package dev.phantom.drift.detect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.drift.TypeFacts;
import dev.phantom.drift.TypeNode;
import dev.phantom.value.PropertyPath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Everything that somebody could do to one resource: each declared scalar changed and taken away, each declared list
/// one element longer and one shorter, statements and tags likewise, and each property that the schema knows and nobody
/// gave.
public final class Mutations {

    private static final String[] TAGS = {"tag changed", "tag removed", "tag added"};
    private static final String[] STATEMENTS = {
        "policy statement changed", "policy statement removed", "policy statement added"
    };
    private static final String[] ELEMENTS = {"scalar changed", "list element removed", "list element added"};
    private static final String[] SCALARS = {"scalar changed", "scalar removed", ""};
    private static final String UNDECLARED = "undeclared property added";

    private final ObjectNode live;
    private final String tags;
    private final List<Mutation> made = new ArrayList<>();

    private Mutations(ObjectNode live, String tags) {
        this.live = live;
        this.tags = tags;
    }

    /// @param facts of the type; null if the table does not have it
    public static List<Mutation> of(JsonNode safe, JsonNode live, @org.jspecify.annotations.Nullable TypeFacts facts) {
        if (!(live instanceof ObjectNode properties)) {
            return List.of();
        }
        var mutations =
                new Mutations(properties, facts == null ? "" : facts.tagging().property());
        var root = facts == null ? TypeNode.UNKNOWN : facts.root();
        mutations.objects(safe, properties, root, new Place(PropertyPath.ROOT, PropertyPath.ROOT, SCALARS));
        return mutations.made;
    }

    /// A place on both sides.
    ///
    /// @param words what changing, removing and adding is called here
    private record Place(PropertyPath safe, PropertyPath live, String[] words) {
        Place child(String key, String[] words) {
            return new Place(safe.child(key), live.child(key), words);
        }

        Place child(int i, int j) {
            return new Place(safe.child(i), live.child(j), words);
        }
    }

    private void values(JsonNode safe, JsonNode here, TypeNode node, Place at) {
        if (safe.isObject() && here.isObject()) {
            objects(safe, here, node, at);
        } else if (safe.isArray() && here.isArray() && !safe.isEmpty() && !here.isEmpty()) {
            lists(safe, (ArrayNode) here, node, at);
        } else if (safe.isValueNode() && here.isValueNode() && !here.asText().isEmpty()) {
            change(at, OtherValues.than(here, node));
            remove(at, here);
        }
    }

    private void objects(JsonNode safe, JsonNode here, TypeNode node, Place at) {
        safe.properties().forEach(e -> {
            var key = e.getKey();
            boolean tagged = at.safe().isRoot() && !tags.isEmpty() && key.equals(tags);
            boolean statement =
                    key.equals("Statement") && here.path(key).path(0).has("Effect");
            var words = tagged ? TAGS : statement ? STATEMENTS : inner(at.words());
            values(e.getValue(), here.path(key), node.child(key), at.child(key, words));
        });
        undeclared(safe, here, node, at);
    }

    /// Inside an element of a list the words are those of scalars again.
    private static String[] inner(String[] words) {
        return words == ELEMENTS ? SCALARS : words;
    }

    private void lists(JsonNode safe, ArrayNode here, TypeNode node, Place at) {
        var words = at.words() == SCALARS ? ELEMENTS : at.words();
        var place = new Place(at.safe(), at.live(), words);
        OtherValues.another(here, node.items()).ifPresent(more -> {
            var mutated = live.deepCopy();
            ((ArrayNode) mutated.at(at.live().toString())).add(more);
            var end = at.live().child(here.size());
            made.add(new Mutation(words[2], end, end, OtherValues.token(more), mutated, false));
        });
        var taken = new HashSet<Integer>();
        for (int i = 0; i < safe.size(); i++) {
            int j = partner(safe.get(i), here, i, taken);
            if (j >= 0) {
                taken.add(j);
                var element = place.child(i, j);
                values(safe.get(i), here.get(j), node.items(), element);
                if (here.get(j).isContainerNode()) {
                    remove(element, here.get(j));
                }
            }
        }
    }

    /// The live element that has most leaves in common with a declared one; its own place first.
    static int partner(JsonNode element, ArrayNode here, int own, Set<Integer> taken) {
        int best = -1;
        int most = 0;
        for (int n = 0; n < here.size(); n++) {
            int j = (own + n) % here.size();
            int common = taken.contains(j) ? 0 : common(element, here.get(j));
            if (common > most) {
                most = common;
                best = j;
            }
        }
        return best;
    }

    private static int common(JsonNode a, JsonNode b) {
        if (a.isValueNode() && b.isValueNode()) {
            return a.asText().equals(b.asText()) ? 1 : 0;
        }
        int count = 0;
        if (a.isObject()) {
            for (var e : a.properties()) {
                count += common(e.getValue(), b.path(e.getKey()));
            }
        }
        for (int i = 0; a.isArray() && i < Math.min(a.size(), b.size()); i++) {
            count += common(a.get(i), b.get(i));
        }
        return count;
    }

    private void change(Place at, JsonNode other) {
        var mutated = live.deepCopy();
        put(mutated, at.live(), other);
        made.add(new Mutation(at.words()[0], at.safe(), at.live(), OtherValues.token(other), mutated, false));
    }

    private void remove(Place at, JsonNode value) {
        var mutated = live.deepCopy();
        var last = at.live().last();
        switch (mutated.at(parent(at.live()))) {
            case ObjectNode object -> object.remove(last);
            case ArrayNode array -> array.remove(Integer.parseInt(last));
            default -> throw new IllegalStateException(at.live().toString());
        }
        made.add(new Mutation(at.words()[1], at.safe(), at.live(), OtherValues.token(value), mutated, false));
    }

    private void undeclared(JsonNode safe, JsonNode here, TypeNode node, Place at) {
        for (var name : node.properties()) {
            if (given(safe, name) || given(here, name) || at.safe().isRoot() && name.equals(tags)) {
                continue;
            }
            OtherValues.fresh(node.child(name), 2).ifPresent(value -> {
                var mutated = live.deepCopy();
                ((ObjectNode) mutated.at(at.live().toString())).set(name, value);
                made.add(new Mutation(
                        UNDECLARED,
                        at.safe().child(name),
                        at.live().child(name),
                        OtherValues.token(value),
                        mutated,
                        true));
            });
        }
    }

    private static boolean given(JsonNode object, String name) {
        return object.properties().stream().anyMatch(e -> e.getKey().equalsIgnoreCase(name));
    }

    public static void put(ObjectNode root, PropertyPath at, JsonNode value) {
        switch (root.at(parent(at))) {
            case ObjectNode object -> object.set(at.last(), value);
            case ArrayNode array -> array.set(Integer.parseInt(at.last()), value);
            default -> throw new IllegalStateException(at.toString());
        }
    }

    private static String parent(PropertyPath path) {
        return new PropertyPath(path.segments().subList(0, path.segments().size() - 1)).toString();
    }
}
