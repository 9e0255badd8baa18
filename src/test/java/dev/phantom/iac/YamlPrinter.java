package dev.phantom.iac;

import dev.phantom.value.Intrinsics;
import dev.phantom.value.JsonRendering;
import dev.phantom.value.Value;
import dev.phantom.value.Value.Intrinsic;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/// Prints documents as YAML as different people write it: indentation, quotes, flow style, comments, short and long
/// functions, line ends, byte order mark, missing final newline. On purpose no code of the product's own writer.
final class YamlPrinter {
    private static final Pattern SIMPLE = Pattern.compile("[A-Za-z][A-Za-z0-9._/-]*");
    private static final Pattern RESERVED = Pattern.compile("(?i)y|n|yes|no|true|false|on|off|null");

    private final Random random;
    private final int step;
    private final boolean flushLists;
    private final boolean shortForms;
    private final boolean comments;

    YamlPrinter(Random random) {
        this.random = random;
        this.step = random.nextBoolean() ? 2 : 4;
        this.flushLists = random.nextBoolean();
        this.shortForms = random.nextInt(3) > 0;
        this.comments = random.nextBoolean();
    }

    String print(MapValue document) {
        var text = new StringBuilder(random.nextInt(5) == 0 ? "---\n" : "");
        document.entries().forEach((key, value) -> {
            comment(text, 0);
            text.append(key).append(':').append(under(value, 0, false)).append('\n');
        });
        String printed = text.toString();
        if (random.nextInt(4) == 0) {
            printed = printed.stripTrailing();
        }
        if (random.nextInt(4) == 0) {
            printed = printed.replace("\n", "\r\n");
        }
        return random.nextInt(6) == 0 ? "\uFEFF" + printed : printed;
    }

    private void comment(StringBuilder text, int column) {
        if (comments && random.nextInt(4) == 0) {
            text.append(" ".repeat(column)).append("# a remark: - not: [a value\n");
        }
    }

    /// What follows the colon or the dash that stands in this column.
    private String under(Value value, int column, boolean dash) {
        boolean flow = random.nextInt(6) == 0;
        return switch (value) {
            case Scalar s -> " " + scalar(s, column, false) + trailing(s);
            case ListValue l when l.items().isEmpty() || flow -> " " + flow(l);
            case MapValue m when m.entries().isEmpty() || flow -> " " + flow(m);
            case ListValue l ->
                dash ? " " + items(l, column + 2).stripLeading() : "\n" + items(l, column + (flushLists ? 0 : step));
            case MapValue m -> dash ? " " + entries(m, column + 2).stripLeading() : "\n" + entries(m, column + step);
            case Intrinsic i when tagged(i) -> function(i, column);
            case Intrinsic i -> under(new MapValue(Map.of(i.name(), i.argument())), column, dash);
            case Value other -> throw new IllegalArgumentException(other.toString());
        };
    }

    private String trailing(Scalar s) {
        return comments && s.text().indexOf('\n') < 0 && random.nextInt(8) == 0 ? "   # trailing" : "";
    }

    private boolean tagged(Intrinsic call) {
        return shortForms && !(call.argument() instanceof Intrinsic);
    }

    private String function(Intrinsic call, int column) {
        String tag = " " + Intrinsics.tag(call.name());
        return switch (call.argument()) {
            case Scalar s -> tag + " " + scalar(s, column, false);
            case ListValue l
            when call.name().equals("Fn::GetAtt") ->
                tag + " "
                        + String.join(
                                ".",
                                l.items().stream().map(v -> ((Scalar) v).text()).toList());
            case ListValue l when random.nextBoolean() && !l.items().isEmpty() -> tag + "\n" + items(l, column + step);
            case Value other -> tag + " " + flow(other);
        };
    }

    private String items(ListValue list, int column) {
        var text = new StringBuilder();
        for (Value item : list.items()) {
            comment(text, column);
            text.append(" ".repeat(column))
                    .append('-')
                    .append(under(item, column, true))
                    .append('\n');
        }
        String all = text.toString();
        String body = all.substring(0, all.length() - 1);
        return body.startsWith(" ".repeat(column) + "#") ? body.substring(body.indexOf('\n') + 1) : body;
    }

    private String entries(MapValue map, int column) {
        var text = new StringBuilder();
        boolean first = true;
        for (var entry : map.entries().entrySet()) {
            if (!first) {
                comment(text, column);
            }
            first = false;
            text.append(" ".repeat(column))
                    .append(entry.getKey())
                    .append(':')
                    .append(under(entry.getValue(), column, false))
                    .append('\n');
        }
        return text.substring(0, text.length() - 1);
    }

    private String scalar(Scalar s, int column, boolean flow) {
        if (s.isPlain()) {
            return s.text();
        }
        boolean literal =
                Pattern.matches("[a-zA-Z#](?s:.*)", s.text()) && s.text().endsWith("\n") && !flow;
        if (literal && random.nextBoolean()) {
            String pad = " ".repeat(column + step);
            return "|\n" + pad + String.join("\n" + pad, List.of(s.text().split("\n")));
        }
        if (SIMPLE.matcher(s.text()).matches() && !RESERVED.matcher(s.text()).matches() && random.nextInt(3) > 0) {
            return s.text();
        }
        boolean single = random.nextBoolean() && s.text().chars().allMatch(c -> c >= ' ');
        return single ? "'" + s.text().replace("'", "''") + "'" : JsonRendering.quoted(s.text());
    }

    private String flow(Value value) {
        return switch (value) {
            case Scalar s -> scalar(s, 0, true);
            case ListValue l -> {
                var all = new StringJoiner(", ", "[", "]");
                l.items().forEach(i -> all.add(flow(i)));
                yield all.toString();
            }
            case MapValue m -> {
                var all = new StringJoiner(", ", "{", "}");
                m.entries().forEach((k, v) -> all.add(k + ": " + flow(v)));
                yield all.toString();
            }
            case Intrinsic i
            when tagged(i) && i.argument() instanceof Scalar -> Intrinsics.tag(i.name()) + " " + flow(i.argument());
            case Intrinsic i -> "{" + i.name() + ": " + flow(i.argument()) + "}";
            case Value other -> throw new IllegalArgumentException(other.toString());
        };
    }
}
