package dev.phantom.analysis.background;

import dev.phantom.drift.Drift;
import dev.phantom.iac.Element.Id;
import dev.phantom.iac.Element.Kind;
import dev.phantom.value.PropertyPath;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What stands around a resource in its definition, at most two references away, nearest first. In the same distance:
/// what decides the values that drifted, then what is attached to it (policies, rules, alarms), then what it uses, then
/// what uses the same.
final class Neighbourhood {

    /// What more refer to binds nothing together: a VPC, a common tag.
    private static final int FEW = 8;

    /// @param rank     among those of the same distance, lowest first
    /// @param relation in words
    /// @param decides  it is the drifted resource, or what works out values of it
    record Neighbour(Id id, int distance, int rank, String relation, boolean decides) {}

    private final ElementGraph graph;
    private final Mentions mentions;
    private final Id drifted;
    private final Map<Id, Neighbour> found = new LinkedHashMap<>();
    private final Set<Id> decisive = new LinkedHashSet<>();

    private Neighbourhood(ElementGraph graph, Mentions mentions, Drift drift) {
        this.graph = graph;
        this.mentions = mentions;
        this.drifted = graph.definition().element(drift.logicalId());
        drift.changes().forEach(change -> decisive.addAll(decisive(drift, change.path())));
    }

    private Set<Id> decisive(Drift drift, PropertyPath path) {
        return path.isRoot()
                ? Set.of()
                : graph.deciding(
                        drift.logicalId(), PropertyPath.of(path.segments().getFirst()));
    }

    static List<Neighbour> of(ElementGraph graph, Mentions mentions, Drift drift) {
        var around = new Neighbourhood(graph, mentions, drift);
        around.near(drift);
        List.copyOf(around.found.values()).stream()
                .filter(neighbour -> neighbour.distance() == 1)
                .forEach(around::further);
        return around.found.values().stream()
                .sorted(Comparator.comparingInt(Neighbour::distance).thenComparingInt(Neighbour::rank))
                .toList();
    }

    private void near(Drift drift) {
        if (graph.elements().containsKey(drifted)) {
            add(new Neighbour(drifted, 0, 0, "drifted", true));
        }
        var own = drifted.text();
        graph.from(drifted).forEach(id -> add(new Neighbour(id, 1, used(id), own + " refers to it", !id.isResource())));
        graph.to(drifted).forEach(id -> add(id, 1, id.kind() == Kind.OUTPUT ? 4 : 1, "refers to " + own));
        mentions.of(drift).forEach((id, name) -> add(id, 1, 1, "mentions " + name));
        mentions.in(drift).forEach((id, name) -> add(id, 1, 3, own + " mentions " + name));
    }

    private int used(Id id) {
        if (decisive.contains(id)) {
            return 0;
        }
        return id.isResource() ? 3 : 2;
    }

    private void further(Neighbour near) {
        var own = near.id().text();
        boolean attached = !graph.from(drifted).contains(near.id());
        graph.from(near.id())
                .forEach(id -> add(new Neighbour(
                        id, 2, usedBy(near, attached), own + " refers to it", near.decides() && !id.isResource())));
        if (!near.id().isResource()) {
            return; // every stage and every condition is shared by half a template
        }
        var users = graph.to(near.id());
        if (attached || users.size() <= FEW) {
            users.forEach(id -> add(id, 2, id.kind() == Kind.OUTPUT ? 5 : attached ? 1 : 4, "refers to " + own));
        }
    }

    private static int usedBy(Neighbour near, boolean attached) {
        if (!near.id().isResource()) {
            return near.rank() == 0 ? 0 : 2;
        }
        return attached ? 2 : 3;
    }

    private void add(Id id, int distance, int rank, String relation) {
        add(new Neighbour(id, distance, rank, relation, false));
    }

    private void add(Neighbour neighbour) {
        if (graph.elements().containsKey(neighbour.id())) {
            found.putIfAbsent(neighbour.id(), neighbour);
        }
    }
}
