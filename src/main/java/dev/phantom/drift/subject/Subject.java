package dev.phantom.drift.subject;

import dev.phantom.drift.Drift;
import dev.phantom.drift.detect.Detection;
import dev.phantom.drift.fact.KeptFacts;
import dev.phantom.drift.knowledge.TypeKnowledge;
import dev.phantom.stack.Stack;
import dev.phantom.value.Value.MapValue;
import java.util.Set;
import java.util.function.Function;

/// One drift of one stack, and what is known around it.
///
/// @param models    the drifted resource and its siblings; shared by all drifts of the stack
/// @param knowledge of resource types where the stack runs
public record Subject(Stack stack, Drift drift, StackModels models, TypeKnowledge knowledge) {

    /// Makes the subjects of what one comparison found.
    public static Function<Drift, Subject> of(Stack stack, Detection detection, TypeKnowledge knowledge) {
        var models = StackModels.of(detection);
        return drift -> new Subject(stack, drift, models, knowledge);
    }

    /// A drift of which nothing is known but itself and its type.
    public static Subject alone(Stack stack, Drift drift, TypeKnowledge knowledge) {
        return new Subject(stack, drift, StackModels.NONE, knowledge);
    }

    /// The same place, with another drift of the same resource.
    public Subject with(Drift other) {
        return new Subject(stack, other, models, knowledge);
    }

    /// The resource's: `AWS::RDS::DBInstance`.
    public String type() {
        return drift.type();
    }

    /// As the drift saw it in the repository, or as CloudFormation was last told.
    public MapValue declared() {
        return drift.expected();
    }

    public MapValue live() {
        return drift.actual();
    }

    public String environment() {
        return stack.environment();
    }

    public String region() {
        return stack.id().region();
    }

    /// What is kept of the resource's type beside its schema.
    public KeptFacts facts() {
        return knowledge.facts(drift.type());
    }

    /// Logical ids of the siblings that refer to the resource.
    public Set<String> referencedBy() {
        return models.referencing(drift.logicalId());
    }
}
