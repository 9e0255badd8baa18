package dev.phantom.iac.terraform.evaluate;

import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// What `for`, `for_each` and `dynamic` go through.
final class Collection {

    private Collection() {}

    /// @param key     as `each.key` and `for` give it
    /// @param segment of the element's place in the collection
    record Element(Value key, Value value, String segment) {}

    /// The elements in Terraform's order: of a list as written, of a map by key.
    ///
    /// @return empty if it is not known what there is
    static Optional<List<Element>> of(Value value) {
        List<Element> elements = new ArrayList<>();
        switch (value.settled()) {
            case ListValue(List<Value> items) -> {
                for (int i = 0; i < items.size(); i++) {
                    String segment = Integer.toString(i);
                    elements.add(new Element(Value.plain(segment), items.get(i), segment));
                }
            }
            case MapValue map ->
                new TreeMap<>(map.entries())
                        .forEach((key, item) -> elements.add(new Element(Value.string(key), item, key)));
            case Value other -> {
                return Optional.empty();
            }
        }
        return Optional.of(elements);
    }
}
