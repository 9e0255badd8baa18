package dev.phantom.patch.plan;

import dev.phantom.drift.Drift;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.iac.Definition;
import dev.phantom.patch.DynamicReference;
import dev.phantom.patch.PatchBase;
import dev.phantom.patch.StackView;
import dev.phantom.secret.People;
import dev.phantom.secret.SecretCollector;
import dev.phantom.secret.Secrets;
import dev.phantom.value.JsonRendering;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import java.util.List;

/// What no patch does, whatever was decided: edit what is made elsewhere, write a secret, take a resource to or from
/// another stack.
final class PatchLimits {

    private PatchLimits() {}

    /// A resource that a construct or a macro made is edited where it was made.
    ///
    /// @param wanted what the patch would set
    static void requireEditable(Definition template, String logicalId, List<PropertyPath> wanted) {
        TemplateEdit.editable(template, logicalId).ifPresent(d -> {
            throw new PhantomException(template.synthesis()
                    .construct(logicalId)
                    .filter(construct -> !wanted.isEmpty())
                    .map(construct -> atConstruct(d, construct, wanted))
                    .orElse(d));
        });
    }

    private static Diagnostic atConstruct(Diagnostic d, String construct, List<PropertyPath> wanted) {
        var properties =
                wanted.stream().map(PropertyPath::toString).distinct().limit(5).toList();
        return new Diagnostic(
                d.code(),
                d.summary(),
                "set " + String.join(", ", properties) + " at the construct " + construct
                        + ", by its own property or addPropertyOverride, and synthesize again",
                d.address());
    }

    /// No secret is written into a repository, and no text that CloudFormation would resolve.
    static void requirePlain(PatchBase base, Drift drift, PropertyPath path, Value value) {
        if (base.secrets().alone().in(drift.expected(), path, value)
                || own(drift).in(drift.expected(), path, value)) {
            throw new PhantomException(new Diagnostic(
                    Code.PATCH_REFUSED,
                    drift.logicalId() + (path.isRoot() ? "" : " " + path)
                            + " is a secret in the live state, and a secret is never written to a repository",
                    "store it in Secrets Manager and " + base.files().format().secretReference()
                            + ", or revert the change",
                    ""));
        }
        if (JsonRendering.of(value).filter(People::lackIn).isPresent()) {
            throw new PhantomException(
                    Code.PATCH_REFUSED,
                    drift.logicalId() + (path.isRoot() ? "" : " " + path)
                            + " is known only as it is shown, without a person's data; a person must decide");
        }
        if (DynamicReference.in(value)) {
            throw new PhantomException(
                    Code.PATCH_REFUSED,
                    drift.logicalId()
                            + " contains text that CloudFormation would resolve as a dynamic reference;"
                            + " a person must decide");
        }
    }

    /// What the drift's own two sides give away, though nothing is known of the stack.
    private static Secrets own(Drift drift) {
        return new SecretCollector()
                .models(drift.expected(), drift.actual())
                .secrets()
                .alone();
    }

    /// A whole resource comes or goes in every stack of the file.
    static void requireAlone(PatchBase base, String what) {
        if (!base.others().isEmpty()) {
            throw new PhantomException(
                    Code.PATCH_MOVES_OTHERS,
                    what + " would also change "
                            + String.join(
                                    ", ",
                                    base.others().stream().map(StackView::name).toList()));
        }
    }
}
