package dev.phantom.value.read;

import dev.phantom.value.Value;
import dev.phantom.value.Value.Intrinsic;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.Scalar;
import dev.phantom.value.read.SourceNode.AliasNode;
import dev.phantom.value.read.SourceNode.Entry;
import dev.phantom.value.read.SourceNode.Form;
import dev.phantom.value.read.SourceNode.MappingNode;
import dev.phantom.value.read.SourceNode.ScalarNode;
import dev.phantom.value.read.SourceNode.SequenceNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Nodes to values: short forms become functions, aliases and merge keys are resolved. What aliases may stand for in
/// all is bounded, so that nine lines cannot become a billion.
public final class NodeValues {
    private static final String STRING_TAG = "tag:yaml.org,2002:str";

    private final String file;
    private int aliased;
    private int insideAlias;

    private NodeValues(String file) {
        this.file = file;
    }

    public static Value of(String file, SourceNode root) {
        return new NodeValues(file).value(root, 0, false);
    }

    private Value value(SourceNode node, int depth, boolean condition) {
        if (insideAlias > 0 && ++aliased > TemplateErrors.MAX_ALIASED) {
            throw beyond(node, "aliases expand to more than " + TemplateErrors.MAX_ALIASED + " nodes");
        }
        if (node instanceof AliasNode alias) {
            return ofAlias(alias, depth, condition);
        }
        var function = node.function();
        if (function.isEmpty()) {
            return bare(node, depth, condition);
        }
        boolean conditions = condition || LongForm.opensConditions(function.get(), depth + 2);
        return new Intrinsic(function.get(), bare(node, depth + 2, conditions));
    }

    private Value ofAlias(AliasNode alias, int depth, boolean condition) {
        if (insideAlias > TemplateErrors.MAX_DEPTH) {
            throw beyond(alias, "aliases are nested deeper than " + TemplateErrors.MAX_DEPTH + " levels");
        }
        insideAlias++;
        Value value = value(alias.target(), depth, condition);
        insideAlias--;
        return value;
    }

    private Value bare(SourceNode node, int depth, boolean condition) {
        return switch (node) {
            case ScalarNode s -> scalar(s);
            case SequenceNode s -> sequence(s, depth, condition);
            case MappingNode m -> LongForm.ofMap(entries(m, depth, condition), depth, condition);
            case AliasNode a -> value(a, depth, condition);
        };
    }

    private static Scalar scalar(ScalarNode node) {
        boolean string =
                node.place().tag().equals(STRING_TAG) || node.place().tag().equals("!");
        return switch (node.form()) {
            case PLAIN -> {
                boolean tagged = node.function().isPresent();
                if (node.text().isEmpty()) {
                    yield string || tagged ? Value.string("") : Value.plain("null");
                }
                yield string ? Value.string(node.text()) : Value.plain(node.text());
            }
            case SINGLE, DOUBLE -> Value.string(node.text());
            case LITERAL, FOLDED -> new Scalar(node.text(), Scalar.Style.BLOCK);
        };
    }

    private ListValue sequence(SequenceNode node, int depth, boolean condition) {
        List<Value> items = new ArrayList<>(node.items().size());
        for (SourceNode item : node.items()) {
            items.add(value(item, depth + 1, condition));
        }
        return new ListValue(items);
    }

    private Map<String, Value> entries(MappingNode node, int depth, boolean condition) {
        Map<String, Value> own = new LinkedHashMap<>();
        List<SourceNode> merges = new ArrayList<>();
        for (Entry entry : node.entries()) {
            String key = key(entry);
            if (isMerge(entry)) {
                merges.add(entry.value());
            } else if (own.put(key, value(entry.value(), depth + 1, condition || LongForm.opensConditions(key, depth)))
                    != null) {
                throw duplicate(node, entry, key);
            }
        }
        for (SourceNode merge : merges) {
            merge(own, merge, depth, condition);
        }
        return own;
    }

    private void merge(Map<String, Value> into, SourceNode source, int depth, boolean condition) {
        insideAlias++;
        switch (source.resolved()) {
            case MappingNode m -> entries(m, depth, condition).forEach(into::putIfAbsent);
            case SequenceNode s -> s.items().forEach(item -> merge(into, item, depth, condition));
            case ScalarNode s -> throw error(source, "a merge key << requires a map");
            case AliasNode a -> throw error(source, "a merge key << requires a map");
        }
        insideAlias--;
    }

    private static boolean isMerge(Entry entry) {
        return entry.key() instanceof ScalarNode s
                && s.form() == Form.PLAIN
                && s.text().equals("<<");
    }

    private String key(Entry entry) {
        return entry.name().orElseThrow(() -> error(entry.key(), "a key must be a scalar, not a collection"));
    }

    private RuntimeException duplicate(MappingNode node, Entry entry, String key) {
        int first = node.entries().stream()
                .filter(e -> e.name().filter(key::equals).isPresent())
                .findFirst()
                .map(e -> e.key().span().line())
                .orElse(0);
        return error(entry.key(), "duplicate key '" + key + "', first defined in line " + first);
    }

    private RuntimeException error(SourceNode node, String problem) {
        var span = node.span();
        return TemplateErrors.syntax(file, span.line(), span.column(), problem);
    }

    private RuntimeException beyond(SourceNode node, String problem) {
        var span = node.span();
        return TemplateErrors.limit(file, span.line(), span.column(), problem);
    }
}
