package dev.phantom.patch;

import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.iac.EvaluatedTemplate;
import dev.phantom.iac.EvaluationContext;
import dev.phantom.iac.Template;
import dev.phantom.iac.cloudformation.evaluate.Evaluator;
import dev.phantom.iac.cloudformation.read.TemplateReader;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.read.DocumentReader;
import dev.phantom.value.read.SourceNode;
import dev.phantom.value.read.SourceNode.AliasNode;
import dev.phantom.value.read.SourceNode.MappingNode;
import dev.phantom.value.read.SourceNode.ScalarNode;
import dev.phantom.value.read.SourceNode.SequenceNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `phantom template check`: what one file is, and what of it could not be understood.
///
/// @param file        as given
/// @param format      `yaml`, `json`; empty if it cannot be read
/// @param resources   how many it declares
/// @param properties  how many scalar properties were evaluated, the unknown ones among them
/// @param unknown     properties that cannot be known from the file alone, with place and reason
/// @param unsupported why the resources are not what CloudFormation makes of them
/// @param broken      why it cannot be read, or that it does not come back as it was
public record TemplateCheck(
        String file,
        String format,
        int resources,
        int properties,
        List<Unresolved> unknown,
        Optional<Diagnostic> unsupported,
        Optional<Diagnostic> broken) {

    /// @param place `file:line:column`
    public record Unresolved(String logicalId, PropertyPath path, String reason, String place) {}

    public TemplateCheck {
        unknown = List.copyOf(unknown);
    }

    public boolean passed() {
        return broken.isEmpty();
    }

    public static TemplateCheck of(String file, byte[] bytes) {
        try {
            String text = DocumentReader.decode(file, bytes);
            Template template = TemplateReader.read(file, text);
            var format = TemplateReader.format(file, text);
            roundTrip(text, format.nodes(file, text), 0);
            var evaluated = Evaluator.evaluate(template, EvaluationContext.NONE);
            var found = new Found(evaluated);
            evaluated.resources().forEach((id, r) -> found.walk(id, r.properties(), PropertyPath.ROOT));
            return new TemplateCheck(
                    file,
                    format.name(),
                    template.resources().size(),
                    found.properties,
                    found.unknown,
                    template.unsupported(),
                    Optional.empty());
        } catch (PhantomException e) {
            return new TemplateCheck(file, "", 0, 0, List.of(), Optional.empty(), Optional.of(e.diagnostic()));
        }
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
                    dev.phantom.fault.Code.INTERNAL_ERROR,
                    "the node at line " + span.line() + ", column " + span.column() + " is not where it was read");
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

    private static final class Found {
        private final EvaluatedTemplate evaluated;
        private final List<Unresolved> unknown = new ArrayList<>();
        private int properties;

        Found(EvaluatedTemplate evaluated) {
            this.evaluated = evaluated;
        }

        void walk(String id, Value value, PropertyPath at) {
            switch (value) {
                case Value.MapValue m -> m.entries().forEach((k, v) -> walk(id, v, at.child(k)));
                case Value.ListValue l -> {
                    for (int i = 0; i < l.items().size(); i++) {
                        walk(id, l.items().get(i), at.child(i));
                    }
                }
                case Value.Unknown u -> {
                    properties++;
                    var origin = evaluated.origin(id, at);
                    unknown.add(new Unresolved(
                            id, at, u.reason(), origin.file() + ":" + origin.line() + ":" + origin.column()));
                }
                case Value.Scalar s -> properties++;
                case Value.Sensitive s -> properties++;
                case Value.Reference r -> properties++;
                case Value.Intrinsic i -> properties++;
            }
        }
    }
}
