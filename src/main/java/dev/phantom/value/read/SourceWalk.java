package dev.phantom.value.read;

import dev.phantom.value.PropertyPath;
import dev.phantom.value.read.SourceNode.Entry;
import dev.phantom.value.read.SourceNode.MappingNode;
import dev.phantom.value.read.SourceNode.ScalarNode;
import dev.phantom.value.read.SourceNode.SequenceNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds a node by its document path. A short-form function takes one segment (its long name) and stays where it is.
final class SourceWalk {
    private SourceWalk() {}

    static Optional<SourceNode> find(SourceNode root, PropertyPath path) {
        SourceNode node = root;
        boolean inside = false; // the tag of `node` has been walked through
        for (String segment : path.segments()) {
            var function = node.resolved().function();
            if (function.isPresent() && !inside) {
                if (!function.get().equals(segment)) {
                    return Optional.empty();
                }
                inside = true;
                continue;
            }
            var child = child(node.resolved(), segment);
            if (child == null) {
                return Optional.empty();
            }
            node = child;
            inside = false;
        }
        return Optional.of(node);
    }

    private static @Nullable SourceNode child(SourceNode node, String segment) {
        return switch (node) {
            case MappingNode m -> entry(m, segment);
            case SequenceNode s -> item(s, segment);
            case ScalarNode s -> null;
            case SourceNode.AliasNode a -> null;
        };
    }

    private static @Nullable SourceNode entry(MappingNode node, String key) {
        for (Entry entry : node.entries()) {
            if (entry.name().filter(key::equals).isPresent()) {
                return entry.value();
            }
        }
        for (Entry entry : node.entries()) {
            if (entry.name().filter("<<"::equals).isPresent()) {
                var merged = merged(entry.value().resolved(), key);
                if (merged != null) {
                    return merged;
                }
            }
        }
        return null;
    }

    private static @Nullable SourceNode merged(SourceNode source, String key) {
        return switch (source) {
            case MappingNode m -> entry(m, key);
            case SequenceNode s -> {
                SourceNode found = null;
                for (SourceNode item : s.items()) {
                    found = found == null && item.resolved() instanceof MappingNode m ? entry(m, key) : found;
                }
                yield found;
            }
            case ScalarNode s -> null;
            case SourceNode.AliasNode a -> null;
        };
    }

    private static @Nullable SourceNode item(SequenceNode node, String segment) {
        if (segment.isEmpty() || segment.length() > 9 || !segment.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return null;
        }
        int index = Integer.parseInt(segment);
        return index < node.items().size() ? node.items().get(index) : null;
    }
}
