package dev.phantom.iac;

import dev.phantom.value.JsonRendering;
import dev.phantom.value.Value;
import dev.phantom.value.Value.Intrinsic;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.Map;
import java.util.Random;
import java.util.StringJoiner;

/// Prints documents as JSON in one of several habits.
final class JsonPrinter {
    private final String eol;
    private final String step;
    private final String colon;

    JsonPrinter(Random random) {
        eol = random.nextInt(3) == 0 ? "\r\n" : "\n";
        step = new String[] {"  ", "    ", ""}[random.nextInt(3)];
        colon = random.nextBoolean() ? ": " : " : ";
    }

    String print(Value document) {
        return value(document, "") + (step.isEmpty() ? "" : eol);
    }

    private String value(Value value, String indent) {
        return switch (value) {
            case Scalar s -> JsonRendering.scalar(s);
            case ListValue l -> {
                var lines = lines("[", "]", indent, l.items().isEmpty());
                l.items().forEach(i -> lines.add(value(i, indent + step)));
                yield lines.toString();
            }
            case MapValue m -> {
                var lines = lines("{", "}", indent, m.entries().isEmpty());
                m.entries().forEach((k, v) -> lines.add(JsonRendering.quoted(k) + colon + value(v, indent + step)));
                yield lines.toString();
            }
            case Intrinsic i -> value(new MapValue(Map.of(i.name(), i.argument())), indent);
            case Value other -> throw new IllegalArgumentException(other.toString());
        };
    }

    private StringJoiner lines(String open, String close, String indent, boolean empty) {
        if (empty || step.isEmpty()) {
            return new StringJoiner(", ", open, close);
        }
        return new StringJoiner("," + eol + indent + step, open + eol + indent + step, eol + indent + close);
    }
}
