package dev.phantom.analysis.measure;

import dev.phantom.evidence.Exhibit;
import dev.phantom.evidence.Signal.Metric;
import dev.phantom.evidence.Signal.Metric.Stats;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How hard a resource worked, by its metrics in per cent.
public final class Load {
    /// A metric that lacks more of its points is not judged by: a fifth is what a weekend and a night could hide.
    public static final double MIN_COVERAGE = 0.8;

    private static final double HOT = 80;

    /// Metrics that are per cent even where nobody names their unit.
    private static final Pattern PERCENT =
            Pattern.compile("(?i).*(cpu_?utilization|memory_?utilization|_percentage)(\\.maximum)?");

    /// CloudWatch's GroupInServiceInstances, in each of its spellings
    /// (docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-metrics.html).
    private static final Pattern IN_SERVICE = Pattern.compile("(?i).*group_?in_?service_?instances(\\.maximum)?");

    private Load() {}

    /// The fewest instances that a group had in service since the change took hold.
    public static OptionalDouble leastInService(List<Exhibit> exhibits) {
        return exhibits.stream()
                .flatMap(e -> e.signal() instanceof Metric m
                                && IN_SERVICE.matcher(m.name()).matches()
                        ? Stream.ofNullable(m.settled())
                        : Stream.<Stats>empty())
                .mapToDouble(Stats::min)
                .min();
    }

    /// Metrics that were really high when the change was made, or until the trouble was over.
    public static List<String> hotDuring(List<Exhibit> exhibits) {
        return exhibits.stream()
                .filter(e -> e.signal() instanceof Metric m
                        && m.role() == Metric.Role.UTILISATION
                        && percent(m)
                        && m.coverage() >= MIN_COVERAGE
                        && (hot(m.onset()) || hot(m.during())))
                .map(Exhibit::id)
                .toList();
    }

    private static boolean hot(@Nullable Stats stats) {
        return stats != null && stats.max() >= HOT;
    }

    static boolean percent(Metric m) {
        var unit = m.unit().toLowerCase(Locale.ROOT);
        return unit.contains("percent")
                || unit.equals("%")
                || unit.isEmpty() && PERCENT.matcher(m.name()).matches();
    }
}
