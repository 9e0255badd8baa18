package dev.phantom.severity.rules;

import dev.phantom.drift.fact.Fact.Grants;
import dev.phantom.drift.fact.KeptFacts;
import dev.phantom.severity.Severity;
import dev.phantom.severity.rules.PolicyDocument.Statement;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.PropertyView;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The policy that a resource carries itself, which says who may use it.
///
/// @param property where the type keeps it
/// @param worst    how bad it is when everybody may pass
record ResourcePolicy(String property, Severity worst, List<Statement> all) {

    /// A statement, and where it stands.
    record Placed(Statement statement, PropertyPath path) {}

    static Optional<ResourcePolicy> of(KeptFacts facts, PropertyView model) {
        return facts.all(Grants.class).stream().findFirst().map(grants -> {
            var property = grants.path().last();
            return new ResourcePolicy(
                    property,
                    Severity.of(grants.worst()),
                    PolicyDocument.of(model.at(property)).statements());
        });
    }

    Stream<Placed> statements() {
        return IntStream.range(0, all.size())
                .mapToObj(i -> new Placed(
                        all.get(i), PropertyPath.of(property, "Statement").child(i)));
    }
}
