package dev.phantom.patch.plan;

import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.iac.EvaluationContext;
import dev.phantom.iac.Origin;
import dev.phantom.iac.Resource;
import dev.phantom.iac.Synthesis;
import dev.phantom.iac.Template;
import dev.phantom.iac.cloudformation.evaluate.Evaluator;
import dev.phantom.iac.cloudformation.read.TemplateReader;
import dev.phantom.iac.cloudformation.splice.Splice;
import dev.phantom.value.PropertyPath;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `phantom template set`: one property of one resource, edited where its value really comes from.
public final class TemplateEdit {
    private TemplateEdit() {}

    /// What came of it.
    public sealed interface Result {

        /// @param text        the file after the edit
        /// @param origin      what was edited
        /// @param alsoChanges in words: what else reads it
        record Edited(String text, Origin origin, List<String> alsoChanges) implements Result {
            public Edited {
                alsoChanges = List.copyOf(alsoChanges);
            }
        }

        /// @param diagnostic one of the PCH codes, or why the file cannot be read
        record Refused(Diagnostic diagnostic) implements Result {}
    }

    /// The command line's words.
    ///
    /// @param pointer   `/Property/Path`; `/-` at the end appends
    /// @param valueJson null only for a removal
    /// @param literal   replace the node itself, whatever it refers to
    public static Result command(
            String file, String text, String logicalId, String pointer, @Nullable String valueJson, boolean literal) {
        try {
            boolean append = pointer.endsWith("/-");
            var path = PropertyPath.parse(append ? pointer.substring(0, pointer.length() - 2) : pointer);
            return apply(file, text, logicalId, path, action(append, valueJson), literal);
        } catch (IllegalArgumentException e) {
            return new Result.Refused(new Diagnostic(Code.PATCH_NO_SUCH_PATH, "not a path: " + pointer, "", file));
        } catch (PhantomException e) {
            return new Result.Refused(e.diagnostic());
        }
    }

    private static Action action(boolean append, @Nullable String valueJson) {
        if (valueJson == null) {
            return new Action.Remove();
        }
        var value = JsonValue.parse(valueJson);
        return append ? new Action.Append(value) : new Action.Set(value);
    }

    /// As [#command], from typed words; evaluated with the parameters' defaults only.
    public static Result apply(
            String file, String text, String logicalId, PropertyPath path, Action action, boolean literal) {
        try {
            Template template = TemplateReader.read(file, text);
            editable(template, logicalId).ifPresent(d -> {
                throw new PhantomException(d);
            });
            var candidates = new PropertyEdits(Evaluator.evaluate(template, EvaluationContext.NONE), logicalId);
            PropertyEdit chosen = literal ? candidates.inPlace(path, action) : candidates.atOrigin(path, action);
            String edited = text;
            for (Placed placed : chosen.edits()) {
                edited = Splice.apply(file, edited, placed.edit());
            }
            return new Result.Edited(edited, chosen.origin(), chosen.alsoChanges());
        } catch (PhantomException e) {
            return new Result.Refused(located(e.diagnostic(), file));
        }
    }

    private static Diagnostic located(Diagnostic d, String file) {
        return d.address().isEmpty() ? new Diagnostic(d.code(), d.summary(), d.detail(), file) : d;
    }

    /// Why the resource has no text of its own to edit; empty if it has.
    static Optional<Diagnostic> editable(Template template, String logicalId) {
        Resource resource = template.resources().get(logicalId);
        if (resource == null) {
            String made = template.unsupported()
                    .map(d -> "; it may be made by what " + d.summary())
                    .orElse("");
            return Optional.of(new Diagnostic(
                    Code.PATCH_NO_SUCH_PATH,
                    "there is no resource " + logicalId + " in the template" + made,
                    "",
                    template.file()));
        }
        return synthesized(template, logicalId);
    }

    /// Why no resource may be edited in, added to or taken out of the template; empty unless CDK writes it.
    static Optional<Diagnostic> synthesized(Template template, String logicalId) {
        var synthesis = Synthesis.of(template);
        var construct = synthesis.construct(logicalId);
        if (!synthesis.byCdk() && construct.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Diagnostic(
                Code.PATCH_NO_NODE,
                construct
                        .map(path -> logicalId + " is synthesized by CDK from " + path)
                        .orElse("the template of " + logicalId + " is synthesized by CDK"),
                "change the construct and synthesize again",
                template.file()));
    }
}
