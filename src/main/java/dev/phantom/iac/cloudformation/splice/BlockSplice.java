package dev.phantom.iac.cloudformation.splice;

import dev.phantom.fault.Code;
import dev.phantom.fault.PhantomException;
import dev.phantom.value.Value;
import dev.phantom.value.Value.Scalar;
import dev.phantom.value.read.SourceNode;
import dev.phantom.value.read.SourceNode.Entry;
import dev.phantom.value.read.SourceNode.Form;
import dev.phantom.value.read.SourceNode.MappingNode;
import dev.phantom.value.read.SourceNode.ScalarNode;
import dev.phantom.value.read.SourceNode.SequenceNode;

/// Edits in YAML's block style: lines and indentation.
record BlockSplice(SourceText source, Rendering rendering) {

    /// Replaces the value of a map entry or a list item.
    String replace(Target target, Value value) {
        if (value instanceof Scalar scalar
                && target.node() instanceof ScalarNode old
                && (target.inside() || old.function().isEmpty())) {
            return scalarByScalar(target, old, scalar);
        }
        int column = leadColumn(target);
        int lead = lead(target);
        boolean underDash = target.parent() instanceof SequenceNode;
        String fresh = target.inside()
                ? properties(target.node()) + rendering.block(value, column, false)
                : anchor(target) + rendering.block(value, column, underDash);
        return spliced(target, lead, fresh);
    }

    /// Tag and anchor as written, with a blank before them.
    private String properties(SourceNode node) {
        String text = source.text()
                .substring(node.span().start(), node.place().content())
                .strip();
        return text.isEmpty() ? "" : " " + text;
    }

    private String anchor(Target target) {
        String name = target.node().place().anchor();
        return name.isEmpty() ? "" : " &" + name;
    }

    /// Puts the new text behind the key or dash; a comment in the key's line stays in it.
    private String spliced(Target target, int lead, String fresh) {
        int end = Math.max(target.end(), lead);
        int firstEnd = fresh.indexOf(rendering.layout().eol());
        String first = firstEnd < 0 ? fresh : fresh.substring(0, firstEnd);
        String rest = firstEnd < 0 ? "" : fresh.substring(firstEnd);
        boolean below = source.lineEnd(lead) < target.start();
        if (below) {
            String line = source.text().substring(lead, source.lineEnd(lead));
            String kept = line.contains(" #") ? line.substring(line.indexOf(" #")) : "";
            return source.replace(lead, end, first + kept + rest);
        }
        if (target.isBlockCollection() || target.isBlockScalar() || firstEnd < 0) {
            return source.replace(lead, end, fresh);
        }
        int lineEnd = source.lineEnd(end);
        return source.replace(lead, lineEnd, first + source.text().substring(end, lineEnd) + rest);
    }

    private String scalarByScalar(Target target, ScalarNode old, Scalar scalar) {
        boolean literal = ScalarText.fitsLiteral(scalar.text());
        boolean wasBlock = old.form() == Form.LITERAL || old.form() == Form.FOLDED;
        if (wasBlock && (literal || scalar.text().indexOf('\n') < 0)) {
            return blockByBlock(target, old, scalar);
        }
        if (old.place().content() == old.span().end()) { // an empty value
            return spliced(target, lead(target), properties(old) + rendering.block(scalar, leadColumn(target), false));
        }
        if (literal && !wasBlock && old.form() == Form.PLAIN) {
            return spliced(target, lead(target), properties(old) + rendering.block(scalar, leadColumn(target), false));
        }
        String text = ScalarText.yaml(
                scalar, wasBlock ? Form.DOUBLE : old.form(), rendering.layout().quote(), false);
        return source.replace(old.place().content(), old.span().end(), text);
    }

    private String blockByBlock(Target target, ScalarNode old, Scalar scalar) {
        int header = old.place().content();
        int firstLine = source.nextLine(header);
        int column = leadColumn(target) + rendering.layout().step();
        String text = source.text();
        if (firstLine < old.span().end()) {
            int at = firstLine;
            while (at < text.length() && text.charAt(at) == ' ') {
                at++;
            }
            column = Math.max(at - firstLine, 1);
        }
        String body = rendering.literal(scalar.text(), column);
        if (scalar.text().isEmpty()
                || scalar.text().startsWith(" ")
                || scalar.text().isBlank()) {
            body = ScalarText.yaml(scalar, Form.DOUBLE, Form.DOUBLE, false);
        }
        return source.replace(header, old.span().end(), body);
    }

    String addEntry(MappingNode map, String key, Value value) {
        if (map.entries().isEmpty() || isExplicit(map.entries().getFirst())) {
            throw refused("the map is written with explicit keys");
        }
        int column = source.column(map.place().content());
        int after = OrderedPlace.after(
                map.entries().stream().map(e -> e.name().orElse("")).toList(), key);
        String line = rendering.key(key, false) + ":" + rendering.block(value, column, false);
        return below(end(map.entries().get(after)), column, line);
    }

