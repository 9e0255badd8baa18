package dev.phantom.severity.policy;

import dev.phantom.drift.Drift;
import dev.phantom.drift.compare.Reversal;
import dev.phantom.drift.subject.Subject;
import dev.phantom.severity.policy.PolicyChange.More;
import dev.phantom.severity.policy.PolicyPlace.Kind;
import dev.phantom.value.PropertyView;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Who may do what by the live policies of a resource and not by the safe ones, and the other way round, each in words:
/// `444455556666 (kms:Decrypt)`. What a revert takes, and what it gives back.
///
/// @param taken given by live alone
/// @param given by safe alone
public record AccessDifference(List<String> taken, List<String> given) {

    public static final AccessDifference NONE = new AccessDifference(List.of(), List.of());

    public AccessDifference {
        taken = List.copyOf(taken);
        given = List.copyOf(given);
    }

    public static AccessDifference of(Subject subject) {
        var drift = subject.drift();
        var places = PolicyReader.places(subject.type(), subject.facts()).stream()
                .filter(p -> PolicyReader.touched(drift, p.path()))
                .toList();
        if (drift.status() == Drift.Status.DELETED || drift.status() == Drift.Status.UNMANAGED || places.isEmpty()) {
            return NONE;
        }
        var undone = Reversal.of(drift.actual(), drift.changes());
        var safe = new PropertyView(undone.orElse(drift.expected()));
        var live = new PropertyView(drift.actual());
        var own = subject.stack().id().account();
        var taken = new ArrayList<String>();
        var given = new ArrayList<String>();
        PolicyReader.kinds(places).forEach((kind, same) -> {
            taken.addAll(more(kind, same, safe, live, own));
            given.addAll(more(kind, same, live, safe, own));
        });
        return new AccessDifference(taken, given);
    }

    /// What the second side gives and the first does not.
    private static List<String> more(
            Kind kind, List<PolicyPlace> places, PropertyView less, PropertyView more, String own) {
        if (kind == Kind.ATTACHED) {
            return attached(places, less, more);
        }
        var bearer = kind == Kind.IDENTITY || kind == Kind.GUARD;
        var one = PolicyReader.document(places, less, bearer);
        var other = PolicyReader.document(places, more, bearer);
        if (Math.max(one.size(), other.size()) > PolicyReader.MOST_GRANTS) {
            return List.of();
        }
        var change = new PolicyChange(
                kind, places.getFirst().worst(), PolicyAccess.of(one, own), PolicyAccess.of(other, own));
        return change.tooLarge()
                ? List.of()
                : change.more().stream().map(AccessDifference::words).distinct().toList();
    }

    private static String words(More more) {
        var grant = more.grant();
        var narrowed = more.reason() == PolicyChange.Reason.CONDITIONS ? ", beyond its conditions" : "";
        var resource = grant.resource().pattern();
        var where = resource.equals("*") || grant.statement().others() ? "" : " on " + resource;
        return grant.principal().name() + " (" + grant.statement().deed(more.actions()) + where + narrowed + ")";
    }

    private static List<String> attached(List<PolicyPlace> places, PropertyView less, PropertyView more) {
        var names = new LinkedHashSet<String>();
        for (var place : places) {
            var known = texts(less, place);
            texts(more, place).stream().filter(name -> !known.contains(name)).forEach(names::add);
        }
        return names.stream().map(name -> "the identity (policy " + name + ")").toList();
    }

    private static Set<String> texts(PropertyView model, PolicyPlace place) {
        return model.items(place.path().segments().toArray(String[]::new)).stream()
                .flatMap(item -> item.text().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
