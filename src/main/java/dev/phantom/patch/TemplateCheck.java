package dev.phantom.patch;

import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.iac.Declaration;
import dev.phantom.iac.Definition;
import dev.phantom.iac.EvaluationContext;
import dev.phantom.iac.Formats;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.read.DocumentReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `phantom template check`: what one file is, and what of it could not be understood.
///
/// @param file        as given
/// @param format      how it is written: `yaml`, `json`; empty if it cannot be read
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

    public static TemplateCheck of(Formats formats, String file, byte[] bytes) {
        try {
            String text = DocumentReader.decode(file, bytes);
            Definition template = formats.read(file, text);
            template.format().verify(file, text);
            var evaluated = template.declare(EvaluationContext.NONE);
            var found = new Found(evaluated);
            evaluated.resources().forEach((id, r) -> found.walk(id, r.properties(), PropertyPath.ROOT));
            return new TemplateCheck(
                    file,
                    template.notation(),
                    template.resources().size(),
                    found.properties,
                    found.unknown,
                    template.unsupported(),
                    Optional.empty());
        } catch (PhantomException e) {
            return new TemplateCheck(file, "", 0, 0, List.of(), Optional.empty(), Optional.of(e.diagnostic()));
        }
    }

    private static final class Found {
        private final Declaration evaluated;
        private final List<Unresolved> unknown = new ArrayList<>();
        private int properties;

        Found(Declaration evaluated) {
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
