package dev.phantom.drift.terraform;

import dev.phantom.drift.terraform.HeldResource.Match;
import dev.phantom.stack.Holdings;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What states of Terraform hold, in AWS's words. A resource of a scan is held if its type is what a resource of a
/// state is, and each part of its identifier is that resource's. It is not held only if each resource that could be it
/// is another one; where a state holds what is not mapped, or what an identifier cannot be compared with, that is not
/// known.
public final class StateHoldings implements Holdings {

    private final TerraformTypes types;
    private final List<HeldResource> held;
    private final Set<String> mapped = new HashSet<>();

    /// @param held all that the states hold there, data sources left out
    public StateHoldings(TerraformTypes types, List<HeldResource> held) {
        this.types = types;
        this.held = List.copyOf(held);
        types.meanings().forEach(meaning -> mapped.add(meaning.awsType()));
    }

    @Override
    public Set<String> types() {
        var found = new LinkedHashSet<String>();
        held.forEach(each ->
                types.of(each.type(), each.attributes()).map(TerraformType::awsType).ifPresent(found::add));
        return found;
    }

    @Override
    public Answer holds(String type, Map<String, String> identifier) {
        boolean doubtful = false;
        for (var each : held) {
            var answer = holds(each, type, identifier);
            if (answer == Answer.YES) {
                return Answer.YES;
            }
            doubtful |= answer == Answer.UNKNOWN;
        }
        return doubtful ? Answer.UNKNOWN : Answer.NO;
    }

    private Answer holds(HeldResource each, String type, Map<String, String> identifier) {
        var meaning = types.of(each.type(), each.attributes());
        if (meaning.isEmpty()) {
            if (identifier.size() == 1 && byArn(each, identifier)) {
                return Answer.YES;
            }
            return called(each, identifier) || !mapped.contains(type) ? Answer.UNKNOWN : Answer.NO;
        }
        if (meaning.get().awsType().equals(type)) {
            return same(each, meaning.get(), identifier);
        }
        return mayBeWithin(each, meaning.get(), type, identifier) ? Answer.UNKNOWN : Answer.NO;
    }

    /// An ARN names one resource alone.
    private static boolean byArn(HeldResource each, Map<String, String> identifier) {
        return identifier.values().stream().anyMatch(value -> value.startsWith("arn:") && each.isCalled(value));
    }

    private static boolean called(HeldResource each, Map<String, String> identifier) {
        return each.isCalled(String.join("|", identifier.values()))
                || identifier.values().stream().anyMatch(each::isCalled);
    }

    private static Answer same(HeldResource each, TerraformType meaning, Map<String, String> identifier) {
        if (byArn(each, identifier)) {
            return Answer.YES;
        }
        boolean single = identifier.size() == 1;
        var matches = identifier.entrySet().stream()
                .map(part -> each.match(meaning, part.getKey(), part.getValue(), single))
                .toList();
        if (matches.contains(Match.OTHER)) {
            return Answer.NO;
        }
        return matches.contains(Match.UNKNOWN) || matches.isEmpty() ? Answer.UNKNOWN : Answer.YES;
    }

    /// Whether a block of a resource may be what AWS lists as a resource of its own: an aspect of it, a property that
    /// goes by the type's name (the `ingress` of a security group), or what names it and nothing that it does not say
    /// (a `route` of a route table).
    private boolean mayBeWithin(HeldResource each, TerraformType meaning, String type, Map<String, String> identifier) {
        boolean aspect = types.meanings().stream()
                .anyMatch(other -> other.name().equals(each.type())
                        && other.aspect() != null
                        && other.awsType().equals(type));
        var last = type.substring(type.lastIndexOf(':') + 1);
        boolean property = sameService(meaning.awsType(), type)
                && meaning.lines().stream().anyMatch(line -> line.property().getFirst().equals(last));
        boolean child = identifier.size() > 1
                && identifier.values().stream().anyMatch(each::isCalled)
                && each.mentions(Set.copyOf(identifier.values()));
        return aspect || property || child;
    }

    private static boolean sameService(String one, String other) {
        return one.substring(0, one.lastIndexOf(':')).equals(other.substring(0, other.lastIndexOf(':')));
    }

    @Override
    public String doubt() {
        return "a Terraform state may hold it, as nothing that both sides have says which resource it is";
    }
}
