package dev.phantom.cost;

import dev.phantom.drift.subject.StackModels;
import dev.phantom.drift.subject.Subject;
import dev.phantom.value.PropertyView;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import java.util.Optional;

/// One way to set a resource: what is priced, whether it is one side of a drift, a candidate or a line of a template.
///
/// @param type     `AWS::RDS::DBInstance`
/// @param siblings other resources of the stack that a property may refer to: a launch template, a task definition
public record ResourceConfiguration(String type, PropertyView properties, StackModels siblings) {

    public ResourceConfiguration(String type, MapValue properties, StackModels siblings) {
        this(type, new PropertyView(properties), siblings);
    }

    /// The subject's resource, if it were set like this.
    public static ResourceConfiguration of(Subject subject, MapValue properties) {
        return new ResourceConfiguration(subject.type(), properties, subject.models());
    }

    /// The running resource that a property refers to.
    public Optional<PropertyView> find(Value reference) {
        return siblings.live(reference).map(PropertyView::new);
    }
}
