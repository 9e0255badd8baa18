package dev.phantom.drift.compare;

import dev.phantom.drift.TypeFacts;
import dev.phantom.drift.TypeNode;
import dev.phantom.state.Mask;
import dev.phantom.template.PropertyPath;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// What one comparison of two property maps may rely on.
///
/// @param facts       of the resource's type; empty for an unknown type
/// @param root        where the schema walk starts
/// @param arns        account and region of the stack
/// @param stackTags   tags of the stack, which AWS puts on its resources
/// @param references  what the stack's resources are called
/// @param protections whether a property protects something: such a one is never waved through as a default
/// @param notes       what is known of the type beside its schema
/// @param mask        for secrets on both sides
/// @param mode        what the two sides are
public record Scope(
        Optional<TypeFacts> facts,
        TypeNode root,
        Arns arns,
        Map<String, String> stackTags,
        References references,
        Predicate<PropertyPath> protections,
        Notes notes,
        Mask mask,
        Mode mode) {

    public Scope {
        stackTags = Map.copyOf(stackTags);
    }

    public enum Mode {
        /// A template against a live model: what the template does not say is undeclared.
        DECLARED,
        /// An earlier live model against a later one: both say everything, fillers come and go.
        EARLIER,
        /// A template against a template: exact, but for what CloudFormation equates.
        TEMPLATES
    }

    String tagProperty() {
        return facts.map(f -> f.tagging().property()).filter(p -> !p.isEmpty()).orElse("Tags");
    }
}
