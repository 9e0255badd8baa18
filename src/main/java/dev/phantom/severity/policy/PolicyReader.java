package dev.phantom.severity.policy;

import dev.phantom.drift.Change;
import dev.phantom.drift.Drift;
import dev.phantom.drift.compare.Reversal;
import dev.phantom.drift.fact.Fact.Grants;
import dev.phantom.drift.fact.KeptFacts;
import dev.phantom.drift.subject.Subject;
import dev.phantom.severity.FindingPath;
import dev.phantom.severity.LastAnswer;
import dev.phantom.severity.Severity;
import dev.phantom.severity.policy.PolicyPlace.Kind;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.PropertyView;
import dev.phantom.value.Value.MapValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Reads the policies of drifted resources, and says what live admits that it did not before the drift's changes. A
/// policy that no change touches is not parsed. Safe for use by several threads.
public final class PolicyReader {
    static final int MOST_GRANTS = 100_000;

    private final LastAnswer<Subject, List<PolicyRisk>> risks = new LastAnswer<>(PolicyReader::read);

    public List<PolicyRisk> risks(Subject subject) {
        return risks.to(subject);
    }

    private static List<PolicyRisk> read(Subject subject) {
        var drift = subject.drift();
        var places = places(subject.type(), subject.facts()).stream()
                .filter(p -> touched(drift, p.path()))
                .toList();
        if (drift.status() == Drift.Status.DELETED || places.isEmpty()) {
            return List.of();
        }
        // what no change of this drift is about is the same on both sides, in live's own words
        var undone = drift.status() == Drift.Status.MODIFIED
                ? Reversal.of(drift.actual(), drift.changes())
                : Optional.<MapValue>empty();
        var safe = new PropertyView(undone.orElse(drift.expected()));
        var live = new PropertyView(drift.actual());
        var risks = new ArrayList<PolicyRisk>();
        kinds(places).forEach((kind, same) -> risks.addAll(risks(subject, kind, same, safe, live)));
        return risks.stream()
                .map(risk -> ShapedPolicies.told(subject.type(), risk))
                .flatMap(risk -> placed(drift, risk, places, undone.isPresent()).stream())
                .distinct()
                .toList();
    }

    /// Where the type keeps policies: by the type facts, by the table, and where the resource is itself a statement.
    static List<PolicyPlace> places(String type, KeptFacts facts) {
        return Stream.of(
                        facts.all(Grants.class).stream()
                                .map(g -> new PolicyPlace(type, g.path(), Kind.RESOURCE, Severity.of(g.worst()))),
                        PolicyTables.places().getOrDefault(type, List.of()).stream(),
                        ShapedPolicies.place(type).stream())
                .flatMap(s -> s)
                .toList();
    }

    static boolean touched(Drift drift, PropertyPath place) {
        var root = PropertyPath.of(place.segments().getFirst());
        return drift.changes().isEmpty()
                || drift.changes().stream().anyMatch(c -> c.path().overlaps(root))
                || ShapedPolicies.place(drift.type()).isPresent();
    }

    static Map<Kind, List<PolicyPlace>> kinds(List<PolicyPlace> places) {
        var kinds = new TreeMap<Kind, List<PolicyPlace>>();
        places.forEach(
                p -> kinds.computeIfAbsent(p.kind(), k -> new ArrayList<>()).add(p));
        return kinds;
    }

    private static List<PolicyRisk> risks(
            Subject subject, Kind kind, List<PolicyPlace> places, PropertyView safe, PropertyView live) {
        if (kind == Kind.ATTACHED) {
            return places.stream()
                    .flatMap(p -> ManagedPolicies.attached(p.path(), safe, live).stream())
                    .toList();
        }
        var own = subject.stack().id().account();
        var bearer = kind == Kind.IDENTITY || kind == Kind.GUARD;
        var was = document(places, safe, bearer);
        var is = document(places, live, bearer);
        if (Math.max(was.size(), is.size()) > MOST_GRANTS) {
            return List.of(tooLarge(kind, places.getFirst(), is));
        }
        var change =
                new PolicyChange(kind, places.getFirst().worst(), PolicyAccess.of(was, own), PolicyAccess.of(is, own));
        if (change.tooLarge()) {
            return List.of(tooLarge(kind, places.getFirst(), is));
        }
        var denials = change.lost().stream()
                .map(deny -> new PolicyRisk(
                        Topic.DENIAL,
                        deny.path(),
                        LostDenials.level(deny, change),
                        LostDenials.title(deny, change.live())));
        return Stream.concat(more(subject, change).stream(), denials).toList();
    }

    /// What is not compared is not the milder case.
    private static PolicyRisk tooLarge(Kind kind, PolicyPlace place, AccessPolicy live) {
        var topic = switch (kind) {
            case RESOURCE, ENDPOINT -> Topic.ADMITTED;
            case IDENTITY, ATTACHED -> Topic.IDENTITY;
            case TRUST -> Topic.TRUST;
            case GUARD -> Topic.DENIAL;
        };
        var root = PropertyPath.of(place.path().segments().getFirst());
        return new PolicyRisk(
                topic,
                root,
                Severity.HIGH,
                "the policy is too large to be compared (%d pairs of principal and resource): review it by hand"
                        .formatted(live.size()));
    }

    private static List<PolicyRisk> more(Subject subject, PolicyChange change) {
        return switch (change.kind()) {
            case RESOURCE -> PublicAccessBlock.heldBack(subject, ResourceRisks.of(change));
            case IDENTITY -> IdentityRisks.of(change);
            case TRUST -> TrustRisks.of(change);
            case ENDPOINT -> EndpointRisks.of(change);
            case GUARD, ATTACHED -> List.of();
        };
    }

    static AccessPolicy document(List<PolicyPlace> places, PropertyView model, boolean bearer) {
        var all = new AccessPolicy(List.of());
        for (var place : places) {
            if (ShapedPolicies.place(place.type()).filter(place::equals).isPresent()) {
                all = ShapedPolicies.statement(place, model)
                        .map(s -> AccessPolicy.of(s, place.path(), bearer))
                        .map(all::with)
                        .orElse(all);
            } else {
                for (var at : Expansion.of(place.path(), model.value())) {
                    all = model.at(at)
                            .map(v -> AccessPolicy.of(v, at, bearer))
                            .map(all::with)
                            .orElse(all);
                }
            }
        }
        return all;
    }

    /// At the change that brought it: the statement's own, else, if all changes of the policy were undone, any of them.
    private static Optional<PolicyRisk> placed(Drift drift, PolicyRisk risk, List<PolicyPlace> places, boolean undone) {
        var path = FindingPath.of(drift, risk.path());
        if (path.isEmpty() && undone) {
            path = drift.changes().stream()
                    .map(Change::path)
                    .filter(c -> places.stream()
                            .anyMatch(p -> c.overlaps(
                                    PropertyPath.of(p.path().segments().getFirst()))))
                    .findFirst()
                    .or(() -> drift.changes().stream().map(Change::path).findFirst());
        }
        return path.map(p -> new PolicyRisk(risk.topic(), p, risk.level(), risk.title()));
    }
}
