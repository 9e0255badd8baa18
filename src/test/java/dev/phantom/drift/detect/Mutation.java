package dev.phantom.drift.detect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.drift.Change;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;

/// One change of our own to the live model of a clean resource.
///
/// @param kind     as the page names it
/// @param safe     where the declared side has the place
/// @param live     where the live side has it
/// @param token    a text that the difference must show on one of its sides
/// @param mutated  the live properties
/// @param earlier  whether it can be seen only against an earlier look
public record Mutation(
        String kind, PropertyPath safe, PropertyPath live, String token, ObjectNode mutated, boolean earlier) {

    Mutation withEarlier(String newKind) {
        return new Mutation(newKind, safe, live, token, mutated, true);
    }

    /// Whether a change tells this very mutation: at its place, at an element of a list that came or went with it, or
    /// at the object of which nothing is left.
    boolean toldBy(Change change) {
        return at(change.path()) || at(BaselineComparison.actualPath(change)) || indexesAside(change);
    }

    /// Whether something that is not a change speaks of the place, of one above, or of one below it.
    boolean touches(PropertyPath path) {
        return path.overlaps(safe) || path.overlaps(live) || indexless(path).equals(indexless(safe));
    }

    private boolean at(PropertyPath path) {
        return path.startsWith(safe) || path.startsWith(live) || encloses(path, safe) || encloses(path, live);
    }

    private boolean encloses(PropertyPath path, PropertyPath place) {
        return !path.isRoot() && place.startsWith(path) && (isIndex(path.last()) || gone(path));
    }

    /// What the mutation left empty is told as a whole.
    private boolean gone(PropertyPath path) {
        return empty(mutated.at(path.toString()));
    }

    private static boolean empty(JsonNode node) {
        return node.isValueNode() || node.isMissingNode()
                ? node.asText().isEmpty()
                : node.valueStream().allMatch(Mutation::empty);
    }

    /// In a list without order the element may be told under another index; then its value must be the one.
    private boolean indexesAside(Change change) {
        var here = indexless(change.path());
        boolean placed = here.startsWith(indexless(safe))
                || !change.path().isRoot()
                        && isIndex(change.path().last())
                        && indexless(safe).startsWith(here);
        return placed
                && (change.expectedValue().filter(this::shows).isPresent()
                        || change.actualValue().filter(this::shows).isPresent());
    }

    private boolean shows(Value value) {
        return switch (value.settled()) {
            case Scalar s -> s.text().equals(token);
            case ListValue list -> list.items().stream().anyMatch(this::shows);
            case MapValue map -> map.entries().values().stream().anyMatch(this::shows);
            case Value other -> false;
        };
    }

    private static boolean isIndex(String segment) {
        return segment.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static PropertyPath indexless(PropertyPath path) {
        return new PropertyPath(
                path.segments().stream().filter(s -> !isIndex(s)).toList());
    }
}
