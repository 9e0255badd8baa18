package dev.phantom.drift.detect;

import dev.phantom.drift.fact.Fact.ServiceMade;
import dev.phantom.drift.fact.FactBook;
import dev.phantom.stack.LiveResource;
import dev.phantom.stack.LiveState;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value.Scalar;
import java.util.Optional;
import java.util.stream.Stream;

/// Who made a resource that no stack manages.
record ServiceManaged(FactBook facts, LiveState live) {

    /// What the resource that it belongs to says of it decides; where that is not shown, what it looks like.
    boolean byAws(LiveResource one) {
        var all = facts.of(one.type()).all(ServiceMade.class);
        return all.stream()
                .filter(fact -> !fact.by().isEmpty())
                .flatMap(fact -> applies(one, fact).stream())
                .findFirst()
                .orElseGet(() -> all.stream()
                        .anyMatch(fact -> fact.path().isRoot()
                                || text(one, fact.path()).filter(fact::matches).isPresent()));
    }

    private Optional<Boolean> applies(LiveResource one, ServiceMade fact) {
        return Stream.concat(live.resources().stream(), live.unmanaged().stream())
                .filter(owner -> owner.type().equals(fact.by()) && isOf(one, owner))
                .flatMap(owner -> Lookup.text(owner.properties(), fact.through()).stream())
                .map(named -> text(one, fact.path())
                        .or(() -> Optional.of(one.physicalId()))
                        .filter(named::equals)
                        .isPresent())
                .findFirst();
    }

    /// One of its properties names the owner.
    private static boolean isOf(LiveResource one, LiveResource owner) {
        return one.properties().entries().values().stream()
                .anyMatch(value -> value instanceof Scalar s
                        && (s.text().equals(owner.physicalId())
                                || owner.identifier().containsValue(s.text())));
    }

    private static Optional<String> text(LiveResource one, PropertyPath path) {
        return Lookup.text(one.properties(), path)
                .or(() -> Optional.ofNullable(one.identifier().get(path.last())));
    }
}
