package dev.phantom.aws;

import dev.phantom.stack.ChangeSet.Cell;
import dev.phantom.stack.ChangeSet.Row;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.ResourceChange;
import software.amazon.awssdk.services.cloudformation.model.ResourceTargetDefinition;

/// Rows of a change set as values. Every enumeration is read as text: AWS adds to them.
final class ChangeSetRows {

    private static final String LATER = "{{changeSet:KNOWN_AFTER_APPLY}}";
    private static final String HIDDEN = "****";

    private ChangeSetRows() {}

    /// CloudFormation tells a property twice where two things move it; one cell is enough.
    static Row of(ResourceChange change) {
        return new Row(
                change.logicalResourceId(),
                text(change.physicalResourceId()),
                change.resourceType(),
                text(change.actionAsString()),
                text(change.replacementAsString()),
                text(change.resourceDriftStatusAsString()),
                change.details().stream()
                        .filter(d -> d.target() != null)
                        .map(d -> cell(d.target()))
                        .distinct()
                        .toList());
    }

    private static Cell cell(ResourceTargetDefinition target) {
        var change = target.attributeChangeTypeAsString();
        return new Cell(
                path(target), change == null ? "Modify" : change, value(before(target)), value(target.afterValue()));
    }

    /// The property as it is, where CloudFormation looked.
    private static @Nullable String before(ResourceTargetDefinition target) {
        var drift = target.drift();
        return drift != null && "PREVIOUS_DEPLOYMENT_STATE".equals(target.beforeValueFromAsString())
                ? drift.actualValue()
                : target.beforeValue();
    }

    private static PropertyPath path(ResourceTargetDefinition target) {
        if (!"Properties".equals(target.attributeAsString())) {
            return PropertyPath.ROOT;
        }
        var path = target.path();
        if (path == null || !path.startsWith("/Properties/")) {
            return target.name() == null ? PropertyPath.ROOT : PropertyPath.of(target.name());
        }
        return PropertyPath.parse(path.substring("/Properties".length()));
    }

    /// CloudFormation shortens large values: of half a document nothing is known.
    static Optional<Value> value(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        if (text.equals(HIDDEN)) {
            return Optional.of(new Value.Unknown("CloudFormation hides the value", true));
        }
        if (text.contains(LATER)) {
            return Optional.of(new Value.Unknown("known only after the deployment"));
        }
        if (!text.startsWith("{") && !text.startsWith("[")) {
            return Optional.of(Value.string(text));
        }
        try {
            return Optional.of(ModelJson.data(text));
        } catch (IOException e) {
            return Optional.of(new Value.Unknown("CloudFormation shows the value only in part"));
        }
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
