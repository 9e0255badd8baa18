package dev.phantom.drift.compare;

import dev.phantom.drift.TypeFacts;
import dev.phantom.drift.TypeNode;
import dev.phantom.drift.fact.FactBook;
import dev.phantom.drift.fact.FactNode;
import dev.phantom.drift.fact.KeptFacts;
import dev.phantom.stack.Mask;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What one comparison of two property maps may rely on.
///
/// @param facts       of the resource's type; empty for an unknown type
/// @param root        where the schema walk starts
/// @param arns        account and region of the stack
/// @param stackTags   tags of the stack, which AWS puts on its resources
/// @param references  what the stack's resources are called
/// @param kept        what is kept of the type beside its schema
/// @param book        what is kept of all types, for the ways to name their resources
/// @param setlike     endings of names whose plain lists mean sets, where schema and facts are silent
/// @param mask        for secrets on both sides
/// @param mode        what the two sides are
public record Scope(
        Optional<TypeFacts> facts,
        TypeNode root,
        Arns arns,
        Map<String, String> stackTags,
        ReferenceWalk references,
        KeptFacts kept,
        FactBook book,
        Set<String> setlike,
        Mask mask,
        Mode mode) {

    private static final Mask NO_SECRETS = Mask.of("");
    private static final KeptFacts NO_FACTS = new KeptFacts("", List.of(), List.of(), FactNode.NONE);

    public Scope {
        stackTags = Map.copyOf(stackTags);
        setlike = Set.copyOf(setlike);
    }

    /// For properties that a schema alone describes: no facts of their own type, no names of the stack.
    ///
    /// @param root where the walk of the schema starts
    /// @param book for the ways to name resources of other types
    public static Scope ofSchema(TypeNode root, Arns arns, FactBook book) {
        return new Scope(
                Optional.empty(),
                root,
                arns,
                Map.of(),
                ReferenceWalk.NONE,
                NO_FACTS,
                book,
                Set.of(),
                NO_SECRETS,
                Mode.DECLARED);
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