    String append(SequenceNode list, Value value) {
        int column = source.column(list.place().content());
        return below(list.span().end(), column, "-" + rendering.block(value, column, true));
    }

    private String below(int previousEnd, int column, String line) {
        int end = source.lineEnd(previousEnd);
        return source.replace(end, end, rendering.layout().eol() + " ".repeat(column) + line);
    }

    String removeEntry(MappingNode map, int index) {
        Entry entry = map.entries().get(index);
        if (isExplicit(entry)) {
            throw refused("the map is written with explicit keys");
        }
        if (map.entries().size() == 1) {
            return emptied(map, "{}");
        }
        int start = entry.key().span().start();
        int next = index + 1 < map.entries().size()
                ? map.entries().get(index + 1).key().span().start()
                : -1;
        return lines(start, end(entry), next);
    }

    String removeItem(SequenceNode list, int index) {
        if (list.items().size() == 1) {
            return emptied(list, "[]");
        }
        int start = dash(list, index);
        int next = index + 1 < list.items().size() ? dash(list, index + 1) : -1;
        return lines(start, list.items().get(index).span().end(), next);
    }

    /// Takes whole lines out; what stands in the line of a dash is moved up to it.
    private String lines(int start, int end, int next) {
        String text = source.text();
        int after = source.nextLine(Math.max(end, start));
        if (source.startsLine(start)) {
            int lineStart = source.lineStart(start);
            boolean unterminated = after == text.length() && !text.endsWith("\n");
            return unterminated && lineStart > 1
                    ? source.replace(
                            source.lineEnd(lineStart - 1 - (text.charAt(lineStart - 2) == '\r' ? 1 : 0)),
                            text.length(),
                            "")
                    : source.replace(lineStart, after, "");
        }
        if (next < 0) {
            throw refused("the last element is on the same line as the one before it");
        }
        return source.replace(
                start, next, text.substring(Math.min(after, next), next).stripLeading());
    }

    private String emptied(SourceNode collection, String empty) {
        if (!collection.place().tag().isEmpty() || !collection.place().anchor().isEmpty()) {
            throw refused("it is the only element below a tag or anchor");
        }
        int content = collection.place().content();
        int before = content - 1;
        while (before > 0 && Character.isWhitespace(source.text().charAt(before))) {
            before--;
        }
        char lead = source.text().charAt(before);
        if (lead != ':' && lead != '-'
                || !source.text().substring(before + 1, content).isBlank()) {
            throw refused("there is a comment above the only element");
        }
        return source.replace(before + 1, collection.span().end(), " " + empty);
    }

    /// Behind the colon or the dash.
    private int lead(Target target) {
        return switch (target.parent()) {
            case MappingNode m -> colon(m.entries().get(target.index()));
            case SequenceNode s -> dash(s, target.index()) + 1;
            case ScalarNode s -> throw refused("the document is a single scalar");
            case SourceNode.AliasNode a -> throw refused("the value is behind an alias");
            case null -> throw refused("the whole document would be edited");
        };
    }

    private int leadColumn(Target target) {
        return switch (target.parent()) {
            case MappingNode m ->
                source.column(m.entries().get(target.index()).key().span().start());
            case SequenceNode s -> source.column(dash(s, target.index()));
            case ScalarNode s -> 0;
            case SourceNode.AliasNode a -> 0;
            case null -> 0;
        };
    }

    private int colon(Entry entry) {
        int at = entry.key().span().end();
        while (at < source.text().length() && source.text().charAt(at) == ' ') {
            at++;
        }
        if (isExplicit(entry) || at >= source.text().length() || source.text().charAt(at) != ':') {
            throw refused("the key is not followed by its colon");
        }
        return at + 1;
    }

    private boolean isExplicit(Entry entry) {
        int at = entry.key().span().start() - 1;
        while (at >= 0 && source.text().charAt(at) == ' ') {
            at--;
        }
        return at >= 0 && source.text().charAt(at) == '?';
    }

    private int dash(SequenceNode list, int index) {
        int column = source.column(list.place().content());
        int at = list.items().get(index).span().start();
        if (index == 0) {
            return list.place().content();
        }
        for (at = Math.min(at, source.text().length() - 1); at > list.place().content(); at--) {
            if (source.text().charAt(at) == '-' && source.column(at) == column) {
                return at;
            }
        }
        throw refused("the dash of the element was not found");
    }

    private static int end(Entry entry) {
        return Math.max(entry.key().span().end(), entry.value().span().end());
    }

    private static PhantomException refused(String why) {
        return new PhantomException(Code.PATCH_REFUSED, "the edit was refused: " + why);
    }
}
