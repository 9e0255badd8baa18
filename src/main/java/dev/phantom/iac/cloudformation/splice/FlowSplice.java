package dev.phantom.iac.cloudformation.splice;

import dev.phantom.fault.Code;
import dev.phantom.fault.PhantomException;
import dev.phantom.value.JsonRendering;
import dev.phantom.value.SourceSpan;
import dev.phantom.value.Value;
import dev.phantom.value.Value.Scalar;
import dev.phantom.value.read.SourceNode;
import dev.phantom.value.read.SourceNode.MappingNode;
import dev.phantom.value.read.SourceNode.SequenceNode;
import java.util.List;
import java.util.stream.Stream;

/// Edits between brackets: JSON, and YAML's flow style.
record FlowSplice(SourceText source, Rendering rendering) {

    /// @param column of the line that the value begins in
    String value(Value value, SourceNode near) {
        if (!source.json()) {
            return rendering.flow(value);
        }
        int start = near.span().start();
        int indent = indent(start);
        boolean inline = !source.multiline(start, near.span().end()) && !(near instanceof SourceNode.ScalarNode);
        return rendering.json(value, indent, inline);
    }

    private int indent(int offset) {
        int at = source.lineStart(offset);
        int start = at;
        while (at < source.text().length() && source.text().charAt(at) == ' ') {
            at++;
        }
        return at - start;
    }

    String addEntry(MappingNode map, String key, Value value) {
        String name = source.json() ? JsonRendering.quoted(key) + colon(map) : rendering.key(key, true) + ": ";
        List<SourceSpan> spans = map.entries().stream().map(FlowSplice::span).toList();
        int after = OrderedPlace.after(
                map.entries().stream().map(e -> e.name().orElse("")).toList(), key);
        return insert(
                map,
                spans,
                after,
                name,
                value,
                map.entries().isEmpty() ? map : map.entries().get(after).value());
    }

    private String colon(MappingNode map) {
        if (map.entries().isEmpty()) {
            return rendering.layout().colon();
        }
        var entry = map.entries().getFirst();
        int end = Math.min(entry.key().span().end(), entry.value().span().start());
        String between = source.text().substring(end, entry.value().span().start());
        return between.strip().equals(":") && !between.contains("\n")
                ? between
                : rendering.layout().colon();
    }

    String append(SequenceNode list, Value value) {
        List<SourceSpan> spans = list.items().stream().map(SourceNode::span).toList();
        return insert(
                list,
                spans,
                spans.size() - 1,
                "",
                value,
                list.items().isEmpty() ? list : list.items().getLast());
    }

    private String insert(
            SourceNode collection, List<SourceSpan> spans, int after, String name, Value value, SourceNode like) {
        requireBrackets(collection);
        int open = collection.place().content() + 1;
        if (spans.isEmpty()) {
            return intoEmpty(collection, name, value);
        }
        SourceSpan previous = spans.get(after);
        int gapStart = after == 0 ? open : spans.get(after - 1).end();
        boolean ownLine = source.multiline(gapStart, previous.start());
        String text = name + element(value, like, previous, ownLine);
        if (!ownLine) {
            return source.replace(previous.end(), previous.end(), separator(spans, after) + text);
        }
        String indent = source.text().substring(source.lineStart(previous.start()), previous.start());
        String padding = indent.isBlank() ? indent : " ".repeat(indent(previous.start()));
        String line = rendering.layout().eol() + padding + text;
        int end = source.lineEnd(previous.end());
        String rest = source.text().substring(previous.end(), end);
        if (!rest.strip().startsWith("#")) {
            return source.replace(previous.end(), previous.end(), "," + line);
        }
        return source.replace(previous.end(), end, "," + rest + line);
    }

    private String separator(List<SourceSpan> spans, int after) {
        if (after == 0) {
            return source.json() && spans.size() > 1
                    ? source.text()
                            .substring(spans.get(0).end(), spans.get(1).start())
                            .replaceAll("\\s*\\n\\s*", " ")
                    : ", ";
        }
        String between = source.text()
                .substring(spans.get(after - 1).end(), spans.get(after).start());
        return between.strip().equals(",") && !between.contains("\n") ? between : ", ";
    }

    private String element(Value value, SourceNode like, SourceSpan previous, boolean ownLine) {
        if (!source.json()) {
            return rendering.flow(value);
        }
        boolean inline = !ownLine
                || (isCollection(like)
                        && !source.multiline(like.span().start(), like.span().end()));
        return rendering.json(value, indent(previous.start()), inline);
    }

    private static boolean isCollection(SourceNode node) {
        return node instanceof MappingNode || node instanceof SequenceNode;
    }

    private String intoEmpty(SourceNode collection, String name, Value value) {
        int start = collection.place().content() + 1;
        int end = collection.span().end() - 1;
        if (!source.text().substring(start, end).isBlank()) {
            throw new PhantomException(Code.PATCH_REFUSED, "there is a comment where the first element would go");
        }
        if (!source.json()) {
            return source.replace(start, end, name + rendering.flow(value));
        }
        int column = indent(start);
        String eol = rendering.layout().eol();
        int inner = column + rendering.layout().step();
        return source.replace(
                start,
                end,
                eol
                        + " ".repeat(inner)
                        + name
                        + rendering.json(value, inner, value instanceof Scalar)
                        + eol
                        + " ".repeat(column));
    }

    String remove(SourceNode collection, int index) {
        List<SourceSpan> spans = switch (collection) {
            case MappingNode m -> m.entries().stream().map(FlowSplice::span).toList();
            case SequenceNode s -> s.items().stream().map(SourceNode::span).toList();
            case SourceNode.ScalarNode s -> List.of();
            case SourceNode.AliasNode a -> List.of();
        };
        int start;
        int end;
        if (spans.size() == 1) {
            requireBrackets(collection);
            start = collection.place().content() + 1;
            end = collection.span().end() - 1;
        } else if (index == 0) {
            start = spans.get(0).start();
            end = spans.get(1).start();
        } else {
            start = spans.get(index - 1).end();
            end = spans.get(index).end();
        }
        String gone = source.text().substring(start, end);
        int comments = (int) gone.chars().filter(c -> c == '#').count();
        int inElement = (int) Stream.of(spans.get(index))
                .flatMapToInt(s -> source.text().substring(s.start(), s.end()).chars())
                .filter(c -> c == '#')
                .count();
        if (!source.json() && comments > inElement) {
            throw new PhantomException(Code.PATCH_REFUSED, "there is a comment beside the element to remove");
        }
        return source.replace(start, end, "");
    }

    private void requireBrackets(SourceNode collection) {
        if ("[{".indexOf(source.text().charAt(collection.place().content())) < 0) {
            throw new PhantomException(
                    Code.PATCH_REFUSED, "an entry cannot be added to or removed from a single pair in a list");
        }
    }

    private static SourceSpan span(SourceNode.Entry entry) {
        var key = entry.key().span();
        return new SourceSpan(
                key.start(), Math.max(key.end(), entry.value().span().end()), key.line(), key.column());
    }
}
