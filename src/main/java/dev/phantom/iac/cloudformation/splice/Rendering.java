package dev.phantom.iac.cloudformation.splice;

import dev.phantom.fault.Code;
import dev.phantom.fault.PhantomException;
import dev.phantom.value.Intrinsics;
import dev.phantom.value.JsonRendering;
import dev.phantom.value.Value;
import dev.phantom.value.Value.Intrinsic;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import dev.phantom.value.read.SourceNode.Form;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/// New values as text, in the habits of the file.
record Rendering(Layout layout) {
    private static final int LINE = 100;

    /// A reference as the function that a person writes.
    static Value writable(Value value) {
        return switch (value) {
            case Value.Reference r ->
                r.attribute().isEmpty()
                        ? new Intrinsic("Ref", Value.string(r.logicalId()))
                        : new Intrinsic(
                                "Fn::GetAtt", Value.list(Value.string(r.logicalId()), Value.string(r.attribute())));
            case Value.Unknown u ->
                throw new PhantomException(Code.PATCH_REFUSED, "an unknown value cannot be written: " + u.reason());
            case Value.Sensitive s -> throw new PhantomException(Code.PATCH_REFUSED, "a secret is never written");
            case ListValue(List<Value> items) ->
                new ListValue(items.stream().map(Rendering::writable).toList());
            case MapValue(Map<String, Value> entries) -> {
                Map<String, Value> all = new java.util.LinkedHashMap<>();
                entries.forEach((k, v) -> all.put(k, writable(v)));
                yield new MapValue(all);
            }
            case Intrinsic i -> new Intrinsic(i.name(), writable(i.argument()));
            case Scalar s -> s;
        };
    }

    /// In one line, for YAML flow context and short values.
    String flow(Value value) {
        return switch (value) {
            case Scalar s -> ScalarText.yaml(s, Form.PLAIN, layout.quote(), true);
            case ListValue(List<Value> items) -> {
                var joined = new StringJoiner(", ", "[", "]");
                items.forEach(item -> joined.add(flow(item)));
                yield joined.toString();
            }
            case MapValue(Map<String, Value> entries) -> {
                var joined = new StringJoiner(", ", "{", "}");
                entries.forEach((k, v) -> joined.add(key(k, true) + ": " + flow(v)));
                yield joined.toString();
            }
            case Intrinsic i when tagged(i) -> tag(i) + " " + flow(argument(i));
            case Intrinsic i -> "{" + key(i.name(), false) + ": " + flow(i.argument()) + "}";
            case Value other -> flow(writable(other));
        };
    }

    String key(String key, boolean flow) {
        return ScalarText.yaml(Value.string(key), Form.PLAIN, layout.quote(), flow && !key.startsWith("Fn::"));
    }

    /// What follows `Key:` or `-` in block context: a blank and a line, or lines of their own.
    ///
    /// @param column of the key or the dash
    String block(Value value, int column, boolean underDash) {
        return switch (value) {
            case Scalar s -> scalar("", s, column);
            case ListValue l when l.items().isEmpty() -> " []";
            case MapValue m when m.entries().isEmpty() -> " {}";
            case ListValue(List<Value> items) ->
                underDash
                        ? " " + items(items, column + 2).strip()
                        : layout.eol() + items(items, column + layout.listOffset());
            case MapValue(Map<String, Value> entries) ->
                underDash
                        ? " " + entries(entries, column + 2).strip()
                        : layout.eol() + entries(entries, column + layout.step());
            case Intrinsic i when tagged(i) -> function(i, column);
            case Intrinsic i -> block(new MapValue(Map.of(i.name(), i.argument())), column, underDash);
            case Value other -> block(writable(other), column, underDash);
        };
    }

