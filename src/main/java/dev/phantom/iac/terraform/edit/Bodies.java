package dev.phantom.iac.terraform.edit;

import dev.phantom.iac.terraform.syntax.Body;
import dev.phantom.iac.terraform.syntax.Body.Attribute;
import dev.phantom.iac.terraform.syntax.Body.Block;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Attributes and blocks in a block: added in the order that people write them, removed with their lines.
///
/// @param module address of the module, for references
record Bodies(SourceLines source, String module) {

    private static final Set<String> LAST = Set.of("depends_on", "provider", "count", "for_each");

    /// An attribute more, behind those that are there and before the nested blocks.
    List<SpanEdit> attribute(Block in, String name, Value value) {
        var text = writing(in);
        String written = name + " = " + text.of(value);
        return in(in, written, after(in.body()));
    }

    /// A nested block more, behind those of its type, else at the end.
    List<SpanEdit> block(Block in, String type, MapValue content) {
        String written = block(type, content, writing(in));
        var alike = in.body().blocks(type).toList();
        if (!alike.isEmpty()) {
            return in(in, written, alike.getLast(), areApart(alike) ? source.eol() : "");
        }
        Body.Item last = in.body().items().isEmpty() ? null : in.body().items().getLast();
        String apart = last == null || isOneLine(in) ? "" : source.eol();
        return in(in, written, last, apart);
    }

    /// Whether a blank line stands between the last two.
    private boolean areApart(List<Block> blocks) {
        return blocks.size() > 1
                && source.text()
                        .substring(
                                blocks.get(blocks.size() - 2).end(),
                                blocks.getLast().start())
                        .matches("(?s)[ \t]*\r?\n[ \t]*\r?\n.*");
    }

    /// Several blocks of a type that has none yet.
    List<SpanEdit> blocks(Block in, String type, List<Value> contents) {
        var text = writing(in);
        String all = contents.stream()
                .map(c -> block(type, (MapValue) c, text))
                .reduce((a, b) -> a + source.eol() + text.indent() + b)
                .orElse("");
        Body.Item last = in.body().items().isEmpty() ? null : in.body().items().getLast();
        return in(in, all, last, last == null || isOneLine(in) ? "" : source.eol());
    }

    /// Other blocks in the place of the first of those that are there.
    List<SpanEdit> exchanged(List<Block> there, List<Value> contents) {
        List<SpanEdit> spans = new ArrayList<>();
        Block first = there.getFirst();
        var text = new HclText(source.file().isJson(), source.indent(first.start()), source.eol(), module);
        String all = contents.stream()
                .map(c -> block(first.type(), (MapValue) c, text))
                .reduce((a, b) -> a + source.eol() + text.indent() + b)
                .orElse("");
        spans.add(new SpanEdit(first.start(), first.end(), all));
        there.stream()
                .skip(1)
                .forEach(b -> spans.add(new SpanEdit(source.lineStart(b.start()), source.nextLine(b.end()), "")));
        return spans;
    }

    private HclText writing(Block in) {
        String inside = in.body().items().isEmpty() || isOneLine(in)
                ? source.indent(in.start()) + "  "
                : source.indent(in.body().items().getFirst().start());
        return new HclText(source.file().isJson(), inside, source.eol(), module);
    }

    private boolean isOneLine(Block block) {
        return source.sameLine(block.body().start(), block.body().end());
    }

    private static Body.@Nullable Item after(Body body) {
        Attribute found = null;
        for (Body.Item item : body.items()) {
            if (item instanceof Block) {
                break;
            }
            if (item instanceof Attribute a && (found == null || !LAST.contains(a.name()))) {
                found = a;
            }
        }
        return found;
    }

    private List<SpanEdit> in(Block in, String written, Body.@Nullable Item behind) {
        return in(in, written, behind, "");
    }

    private List<SpanEdit> in(Block in, String written, Body.@Nullable Item behind, String apart) {
        String indent = writing(in).indent();
        String line = source.eol() + apart + indent + written;
        if (isOneLine(in)) {
            String items =
                    source.text().substring(in.body().start(), in.body().end()).strip();
            String first = items.isEmpty() ? "" : source.eol() + indent + items;
            return List.of(new SpanEdit(
                    in.body().start(), in.body().end(), first + line + source.eol() + source.indent(in.start())));
        }
        int at = behind == null ? source.lineEnd(in.body().start()) : source.lineEnd(behind.end());
        return List.of(new SpanEdit(at, at, line));
    }

    /// What nobody would write stays out: null, and what is empty.
    private static String block(String type, MapValue content, HclText text) {
        var lines = new StringBuilder(type).append(" {");
        int widest = content.entries().entrySet().stream()
                .filter(e -> isAttribute(e.getValue())
                        && !text.deeper().of(e.getValue()).contains("\n"))
                .mapToInt(e -> e.getKey().length())
                .max()
                .orElse(0);
        boolean any = false;
        for (Map.Entry<String, Value> entry : content.entries().entrySet()) {
            if (isAttribute(entry.getValue())) {
                String value = text.deeper().of(entry.getValue());
                int pad = value.contains("\n") ? 0 : widest - entry.getKey().length();
                lines.append(text.eol())
                        .append(text.indent())
                        .append("  ")
                        .append(entry.getKey())
                        .append(" ".repeat(pad))
                        .append(" = ")
                        .append(value);
                any = true;
            }
        }
        for (Map.Entry<String, Value> entry : content.entries().entrySet()) {
            if (isBlocks(entry.getValue())) {
                for (Value one : ((ListValue) entry.getValue()).items()) {
                    lines.append(any ? text.eol() : "")
                            .append(text.eol())
                            .append(text.indent())
                            .append("  ")
                            .append(block(entry.getKey(), (MapValue) one, text.deeper()));
                    any = true;
                }
            }
        }
        return lines.append(any ? text.eol() + text.indent() : "").append("}").toString();
    }

    /// A list of objects is written as blocks.
    static boolean isBlocks(Value value) {
        return value instanceof ListValue(List<Value> items)
                && !items.isEmpty()
                && items.stream().allMatch(MapValue.class::isInstance);
    }

    private static boolean isAttribute(Value value) {
        return !isBlocks(value) && !isVoid(value);
    }

    static boolean isVoid(Value value) {
        return switch (value) {
            case Scalar s -> s.text().isEmpty() || (s.isPlain() && s.text().equals("null"));
            case ListValue l -> l.items().isEmpty();
            case MapValue m -> m.entries().isEmpty();
            case Value other -> false;
        };
    }

    /// An attribute or a block less, with its lines, and with one of two blank lines that would meet.
    List<SpanEdit> removed(Block in, Body.Item item) {
        if (isOneLine(in)) {
            return List.of(new SpanEdit(in.body().start(), in.body().end(), ""));
        }
        int from = source.lineStart(item.start());
        int to = source.nextLine(item.end());
        boolean blankBefore = from > 0 && isBlank(source.lineStart(from - 1));
        boolean closes =
                to >= source.text().length() || isBlank(to) || source.text().startsWith("}", to + blanks(to));
        return List.of(new SpanEdit(blankBefore && closes ? source.lineStart(from - 1) : from, to, ""));
    }

    private boolean isBlank(int line) {
        return source.text().substring(line, source.lineEnd(line)).isBlank();
    }

    private int blanks(int from) {
        return source.indent(from).length();
    }
}
