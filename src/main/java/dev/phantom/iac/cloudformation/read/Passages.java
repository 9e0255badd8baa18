package dev.phantom.iac.cloudformation.read;

import dev.phantom.iac.SourcePlaces;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.SourceSpan;
import dev.phantom.value.read.DocumentReader;
import dev.phantom.value.read.SourceNode;
import dev.phantom.value.read.SourceNode.MappingNode;
import java.util.Optional;

/// Where the nodes of a template or a parameter file stand, in YAML and in JSON.
public record Passages(String text, SourceNode root) implements SourcePlaces {

    /// The entry of a parameter file is named beside its value, not above it.
    private static final String BESIDE_ITS_KEY = "ParameterValue";

    /// @throws dev.phantom.fault.PhantomException TEMPLATE_SYNTAX or TEMPLATE_LIMIT, with its place
    public static Passages of(String file, String text) {
        return new Passages(text, DocumentReader.nodes(file, text));
    }

    @Override
    public Optional<SourceSpan> node(PropertyPath path) {
        return root.at(path).map(SourceNode::span);
    }

    @Override
    public Optional<SourceSpan> passage(PropertyPath path) {
        var told = !path.isRoot() && path.last().equals(BESIDE_ITS_KEY) ? path.parent() : path;
        return root.at(told).map(node -> lines(named(told, node)));
    }

    /// From the key on, where it stands in the map above; what a merge key brings stands elsewhere, alone.
    private SourceSpan named(PropertyPath path, SourceNode node) {
        var own = node.span();
        if (path.isRoot()
                || !(root.at(path.parent()).map(SourceNode::resolved).orElse(null) instanceof MappingNode map)) {
            return own;
        }
        return map.entries().stream()
                .filter(entry -> entry.value() == node)
                .map(entry -> entry.key().span())
                .map(key -> new SourceSpan(key.start(), Math.max(key.end(), own.end()), key.line(), key.column()))
                .findFirst()
                .orElse(own);
    }

    private SourceSpan lines(SourceSpan span) {
        int line = text.lastIndexOf('\n', span.start() - 1) + 1;
        boolean first = opens(text.substring(line, span.start()));
        int from = first ? line : span.start();
        int indent = indent(line);
        int end = end(span.end());
        int above = first ? above(from, indent) : from;
        int below = first && isLineEnd(end) ? below(end, indent) : end;
        int lines =
                (int) text.substring(above, from).chars().filter(c -> c == '\n').count();
        return new SourceSpan(above, below, span.line() - lines, first ? 1 : span.column());
    }

    /// Whether nothing stands before it on its line but the dash of a list.
    private static boolean opens(String before) {
        return before.replace("\uFEFF", "").replace('-', ' ').isBlank();
    }

    /// With what separates it from the next and the comment beside it; else where it ends itself.
    private int end(int own) {
        int at = own;
        while (at > 0 && at <= text.length() && isBreak(text.charAt(at - 1))) {
            at--; // a text in a block ends behind its line
        }
        int close = close(at);
        var rest = text.substring(at, close).strip();
        var behind = rest.startsWith(",") ? rest.substring(1).strip() : rest;
        return behind.isEmpty() || behind.startsWith("#") ? close : at;
    }

    /// Where the line ends that a place is on.
    private int close(int from) {
        int at = from;
        while (at < text.length() && !isBreak(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isBreak(char c) {
        return c == '\n' || c == '\r';
    }

    private boolean isLineEnd(int at) {
        return at == text.length() || isBreak(text.charAt(at));
    }

    /// Comments directly above; one that is set further in belongs to what stands above it.
    private int above(int line, int indent) {
        int from = line;
        while (from > 0) {
            int before = text.lastIndexOf('\n', from - 2) + 1;
            if (!isComment(before) || indent(before) > indent) {
                break;
            }
            from = before;
        }
        return from;
    }

    /// Comments directly below its content that are set further in than its own name.
    private int below(int end, int indent) {
        int at = end;
        for (int next = next(at); next < text.length() && isComment(next) && indent(next) > indent; next = next(at)) {
            at = close(next);
        }
        return at;
    }

    /// Where the next line begins.
    private int next(int at) {
        int line = text.indexOf('\n', at);
        return line < 0 ? text.length() : line + 1;
    }

    private boolean isComment(int line) {
        int at = line + indent(line);
        return at < text.length() && text.charAt(at) == '#';
    }

    private int indent(int line) {
        int at = line;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        return at - line;
    }
}
