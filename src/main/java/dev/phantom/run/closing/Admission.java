package dev.phantom.run.closing;

import dev.phantom.fault.PhantomException;
import dev.phantom.pullrequest.DriftGroup;
import dev.phantom.pullrequest.Marker;
import dev.phantom.pullrequest.PublishPolicy;
import dev.phantom.pullrequest.Register;
import dev.phantom.run.Reservations;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which new pull requests of a run may be opened. When a cap binds, severity decides, then the stack's name, then the
/// driftId, whatever was walked first. A security finding of level high or critical needs no place and takes none.
public final class Admission {

    private static final Comparator<DriftGroup> RANK = Comparator.comparing(DriftGroup::severity)
            .reversed()
            .thenComparing(g -> g.stack().id().name())
            .thenComparing(g -> g.members().getFirst().drift().driftId())
            .thenComparing(g -> g.stack().id().key());

    private final Reservations reservations;
    private final Reservations.Caps caps;
    private final Set<String> uncounted;
    private final Set<String> granted = new HashSet<>();
    private Places none = Places.NONE;

    /// @param present every group of drifts in this run; the pull requests of grave ones are not counted
    public Admission(Reservations reservations, PublishPolicy policy, List<DriftGroup> present) {
        this.reservations = reservations;
        this.caps = new Reservations.Caps(policy.maxOpen(), policy.maxPerStack());
        this.uncounted = present.stream()
                .filter(DriftGroup::grave)
                .map(DriftGroup::branch)
                .collect(Collectors.toSet());
    }

    /// Takes places, as far as there are any.
    ///
    /// @return branches of those that may be opened
    public Set<String> admit(List<DriftGroup> wanted, Register register) {
        var newest = newest(register);
        var places = wanted.stream()
                .filter(g -> !g.grave())
                .sorted(RANK)
                .map(g -> new Reservations.Place(
                        g.branch(), Marker.stackKey(g.stack().id()), newest.getOrDefault(g.branch(), 0)))
                .toList();
        var branches =
                places.isEmpty() ? Set.<String>of() : reserved(places, new Reservations.Seen(open(register), newest));
        granted.addAll(branches);
        return Stream.concat(
                        uncapped(wanted).stream(),
                        wanted.stream().map(DriftGroup::branch).filter(branches::contains))
                .collect(Collectors.toSet());
    }

    /// @return branches of those that take no place
    static Set<String> uncapped(List<DriftGroup> wanted) {
        return wanted.stream().filter(DriftGroup::grave).map(DriftGroup::branch).collect(Collectors.toSet());
    }

    /// Gives the places back that no pull request came of.
    ///
    /// @param unopened branches
    /// @return whether there were any
    public boolean release(Set<String> unopened) {
        var branches = unopened.stream().filter(granted::contains).collect(Collectors.toSet());
        granted.removeAll(branches);
        if (!branches.isEmpty()) {
            reservations.release(branches);
        }
        return !branches.isEmpty();
    }

    private Set<String> reserved(List<Reservations.Place> places, Reservations.Seen seen) {
        try {
            return reservations.reserve(places, seen, caps);
        } catch (PhantomException e) {
            none = Places.unreserved(e.diagnostic());
            throw e;
        }
    }

    /// @param branches that were admitted
    Places places(Set<String> branches) {
        return none.with(branches);
    }

    /// A proposed rule takes no place.
    private HashMap<String, String> open(Register register) {
        var open = new HashMap<String, String>();
        register.entries().stream()
                .filter(e -> e.isOpen() && !e.pullRequest().branch().startsWith(Register.RULES))
                .filter(e -> !uncounted.contains(e.pullRequest().branch()))
                .forEach(e -> open.put(e.pullRequest().branch(), e.marker().stack()));
        return open;
    }

    private static HashMap<String, Integer> newest(Register register) {
        var newest = new HashMap<String, Integer>();
        register.entries()
                .forEach(e ->
                        newest.merge(e.pullRequest().branch(), e.pullRequest().number(), Math::max));
        return newest;
    }
}
