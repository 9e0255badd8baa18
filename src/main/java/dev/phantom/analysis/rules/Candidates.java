package dev.phantom.analysis.rules;

import dev.phantom.analysis.CaseFile.Candidate;
import dev.phantom.analysis.Verdict;
import dev.phantom.analysis.measure.Capacity;
import dev.phantom.analysis.measure.InstanceSize;
import dev.phantom.analysis.measure.Load;
import dev.phantom.cost.CostDelta;
import dev.phantom.cost.CostEstimator;
import dev.phantom.cost.ResourceConfiguration;
import dev.phantom.drift.subject.Subject;
import dev.phantom.evidence.Evidence;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Computes what a refactor may choose from: sizes between the safe state's and live's that would have carried the load
/// seen since the change, priced, smallest first. The analyst chooses, it never computes.
public final class Candidates {
    /// Share of a size that the load's 95th percentile may take, and its highest value.
    private static final double ROOM = 60;

    private static final double PEAK = 90;
    private static final int FEW = 3;

    private final CostEstimator costs;

    public Candidates(CostEstimator costs) {
        this.costs = costs;
    }

    public List<Candidate> of(Subject subject, Evidence evidence) {
        var load = Load.of(evidence.exhibits());
        var sizes = Capacity.of(subject.drift(), subject.facts());
        if (sizes.isEmpty()
                || !sizes.getFirst().up()
                || load.settled().isEmpty()
                || !load.turnedAway().isEmpty()) {
            return List.of();
        }
        var main = sizes.getFirst();
        var deciding = main.between().stream()
                .filter(size -> holds(main, size, load) && sold(subject, size))
                .limit(FEW)
                .toList();
        var all = new ArrayList<Candidate>();
        deciding.forEach(size -> all.add(candidate(subject, size, why(main, size, load))));
        deciding.stream()
                .findFirst()
                .ifPresent(chosen -> bounds(sizes, chosen)
                        .forEach(bound ->
                                all.add(candidate(subject, bound, "the bound that goes with " + chosen.actual()))));
        return all;
    }

    /// The smallest of each property: what goes together.
    static List<Candidate> smallest(List<Candidate> candidates) {
        var first = new LinkedHashMap<PropertyPath, Candidate>();
        candidates.forEach(c -> first.putIfAbsent(c.edit().path(), c));
        return List.copyOf(first.values());
    }

    private static boolean holds(Capacity live, Capacity size, Load load) {
        return on(live, size, load.settled().orElse(100)) <= ROOM
                && on(live, size, load.peak().orElse(100)) <= PEAK;
    }

    private static double on(Capacity live, Capacity size, double onLive) {
        return live.onSafe(onLive) / size.ratio().doubleValue();
    }

    /// Whether the class is in the price table, of this region or of the one whose list is whole.
    private boolean sold(Subject subject, Capacity size) {
        if (InstanceSize.parse(size.actual()).isEmpty()) {
            return true;
        }
        var model = ResourceConfiguration.of(subject, with(subject.declared(), size.path(), size.value()));
        return Stream.of(subject.region(), "us-east-1")
                .anyMatch(r -> costs.quote(model, r).items().stream()
                        .anyMatch(i -> i.slot().equals("instance") || i.slot().equals("nodes")));
    }

    /// The other numbers that were changed with it: a lower bound no higher than the chosen size, an upper one no
    /// lower.
    private static Stream<Capacity> bounds(List<Capacity> sizes, Capacity chosen) {
        return sizes.stream()
                .skip(1)
                .filter(s -> InstanceSize.parse(chosen.actual()).isEmpty())
                .flatMap(s -> {
                    int n = Integer.parseInt(chosen.actual());
                    int safe = Integer.parseInt(s.expected());
                    int bound = s.limit() ? Math.max(safe, n) : Math.min(Integer.parseInt(s.actual()), n);
                    return bound == safe ? Stream.empty() : Stream.of(s.at(Integer.toString(bound), s.ratio()));
                });
    }

    private Candidate candidate(Subject subject, Capacity size, String why) {
        var model = with(subject.declared(), size.path(), size.value());
        CostDelta cost = costs.delta(subject, subject.declared(), model);
        return new Candidate(new Verdict.Edit(size.path(), size.value()), cost, why);
    }

    private static String why(Capacity live, Capacity size, Load load) {
        return String.format(
                Locale.ROOT,
                "%s would run at %.0f %% at the 95th percentile and %.0f %% at peak",
                size.actual(),
                on(live, size, load.settled().orElse(0)),
                on(live, size, load.peak().orElse(0)));
    }

    /// The model with one property set; below lists it is left as it is, for sizes do not stand there.
    private static MapValue with(MapValue model, PropertyPath path, Value value) {
        var entries = new LinkedHashMap<>(model.entries());
        var head = path.segments().getFirst();
        if (path.segments().size() == 1) {
            entries.put(head, value);
        } else if (entries.get(head) instanceof MapValue inner) {
            entries.put(
                    head,
                    with(
                            inner,
                            new PropertyPath(
                                    path.segments().subList(1, path.segments().size())),
                            value));
        }
        return new MapValue(entries);
    }
}
