package dev.phantom.patch.plan;

import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.iac.Definition;
import dev.phantom.iac.Edits.Way;
import dev.phantom.iac.EvaluationContext;
import dev.phantom.iac.Formats;
import dev.phantom.iac.Intent;
import dev.phantom.iac.Origin;
import dev.phantom.iac.SourceFiles;
import dev.phantom.value.PropertyPath;
import java.util.List;
import java.util.Map;
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
            Formats formats,
            String file,
            String text,
            String logicalId,
            String pointer,
            @Nullable String valueJson,
            boolean literal) {
        try {
            boolean append = pointer.endsWith("/-");
            var path = PropertyPath.parse(append ? pointer.substring(0, pointer.length() - 2) : pointer);
            return apply(formats, file, text, logicalId, path, intent(append, valueJson), literal);
        } catch (IllegalArgumentException e) {
            return new Result.Refused(new Diagnostic(Code.PATCH_NO_SUCH_PATH, "not a path: " + pointer, "", file));
        } catch (PhantomException e) {
            return new Result.Refused(e.diagnostic());
        }
    }

    private static Intent intent(boolean append, @Nullable String valueJson) {
        if (valueJson == null) {
            return new Intent.Remove();
        }
        var value = JsonValue.parse(valueJson);
        return append ? new Intent.Append(value) : new Intent.Set(value);
    }

    /// As [#command], from typed words; evaluated with the parameters' defaults only.
    public static Result apply(
            Formats formats,
            String file,
            String text,
            String logicalId,
            PropertyPath path,
            Intent intent,
            boolean literal) {
        try {
            Definition template = formats.read(file, text);
            editable(template, logicalId).ifPresent(d -> {
                throw new PhantomException(d);
            });
            var edits = template.edits(
                    template.declare(EvaluationContext.NONE), new SourceFiles(Map.of(file, text), List.of()));
            var chosen = edits.property(logicalId, path, intent, literal ? Way.IN_PLACE : Way.ORIGIN)
                    .orElseThrow(() -> new PhantomException(Code.PATCH_REFUSED, "no edit was found for " + path));
            return new Result.Edited(chosen.edits().getFirst().text(), chosen.origin(), chosen.alsoChanges());
        } catch (PhantomException e) {
            return new Result.Refused(located(e.diagnostic(), file));
        }
    }

    private static Diagnostic located(Diagnostic d, String file) {
        return d.address().isEmpty() ? new Diagnostic(d.code(), d.summary(), d.detail(), file) : d;
    }

    /// Why the resource has no text of its own to edit; empty if it has.
    static Optional<Diagnostic> editable(Definition template, String logicalId) {
        if (template.resource(logicalId).isEmpty()) {
            String made = template.unsupported()
                    .map(d -> "; it may be generated: " + d.summary())
                    .orElse("");
            return Optional.of(new Diagnostic(
                    Code.PATCH_NO_SUCH_PATH, "the template has no resource " + logicalId + made, "", template.file()));
        }
        return synthesized(template, logicalId);
    }

    /// Why no resource may be edited in, added to or taken out of the template; empty unless CDK writes it.
    static Optional<Diagnostic> synthesized(Definition template, String logicalId) {
        var synthesis = template.synthesis();
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
