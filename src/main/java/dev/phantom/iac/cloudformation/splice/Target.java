package dev.phantom.iac.cloudformation.splice;

import dev.phantom.fault.Code;
import dev.phantom.fault.PhantomException;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value.Scalar;
import dev.phantom.value.read.SourceNode;
import dev.phantom.value.read.SourceNode.AliasNode;
import dev.phantom.value.read.SourceNode.MappingNode;
import dev.phantom.value.read.SourceNode.ScalarNode;
import dev.phantom.value.read.SourceNode.SequenceNode;
import org.jspecify.annotations.Nullable;

/// A node to edit, with the collection that it stands in.
///
/// @param parent null for the document itself
/// @param index  of the entry or item in the parent
/// @param inside the path goes through the node's tag: only the argument behind it is meant
record Target(SourceNode node, @Nullable SourceNode parent, int index, boolean inside) {

    /// The node at this path; null if the map above has no such key of its own (a merge key may give it).
    static @Nullable Target find(SourceNode root, PropertyPath path) {
        Target at = new Target(root, null, 0, false);
        for (int i = 0; i < path.segments().size(); i++) {
            String segment = path.segments().get(i);
            var function = at.node().function();
            if (function.isPresent() && !at.inside() && function.get().equals(segment)) {
                at = new Target(at.node(), at.parent(), at.index(), true);
                continue;
            }
            Target child = at.child(segment, path);
            if (child == null) {
                if (i == path.segments().size() - 1 && at.node() instanceof MappingNode) {
                    return null;
                }
                throw new PhantomException(Code.PATCH_NO_SUCH_PATH, "nothing is set at " + path);
            }
            at = child;
        }
        return at;
    }

    private @Nullable Target child(String segment, PropertyPath path) {
        return switch (node) {
            case MappingNode m -> {
                for (int i = 0; i < m.entries().size(); i++) {
                    var entry = m.entries().get(i);
                    if (entry.name().filter(segment::equals).isPresent()) {
                        yield new Target(entry.value(), m, i, false);
                    }
                }
                yield null;
            }
            case SequenceNode s ->
                segment.matches("\\d{1,6}")
                                && Integer.parseInt(segment) < s.items().size()
                        ? new Target(s.items().get(Integer.parseInt(segment)), s, Integer.parseInt(segment), false)
                        : null;
            case ScalarNode s -> null;
            case AliasNode a ->
                throw new PhantomException(
                        Code.PATCH_REFUSED,
                        path + " is behind the alias *" + a.name() + ", which is used elsewhere too");
        };
    }

    /// Where the text to replace begins.
    int start() {
        return inside ? node.place().content() : node.span().start();
    }

    int end() {
        return node.span().end();
    }

    boolean isBlockCollection() {
        return switch (node) {
            case MappingNode m -> !m.flow();
            case SequenceNode s -> !s.flow();
            case ScalarNode s -> false;
            case AliasNode a -> false;
        };
    }

    boolean isBlockScalar() {
        return node instanceof ScalarNode s
                && (s.form() == SourceNode.Form.LITERAL || s.form() == SourceNode.Form.FOLDED);
    }

    boolean inFlow() {
        return switch (parent) {
            case MappingNode m -> m.flow();
            case SequenceNode s -> s.flow();
            case ScalarNode s -> false;
            case AliasNode a -> false;
            case null -> false;
        };
    }

    /// A new scalar in the kind of the one that it replaces: quotes stay, and a number written bare stays bare.
    Scalar adapt(Scalar scalar) {
        if (!(node instanceof ScalarNode old) || (!inside && node.function().isPresent())) {
            return scalar;
        }
        return switch (old.form()) {
            case SINGLE, DOUBLE -> new Scalar(scalar.text(), Scalar.Style.QUOTED);
            case LITERAL, FOLDED -> new Scalar(scalar.text(), Scalar.Style.BLOCK);
            case PLAIN ->
                isBare(old.text()) && isBare(scalar.text()) ? new Scalar(scalar.text(), Scalar.Style.PLAIN) : scalar;
        };
    }

    private static boolean isBare(String text) {
        return !text.equals("null") && dev.phantom.value.JsonRendering.isBare(text);
    }
}
