package dev.phantom.drift.subject;

import dev.phantom.drift.Change;
import dev.phantom.drift.Drift;
import dev.phantom.drift.detect.Detection;
import dev.phantom.drift.fact.KeptFacts;
import dev.phantom.drift.knowledge.TypeKnowledge;
import dev.phantom.drift.terraform.TerraformTypes;
import dev.phantom.drift.terraform.TerraformView;
import dev.phantom.stack.Stack;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One drift of one stack, and what is known around it, in AWS's words: what Terraform reports is translated here and
/// nowhere else, and what is found of it is given back in Terraform's.
///
/// @param models    the drifted resource and its siblings; shared by all drifts of the stack
/// @param knowledge of resource types where the stack runs
/// @param terraform the way back to what Terraform reported; null for a template's drift, and for a type that is not
///                  mapped, which is left as it is
public record Subject(
        Stack stack,
        Drift drift,
        StackModels models,
        TypeKnowledge knowledge,
        @Nullable TerraformView terraform) {

    /// Of a drift that is told in AWS's words already.
    public Subject(Stack stack, Drift drift, StackModels models, TypeKnowledge knowledge) {
        this(stack, drift, models, knowledge, null);
    }

    /// Makes the subjects of what one comparison found.
    public static Function<Drift, Subject> of(Stack stack, Detection detection, TypeKnowledge knowledge) {
        var models = StackModels.of(detection, knowledge.terraform());
        return drift -> translated(stack, drift, models, knowledge);
    }

    /// A drift of which nothing is known but itself and its type.
    public static Subject alone(Stack stack, Drift drift, TypeKnowledge knowledge) {
        return translated(stack, drift, StackModels.none(knowledge.terraform()), knowledge);
    }

    private static Subject translated(Stack stack, Drift drift, StackModels models, TypeKnowledge knowledge) {
        return models.view(drift)
                .map(view -> new Subject(stack, view.drift(), models, knowledge, view))
                .orElseGet(() -> new Subject(stack, drift, models, knowledge));
    }

    /// The same place, with another drift of the same resource, in AWS's words.
    public Subject with(Drift other) {
        return new Subject(stack, other, models, knowledge, terraform);
    }

    /// The drift as it was reported.
    public Drift told() {
        return terraform == null ? drift : terraform.told();
    }

    /// The reported change that this one is.
    public Change told(Change change) {
        return terraform == null ? change : terraform.told(change);
    }

    /// A path of AWS's type in the words of the report: the attribute that is this property.
    public PropertyPath told(PropertyPath property) {
        return terraform == null ? property : terraform.attribute(property);
    }

    /// A value of AWS's type in the words of the report.
    public Value told(PropertyPath property, Value value) {
        return terraform == null ? value : terraform.attribute(property, value);
    }

    /// A setting of AWS's type, which says no elements, in the words of the report: several where it is many
    /// attributes.
    public List<PropertyPath> settings(PropertyPath setting) {
        return terraform == null ? List.of(setting) : terraform.attributes(setting);
    }

    /// Attributes that changed and of which nobody knows what they are in AWS: no rule and no price speaks of them.
    public List<PropertyPath> unmapped() {
        return terraform == null ? List.of() : terraform.unmapped();
    }

    /// Whether it is known what the resource's type is in AWS.
    public boolean isMapped() {
        return !TerraformTypes.isTerraform(drift.type());
    }

    /// The resource's: `AWS::RDS::DBInstance`.
    public String type() {
        return drift.type();
    }

    /// The AWS type of what Terraform reported; empty for a drift whose own type it is, and where it is not known.
    public String awsType() {
        return terraform == null ? "" : type();
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
