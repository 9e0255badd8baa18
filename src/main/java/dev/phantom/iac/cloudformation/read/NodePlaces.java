package dev.phantom.iac.cloudformation.read;

import dev.phantom.fault.Code;
import dev.phantom.fault.PhantomException;
import dev.phantom.value.read.DocumentReader;
import dev.phantom.value.read.SourceNode;
import dev.phantom.value.read.SourceNode.AliasNode;
import dev.phantom.value.read.SourceNode.MappingNode;
import dev.phantom.value.read.SourceNode.ScalarNode;
import dev.phantom.value.read.SourceNode.SequenceNode;

/// Holds the nodes of a file against its text.
public final class NodePlaces {
    private NodePlaces() {}

    /// @throws PhantomException INTERNAL_ERROR naming a node that is not where it was read
    public static void verify(String file, String text) {
        roundTrip(text, DocumentReader.nodes(file, text), 0);
    }

    /// Every node lies inside its parent, behind the one before it, and a scalar in quotes stands between them: then
    /// the text put together again from the spans is the text.
    private static int roundTrip(String text, SourceNode node, int from) {
        var span = node.span();
        boolean quoted = !(node instanceof ScalarNode s)
                || switch (s.form()) {
                    case SINGLE, DOUBLE ->
                        "\"'".indexOf(text.charAt(node.place().content())) >= 0
                                && text.charAt(span.end() - 1)
                                        == text.charAt(node.place().content());
                    case LITERAL, FOLDED ->
                        "|>".indexOf(text.charAt(node.place().content())) >= 0;
                    case PLAIN ->
                        s.text().isEmpty()
                                || s.text().charAt(0)
                                        == text.charAt(node.place().content());
                };
        if (span.start() < from || span.end() < span.start() || span.end() > text.length() || !quoted) {
            throw new PhantomException(
                    Code.INTERNAL_ERROR,
                    "the node at line " + span.line() + ", column " + span.column()
                            + " has moved since the file was read");
        }
        int at = span.start();
        switch (node) {
            case MappingNode m -> {
                for (var entry : m.entries()) {
                    at = roundTrip(text, entry.value(), keyEnd(entry.key(), at));
                }
            }
            case SequenceNode s -> {
                for (SourceNode item : s.items()) {
                    at = roundTrip(text, item, at);
                }
            }
            case ScalarNode s -> at = span.end();
            case AliasNode a -> at = span.end();
        }
        return Math.max(at, span.end());
    }

    private static int keyEnd(SourceNode key, int from) {
        return Math.max(key.span().start(), from);
    }
}
