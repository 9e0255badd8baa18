package dev.phantom.secret;

import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.ArrayList;
import java.util.List;

/// Where in a model a value stands: all that its surroundings say of whether it is a secret.
///
/// @param name by which it goes: its key, or in `{Name: DB_PASSWORD, Value: …}` the name beside it; an element goes by
///             its list's
/// @param list in which it stands; empty if it stands in none
/// @param index in that list; -1 if it stands in none
record Standing(Place place, String name, ListValue list, int index) {

    private static final ListValue NONE = new ListValue(List.of());

    static Standing of(Value model, PropertyPath path) {
        var place = Place.OTHER;
        var name = "";
        var list = NONE;
        int index = -1;
        Value here = model.settled();
        for (var segment : path.segments()) {
            int at = PropertyPath.index(segment);
            var map = here instanceof MapValue m ? m : MapValue.EMPTY;
            boolean element = here instanceof ListValue || map.entries().isEmpty() && (at >= 0 || segment.equals("-"));
            place = element ? place.element() : place.entry(map, segment);
            name = element ? name : SecretPlaces.name(map, segment);
            list = here instanceof ListValue l ? l : NONE;
            index = here instanceof ListValue ? at : -1;
            here = below(here, segment, at);
        }
        return new Standing(place, name, list, index);
    }

    private static Value below(Value parent, String segment, int index) {
        var child = switch (parent) {
            case MapValue map -> map.get(segment);
            case ListValue list
            when index >= 0 && index < list.items().size() -> list.items().get(index);
            case Value other -> null;
        };
        return child == null ? MapValue.EMPTY : child.settled();
    }

    /// The scalar that stands before it in its list; else empty.
    String before() {
        return index > 0 && index <= list.items().size() && list.items().get(index - 1) instanceof Scalar s
                ? s.text()
                : "";
    }

    /// Whether it holds a secret that the line of a command gives away, of which it is a word.
    boolean isMarked(Scalar value) {
        if (index < 0 || index >= list.items().size()) {
            return false;
        }
        var items = new ArrayList<>(list.items());
        items.set(index, value);
        return CommandList.marks(new ListValue(items)).get(index);
    }
}