    private String function(Intrinsic call, int column) {
        Value argument = argument(call);
        String inline = tag(call) + " " + flow(argument);
        boolean simple = !(argument instanceof Scalar) && inline.length() <= LINE && !inline.contains("\\n");
        return switch (argument) {
            case Scalar s -> scalar(" " + tag(call), s, column);
            case ListValue(List<Value> items)
            when !simple && !items.isEmpty() -> " " + tag(call) + layout.eol() + items(items, column + layout.step());
            case MapValue(Map<String, Value> entries)
            when !simple && !entries.isEmpty() ->
                " " + tag(call) + layout.eol() + entries(entries, column + layout.step());
            case Value other -> " " + inline;
        };
    }

    private String scalar(String tag, Scalar scalar, int column) {
        if (!ScalarText.fitsLiteral(scalar.text())) {
            return tag + " " + ScalarText.yaml(scalar, Form.PLAIN, layout.quote(), false);
        }
        return tag + " " + literal(scalar.text(), column + layout.step());
    }

    /// A literal block with its header.
    String literal(String text, int column) {
        var lines = new StringBuilder(text.endsWith("\n") ? "|" : "|-");
        text.lines()
                .forEach(line -> lines.append(layout.eol())
                        .append(line.isEmpty() ? "" : " ".repeat(column))
                        .append(line));
        return lines.toString();
    }

    private String items(List<Value> items, int column) {
        var lines = new StringJoiner(layout.eol());
        items.forEach(item -> lines.add(" ".repeat(column) + "-" + block(item, column, true)));
        return lines.toString();
    }

    private String entries(Map<String, Value> entries, int column) {
        var lines = new StringJoiner(layout.eol());
        entries.forEach((k, v) -> lines.add(" ".repeat(column) + key(k, false) + ":" + block(v, column, false)));
        return lines.toString();
    }

    /// A function whose argument is a function cannot carry both tags.
    private boolean tagged(Intrinsic call) {
        return layout.shortForms()
                && !(call.argument() instanceof Intrinsic)
                && !call.name().contains("ForEach");
    }

    private static String tag(Intrinsic call) {
        return Intrinsics.tag(call.name());
    }

    /// `!GetAtt A.B` is how people write it.
    private static Value argument(Intrinsic call) {
        if (call.name().equals("Fn::GetAtt")
                && call.argument() instanceof ListValue(List<Value> items)
                && items.stream().allMatch(Scalar.class::isInstance)) {
            var joined = new StringJoiner(".");
            items.forEach(item -> joined.add(((Scalar) item).text()));
            return Value.string(joined.toString());
        }
        return call.argument();
    }

    /// JSON, in lines unless `inline`.
    ///
    /// @param column of the line that the value begins in
    String json(Value value, int column, boolean inline) {
        return switch (value) {
            case Scalar s -> s.isPlain() && JsonRendering.isBare(s.text()) ? s.text() : ScalarText.quoted(s.text());
            case ListValue(List<Value> items) -> {
                var lines = brackets("[", "]", column, inline || items.isEmpty());
                items.forEach(item -> lines.add(json(item, column + layout.step(), inline)));
                yield lines.toString();
            }
            case MapValue(Map<String, Value> entries) -> {
                var lines = brackets("{", "}", column, inline || entries.isEmpty());
                entries.forEach((k, v) ->
                        lines.add(ScalarText.quoted(k) + layout.colon() + json(v, column + layout.step(), inline)));
                yield lines.toString();
            }
            case Intrinsic i -> json(new MapValue(Map.of(i.name(), i.argument())), column, inline || small(i));
            case Value other -> json(writable(other), column, inline);
        };
    }

    private static boolean small(Intrinsic call) {
        return call.argument() instanceof Scalar || call.name().equals("Fn::GetAtt");
    }

    private StringJoiner brackets(String open, String close, int column, boolean inline) {
        if (inline) {
            return new StringJoiner(", ", open, close);
        }
        String outer = layout.eol() + " ".repeat(column);
        String inner = outer + " ".repeat(layout.step());
        return new StringJoiner("," + inner, open + inner, outer + close);
    }
}
