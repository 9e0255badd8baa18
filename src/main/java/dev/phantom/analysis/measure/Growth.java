package dev.phantom.analysis.measure;

import dev.phantom.evidence.Signal.Metric;
import dev.phantom.evidence.Signal.Metric.Stats;
import java.util.List;

/// What grows from day to day, if that is sure and goes on.
final class Growth {
    private static final double AT_THE_TOP = 0.9;

    private Growth() {}

    /// @param unit of the metric, in the unit that is wanted
    /// @param left whether the metric tells what is left
    static double growth(Stats settled, double unit, boolean left) {
        var slope = settled.slope();
        if (slope == null || Math.abs(slope.perDay()) < 3 * slope.error()) {
            return 0;
        }
        return slope.perDay() * Math.abs(unit) * (left ? -1 : 1);
    }

    /// Whether what grew has fallen since.
    static boolean over(Metric m) {
        var curve = m.shape().curve();
        var seen = curve == null
                ? List.<Double>of()
                : curve.values().stream().filter(v -> v != null).toList();
        var settled = m.settled();
        return settled != null && !seen.isEmpty() && seen.getLast() < AT_THE_TOP * settled.p95();
    }
}
