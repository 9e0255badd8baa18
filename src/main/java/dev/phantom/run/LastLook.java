package dev.phantom.run;

import dev.phantom.cost.CostSum;
import dev.phantom.drift.Coverage;
import dev.phantom.drift.attribute.Sighting;
import dev.phantom.drift.attribute.Sightings;
import dev.phantom.severity.Severity;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the last walk of a stack came to, in figures: what can still be said of it by a run that does not get to see
/// it.
///
/// @param resources       of the stack
/// @param compared        of these, wholly
/// @param monthlyDeltaUsd of all open drifts; null where there are some and none could be priced
/// @param unpriced        changes of open drifts that are not in it; null where that was not kept
/// @param sightings       what it saw of each change
public record LastLook(
        int resources,
        int compared,
        @Nullable BigDecimal monthlyDeltaUsd,
        @Nullable Integer unpriced,
        List<Open> open,
        Sightings sightings) {

    /// One that saw no drift that the next has to know of.
    public LastLook(
            int resources,
            int compared,
            @Nullable BigDecimal monthlyDeltaUsd,
            @Nullable Integer unpriced,
            List<Open> open) {
        this(resources, compared, monthlyDeltaUsd, unpriced, open, Sightings.NONE);
    }

    /// An open drift.
    ///
    /// @param firstSeen by the first of the runs that saw it without a break
    public record Open(String driftId, Instant firstSeen, Severity severity) {}

    public LastLook {
        open = List.copyOf(open);
    }

    /// @param sightings what this look saw
    /// @param before    what was open before: what this look did not get to see is open still
    public static LastLook at(
            Coverage coverage, List<JudgedDrift> drifts, Sightings sightings, Optional<LastLook> before) {
        var open = new ArrayList<>(drifts.stream()
                .map(d -> new Open(
                        d.drift().driftId(), firstSeen(d.drift().driftId(), sightings), StackReport.severity(d)))
                .toList());
        before.stream()
                .flatMap(look -> look.open().stream())
                .filter(known -> open.stream().noneMatch(o -> o.driftId().equals(known.driftId()))
                        && sightings.open().stream().anyMatch(s -> s.cut().equals(known.driftId())))
                .forEach(open::add);
        var cost = drifts.stream().map(JudgedDrift::costSum).reduce(CostSum.NOTHING, CostSum::plus);
        return new LastLook(coverage.resources(), coverage.compared(), monthly(cost), cost.unpriced(), open, sightings);
    }

    private static Instant firstSeen(String driftId, Sightings sightings) {
        return sightings.open().stream()
                .filter(sighting -> sighting.cut().equals(driftId))
                .map(Sighting::firstSeen)
                .min(Instant::compareTo)
                .orElse(sightings.at());
    }

    /// Drifts without anything that has a price cost nothing; drifts whose prices are not known cost an unknown sum.
    private static @Nullable BigDecimal monthly(CostSum cost) {
        return cost.monthly() != null || cost.unpriced() > 0 ? cost.monthly() : BigDecimal.ZERO;
    }

    /// The share of its resources that was compared: 1 for a stack without any.
    public double coverage() {
        return resources == 0 ? 1 : (double) compared / resources;
    }
}
