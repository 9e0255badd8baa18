package dev.phantom.iac.terraform.edit;

import dev.phantom.iac.terraform.syntax.Expression;
import dev.phantom.iac.terraform.syntax.Expression.ObjectCons;
import dev.phantom.iac.terraform.syntax.Expression.Tuple;
import java.util.ArrayList;
import java.util.List;

/// The elements of a list or an object between its brackets, to which one is added or from which one is taken.
///
/// @param elements start and end of each
/// @param commas   elements are told apart by commas, not by line ends
record BracketList(SourceLines source, int open, int close, List<int[]> elements, boolean commas) {

    static BracketList of(SourceLines source, Tuple tuple) {
        return new BracketList(source, tuple.start() + 1, tuple.end() - 1, spans(tuple.items()), true);
    }

    static BracketList of(SourceLines source, ObjectCons object) {
        List<int[]> spans = new ArrayList<>();
        object.entries()
                .forEach(e -> spans.add(new int[] {e.key().start(), e.value().end()}));
        int close = object.end() - 1;
        boolean colons = object.entries().stream().anyMatch(Expression.Entry::colon);
        boolean commas = colons
                || spans.isEmpty()
                || source.sameLine(object.start(), close)
                || source.text()
                        .substring(spans.getFirst()[1], spans.size() > 1 ? spans.get(1)[0] : close)
                        .strip()
                        .startsWith(",");
        return new BracketList(source, object.start() + 1, close, spans, commas);
    }

    private static List<int[]> spans(List<Expression> items) {
        List<int[]> spans = new ArrayList<>();
        items.forEach(i -> spans.add(new int[] {i.start(), i.end()}));
        return spans;
    }

    /// Whether each element has lines of its own.
    boolean inLines() {
        return !elements.isEmpty()
                && !source.sameLine(open, elements.getFirst()[0])
                && source.beginsLine(elements.getLast()[0]);
    }

    /// Where the line of a new element would be indented to.
    int model() {
        return elements.isEmpty() ? open : elements.getLast()[0];
    }

    /// Several elements as one text, told apart as those that are there.
    String joined(List<String> written) {
        String apart = inLines() ? "," + source.eol() + source.indent(elements.getLast()[0]) : ", ";
        return String.join(apart, written);
    }

    /// Before an element that is there, behind the line of the one before it.
    List<SpanEdit> inserted(int index, List<String> written) {
        int[] next = elements.get(index);
        if (!inLines() || !source.beginsLine(next[0])) {
            return List.of(new SpanEdit(next[0], next[0], String.join(", ", written) + ", "));
        }
        int before = index == 0 ? open : Math.max(elements.get(index - 1)[1], commaBehind(elements.get(index - 1)[1]));
        int at = source.lineEnd(before);
        return List.of(new SpanEdit(at, at, source.eol() + source.indent(next[0]) + joined(written) + ","));
    }

    List<SpanEdit> added(String written, boolean padded) {
        if (elements.isEmpty()) {
            String pad = padded ? " " : "";
            return List.of(new SpanEdit(open, close, pad + written + pad));
        }
        int end = elements.getLast()[1];
        if (!inLines()) {
            return List.of(new SpanEdit(end, end, ", " + written));
        }
        int comma = commaBehind(end);
        String line = source.eol() + source.indent(elements.getLast()[0]) + written;
        int at = Math.max(end, Math.min(source.lineEnd(Math.max(end, comma)), close));
        if (source.sameLine(end, close)) {
            return List.of(new SpanEdit(end, end, "," + line));
        }
        if (!commas || comma >= 0) {
            return List.of(new SpanEdit(at, at, line + (comma >= 0 ? "," : "")));
        }
        return at == end
                ? List.of(new SpanEdit(end, end, "," + line))
                : List.of(new SpanEdit(end, end, ","), new SpanEdit(at, at, line));
    }

    /// Behind the comma that follows an element; -1 if none does.
    private int commaBehind(int end) {
        int at = end;
        while (at < close && Character.isWhitespace(source.text().charAt(at))) {
            at++;
        }
        return at < close && source.text().charAt(at) == ',' ? at + 1 : -1;
    }

    List<SpanEdit> removed(int index) {
        int[] one = elements.get(index);
        int comma = commaBehind(one[1]);
        boolean last = index == elements.size() - 1;
        int behind = Math.max(one[1], comma);
        if (source.beginsLine(one[0]) && source.lineEnd(behind) <= close && !source.sameLine(behind, close)) {
            var lines = new SpanEdit(source.lineStart(one[0]), source.nextLine(behind), "");
            int before = last && index > 0 && comma < 0 ? commaBehind(elements.get(index - 1)[1]) : -1;
            return before < 0 ? List.of(lines) : List.of(new SpanEdit(before - 1, before, ""), lines);
        }
        if (!last) {
            return List.of(new SpanEdit(one[0], elements.get(index + 1)[0], ""));
        }
        int from = index > 0 ? elements.get(index - 1)[1] : open;
        int to = index > 0 ? one[1] : close;
        return List.of(new SpanEdit(from, to, ""));
    }
}
