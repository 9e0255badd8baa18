package dev.phantom.iac.terraform.evaluate;

import dev.phantom.value.JsonRendering;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.StringJoiner;
import java.util.TreeMap;

/// What `jsonencode` makes of a known value: compact, keys in order, and without the characters that HTML would read.
final class JsonEncoding {

    private JsonEncoding() {}

    static String of(Value value) {
        return switch (value.settled()) {
            case ListValue list -> {
                var joined = new StringJoiner(",", "[", "]");
                list.items().forEach(i -> joined.add(of(i)));
                yield joined.toString();
            }
            case MapValue map -> {
                var joined = new StringJoiner(",", "{", "}");
                new TreeMap<>(map.entries()).forEach((k, v) -> joined.add(JsonRendering.quoted(k) + ":" + of(v)));
                yield joined.toString();
            }
            case Scalar s ->
                JsonRendering.scalar(s)
                        .replace("<", "\\u003c")
                        .replace(">", "\\u003e")
                        .replace("&", "\\u0026");
            case Value other -> "null";
        };
    }
}
