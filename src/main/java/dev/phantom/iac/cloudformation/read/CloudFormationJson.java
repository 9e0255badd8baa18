package dev.phantom.iac.cloudformation.read;

import dev.phantom.iac.cloudformation.template.Template;
import dev.phantom.iac.cloudformation.template.Template.Positions;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.SourceSpan;
import dev.phantom.value.read.JsonNodes;
import dev.phantom.value.read.JsonValues;
import dev.phantom.value.read.SourceNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// CloudFormation in JSON: strict JSON, streamed into values; positions are worked out only when somebody asks.
final class CloudFormationJson {
    private CloudFormationJson() {}

    static Template read(String file, String text) {
        return TemplateShape.of(file, text, JsonValues.read(file, text), new OnDemand(file, text));
    }

    /// Reads at the first question where the resources stand, and of each one that is asked for the nodes in it.
    private static final class OnDemand implements Positions {
        private static final int RESOURCE = 2;

        private final String file;
        private final String text;
        private @Nullable SourceNode outline;

        OnDemand(String file, String text) {
            this.file = file;
            this.text = text;
        }

        @Override
        public synchronized Optional<SourceSpan> span(PropertyPath path) {
            if (outline == null) {
                outline = JsonNodes.outline(file, text, RESOURCE);
            }
            var steps = path.segments();
            if (steps.size() <= RESOURCE) {
                return outline.at(path).map(SourceNode::span);
            }
            return outline.at(new PropertyPath(steps.subList(0, RESOURCE)))
                    .map(found -> JsonNodes.part(file, text, found.span()))
                    .flatMap(part -> part.at(new PropertyPath(steps.subList(RESOURCE, steps.size()))))
                    .map(SourceNode::span);
        }
    }
}
