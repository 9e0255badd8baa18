package dev.phantom.run;

import dev.phantom.cost.CostSum;
import dev.phantom.drift.Coverage;
import dev.phantom.severity.Severity;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the last walk of a stack came to, in figures: what can still be said of it by a run that does not get to see
/// it.
///
/// @param resources       of the stack
/// @param compared        of these, wholly
/// @param monthlyDeltaUsd of all open drifts; null where there are some and none could be priced
/// @param unpriced        changes of open drifts that are not in it; null where that was not kept
public record LastLook(
        int resources,
        int compared,
        @Nullable BigDecimal monthlyDeltaUsd,
        @Nullable Integer unpriced,
        List<Open> open) {

    /// An open drift.
    ///
    /// @param firstSeen by the first of the runs that saw it without a break
    public record Open(String driftId, Instant firstSeen, Severity severity) {}

    public LastLook {
        open = List.copyOf(open);
    }

    /// @param firstSeen since when drifts of earlier runs are open
    /// @param now       when the others were seen
    public static LastLook at(
            Coverage coverage, List<JudgedDrift> drifts, Map<String, Instant> firstSeen, Instant now) {
        var open = drifts.stream()
                .map(d -> new Open(
                        d.drift().driftId(), firstSeen.getOrDefault(d.drift().driftId(), now), StackReport.severity(d)))
                .toList();
        var cost = drifts.stream().map(JudgedDrift::costSum).reduce(CostSum.NOTHING, CostSum::plus);
        return new LastLook(coverage.resources(), coverage.compared(), monthly(cost), cost.unpriced(), open);
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
