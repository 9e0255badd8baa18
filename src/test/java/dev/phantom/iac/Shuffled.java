package dev.phantom.iac;

import dev.phantom.value.Value;
import dev.phantom.value.Value.Intrinsic;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Random;

/// The same value with the keys of every object in another order.
public record Shuffled(Random random) {

    public Value keys(Value value) {
        return switch (value) {
            case MapValue map -> {
                var keys = new ArrayList<>(map.entries().keySet());
                Collections.shuffle(keys, random);
                var copy = new LinkedHashMap<String, Value>();
                keys.forEach(key -> copy.put(key, keys(map.entries().get(key))));
                yield new MapValue(copy);
            }
            case ListValue list ->
                new ListValue(list.items().stream().map(this::keys).toList());
            case Intrinsic(String name, Value argument) -> new Intrinsic(name, keys(argument));
            case Value other -> other;
        };
    }
}
