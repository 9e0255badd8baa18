package dev.phantom.drift.attribute;

import dev.phantom.drift.compare.Arns;
import dev.phantom.drift.fact.DerivedAttributes;
import dev.phantom.drift.knowledge.TypeKnowledge;
import dev.phantom.stack.LiveResource;
import dev.phantom.stack.StackId;
import dev.phantom.value.PropertyView;
import dev.phantom.value.Value.Scalar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The ARN of a resource, where its model or its physical id tells it: some calls name it in no other way.
public record OwnArn(TypeKnowledge knowledge, StackId stack) {

    /// The same resource, its ARN among what identifies it.
    public LiveResource named(LiveResource resource) {
        return of(resource)
                .map(arn -> {
                    var identifier = new LinkedHashMap<>(resource.identifier());
                    identifier.put("Arn", arn);
                    return new LiveResource(
                            resource.logicalId(),
                            resource.physicalId(),
                            resource.type(),
                            identifier,
                            resource.properties(),
                            resource.provenance(),
                            resource.status(),
                            resource.detail());
                })
                .orElse(resource);
    }

    public Optional<String> of(LiveResource resource) {
        return Stream.concat(
                        Stream.concat(Stream.of(resource.physicalId()), resource.identifier().values().stream()),
                        shown(resource).stream())
                .filter(text -> text.startsWith("arn:"))
                .findFirst()
                .or(() -> derived(resource));
    }

    /// `Arn` of any type, `TopicArn` of a topic.
    private static List<String> shown(LiveResource resource) {
        var own = resource.type().substring(resource.type().lastIndexOf(':') + 1);
        return Stream.of("Arn", own + "Arn")
                .flatMap(name ->
                        resource.properties().get(name) instanceof Scalar s ? Stream.of(s.text()) : Stream.empty())
                .toList();
    }

    private Optional<String> derived(LiveResource resource) {
        var surroundings = new Arns(stack.account(), stack.region()).surroundings();
        return knowledge.facts(resource.type()).all(DerivedAttributes.class).stream()
                .filter(fact -> fact.path().last().endsWith("Arn"))
                .flatMap(fact -> fact.value(resource.physicalId(), given(fact, resource), surroundings).stream())
                .filter(text -> text.startsWith("arn:"))
                .findFirst();
    }

    private static Optional<String> given(DerivedAttributes fact, LiveResource resource) {
        return fact.given().isRoot()
                ? Optional.empty()
                : new PropertyView(resource.properties())
                        .at(fact.given())
                        .flatMap(v -> v instanceof Scalar s ? Optional.of(s.text()) : Optional.<String>empty())
                        .or(() -> Optional.of(fact.otherwise()).filter(text -> !text.isEmpty()));
    }
}
