package dev.phantom.drift.fact;

import dev.phantom.drift.fact.Fact.Protection;
import dev.phantom.value.PropertyPath;
import java.util.List;
import java.util.Optional;

/// What is kept of one type beside its schema.
///
/// @param type   `AWS::RDS::DBInstance`
/// @param facts  in the order of the file
/// @param common facts of every type: events of tagging
/// @param root   the facts by place, to be walked in step with a value
public record KeptFacts(String type, List<Fact> facts, List<Fact> common, FactNode root) {

    public KeptFacts {
        facts = List.copyOf(facts);
        common = List.copyOf(common);
    }

    static KeptFacts of(String type, List<Fact> facts, List<Fact> common) {
        return new KeptFacts(type, facts, common, FactNode.of(facts));
    }

    public FactNode at(PropertyPath path) {
        return root.at(path);
    }

    public <F extends Fact> Optional<F> find(Class<F> kind, PropertyPath path) {
        return at(path).find(kind);
    }

    public boolean has(Class<? extends Fact> kind, PropertyPath path) {
        return at(path).has(kind);
    }

    /// Every fact of the kind, of this type.
    public <F extends Fact> List<F> all(Class<F> kind) {
        return facts.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /// Every fact of the kind that holds for all types.
    public <F extends Fact> List<F> ofEveryType(Class<F> kind) {
        return common.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /// Whether a change at this path touches a protection: one at it, above it, or below it. The entries of an
    /// attribute bag
    /// are asked for by their key, with `protection`.
    public boolean protects(PropertyPath path) {
        var node = root;
        for (var segment : path.segments()) {
            if (isProtection(node)) {
                return true;
            }
            node = node.child(segment);
        }
        return isProtection(node)
                || node.below().values().stream().anyMatch(below -> below.hasWithin(Protection.class));
    }

    private static boolean isProtection(FactNode node) {
        return node.all(Protection.class).stream().anyMatch(p -> p.entry().isEmpty());
    }

    /// The protection of an entry of an attribute bag, by the entry's key.
    public Optional<Protection> protection(PropertyPath bag, String entry) {
        return at(bag).all(Protection.class).stream()
                .filter(p -> p.entry().equals(entry))
                .findFirst();
    }

    /// What an event of CloudTrail writes of this type: the type's own fact, else one of every type.
    public Optional<Event> event(String eventSource, String eventName) {
        var own = event(facts, eventSource, eventName);
        return own.isPresent() ? own : event(common, eventSource, eventName);
    }

    private static Optional<Event> event(List<Fact> facts, String eventSource, String eventName) {
        return facts.stream()
                .filter(Event.class::isInstance)
                .map(Event.class::cast)
                .filter(event -> event.matches(eventSource, eventName))
                .findFirst();
    }
}
