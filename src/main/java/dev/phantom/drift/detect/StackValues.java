package dev.phantom.drift.detect;

import dev.phantom.drift.compare.Arns;
import dev.phantom.drift.fact.DerivedAttributes;
import dev.phantom.drift.fact.FactBook;
import dev.phantom.iac.Declaration;
import dev.phantom.iac.Definition;
import dev.phantom.iac.EvaluationContext;
import dev.phantom.iac.EvaluationContext.Pseudo;
import dev.phantom.iac.Given;
import dev.phantom.iac.Resource;
import dev.phantom.stack.DeployedState;
import dev.phantom.stack.LiveResource;
import dev.phantom.stack.ParameterValue;
import dev.phantom.stack.StackId;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Evaluates the templates of one stack with all that is known of it.
///
/// @param facts what is kept of the types of its resources
public record StackValues(StackId id, DeployedState deployed, FactBook facts) {

    /// @param own      parameters of the template's own side; they win over what the deployment shows
    /// @param partners live partners by logical id, as far as they are known
    Declaration evaluate(Definition template, List<ParameterValue> own, Map<String, LiveResource> partners) {
        return template.declare(context(template, own, partners));
    }

    /// What any template of the stack is evaluated with, nothing known of its resources but what is live.
    public EvaluationContext context(List<ParameterValue> own, Map<String, LiveResource> partners) {
        return context(Map.of(), own, partners);
    }

    /// What this template of the stack is evaluated with.
    public EvaluationContext context(
            Definition template, List<ParameterValue> own, Map<String, LiveResource> partners) {
        return context(template.resources(), own, partners);
    }

    private EvaluationContext context(
            Map<String, Resource> declared, List<ParameterValue> own, Map<String, LiveResource> partners) {
        var values = new LinkedHashMap<String, ParameterValue>();
        deployed.parameters().forEach(p -> values.put(p.name(), p));
        own.forEach(p -> values.merge(p.name(), p, (before, now) -> now.after(before)));
        var given = new LinkedHashMap<String, Given>();
        values.forEach((name, value) -> given.put(name, value.given()));
        var pseudo = new Pseudo(id.account(), id.region(), id.name(), deployed.stackArn(), List.of());
        return new EvaluationContext(
                given,
                pseudo,
                deployed.exports(),
                (logicalId, attribute) -> known(declared.get(logicalId), partners, logicalId, attribute));
    }

    private Optional<Value> known(
            @Nullable Resource declared, Map<String, LiveResource> partners, String logicalId, String attribute) {
        var live = partners.get(logicalId);
        var physicalId = physicalId(logicalId, live);
        if (attribute.isEmpty()) {
            return physicalId.isEmpty() ? identifier(live) : Optional.of(Value.string(physicalId));
        }
        var found = live == null ? Optional.<Value>empty() : attribute(live, attribute);
        if (found.isEmpty() && attribute.endsWith("Arn") && physicalId.startsWith("arn:")) {
            return Optional.of(Value.string(physicalId));
        }
        return found.or(() -> physicalId.isEmpty() ? Optional.empty() : derived(declared, live, physicalId, attribute))
                .or(() -> live == null ? Optional.empty() : denied(live, attribute));
    }

    /// That it is not known for want of a right: of the resource as a whole, or of this attribute.
    private static Optional<Value> denied(LiveResource live, String attribute) {
        if (live.status() == LiveResource.Status.DENIED) {
            return Optional.of(live.deniedAttribute(attribute, live.detail()));
        }
        return Optional.ofNullable(live.properties().get(attribute.split("\\.", 2)[0]))
                .filter(value -> value instanceof Value.Unknown u && u.cause() == Value.Unknown.Cause.READ_DENIED);
    }

    /// What the physical id tells of an attribute that nobody shows.
    private Optional<Value> derived(
            @Nullable Resource declared, @Nullable LiveResource live, String physicalId, String attribute) {
        var type = live != null ? live.type() : declared != null ? declared.type() : "";
        return facts.of(type).all(DerivedAttributes.class).stream()
                .filter(fact -> fact.isOf(attribute))
                .flatMap(fact -> fact
                        .value(
                                physicalId,
                                given(fact, declared, live),
                                new Arns(id.account(), id.region()).surroundings())
                        .stream())
                .findFirst()
                .map(Value::string);
    }

    /// As live shows it, else as it is declared, else what it is where nobody says; empty if it is declared as
    /// something to be worked out.
    private static Optional<String> given(
            DerivedAttributes fact, @Nullable Resource declared, @Nullable LiveResource live) {
        var shown = live == null ? Optional.<String>empty() : Lookup.text(live.properties(), fact.given());
        if (shown.isPresent() || declared == null || fact.given().isRoot()) {
            return shown;
        }
        return switch (declared.properties().get(fact.given().last())) {
            case null -> Optional.of(fact.otherwise());
            case Scalar s -> Optional.of(s.text());
            case Value worked -> Optional.empty();
        };
    }

    private String physicalId(String logicalId, @Nullable LiveResource live) {
        var mapped = deployed.resources().get(logicalId);
        if (mapped != null && !mapped.physicalId().isEmpty()) {
            return mapped.physicalId();
        }
        return live == null ? "" : live.physicalId();
    }

    /// The primary identifier, where it is one value: mostly what Ref gives.
    private static Optional<Value> identifier(@Nullable LiveResource live) {
        return live != null && live.identifier().size() == 1
                ? Optional.of(Value.string(live.identifier().values().iterator().next()))
                : Optional.empty();
    }

    private static Optional<Value> attribute(LiveResource live, String dotted) {
        Value at = live.properties();
        for (var step : dotted.split("\\.")) {
            var next = at instanceof MapValue map ? map.get(step) : null;
            if (next == null) {
                return Optional.ofNullable(live.identifier().get(dotted)).map(Value::string);
            }
            at = next;
        }
        return at instanceof Scalar || at instanceof ListValue ? Optional.of(at) : Optional.empty();
    }

    /// Whether anything in the template still waits for a live partner; where nothing was worked out, nothing does.
    static boolean open(Declaration template) {
        return template.resources().values().stream()
                .filter(resource -> resource.properties() != resource.source().properties())
                .anyMatch(resource -> open(resource.properties()));
    }

    private static boolean open(Value value) {
        return switch (value) {
            case MapValue map -> open(map.entries().values());
            case ListValue list -> open(list.items());
            case Value.Unknown u -> true;
            case Value.Reference r -> r.known() instanceof Value.Unknown;
            case Scalar s -> false;
            case Value.Intrinsic i -> true;
            case Value.Sensitive s -> false;
        };
    }

    private static boolean open(Collection<Value> values) {
        for (var value : values) {
            if (open(value)) {
                return true;
            }
        }
        return false;
    }
}
