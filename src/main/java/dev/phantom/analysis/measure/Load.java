package dev.phantom.analysis.measure;

import dev.phantom.evidence.Exhibit;
import dev.phantom.evidence.Signal;
import dev.phantom.evidence.Signal.Metric;
import dev.phantom.evidence.Signal.Metric.Stats;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How hard a resource worked, by its utilisation metrics. Only metrics in per cent with at least 80 % of their points
/// count; a statement holds only if it holds for every one of them.
///
/// @param thin       utilisation metrics that may not be judged by
/// @param turnedAway exhibits that show work turned away since the change took hold
public record Load(List<Measured> measured, List<Exhibit> thin, List<String> turnedAway) {
    public static final double MIN_COVERAGE = 0.8;

    /// Metrics that are per cent even where nobody names their unit.
    private static final Pattern PERCENT =
            Pattern.compile("(?i).*(cpu_?utilization|memory_?utilization|_percentage)(\\.maximum)?");

    /// Metrics that should be nil: work was turned away or thrown out.
    private static final Pattern TURNED_AWAY = Pattern.compile("(?i).*(throttle|evictions|rejected|spillover).*");

    /// CloudWatch's GroupInServiceInstances, in each of its spellings
    /// (docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-metrics.html).
    private static final Pattern IN_SERVICE = Pattern.compile("(?i).*group_?in_?service_?instances(\\.maximum)?");

    public Load {
        measured = List.copyOf(measured);
        thin = List.copyOf(thin);
        turnedAway = List.copyOf(turnedAway);
    }

    /// One metric that may be judged by.
    public record Measured(String exhibit, Metric metric) {
        /// The statistics once the change was in place: after the incident, or since the change where there was none.
        public @Nullable Stats settled() {
            return metric.after() != null ? metric.after() : metric.during();
        }
    }

    public static Load of(List<Exhibit> exhibits) {
        var metrics = exhibits.stream()
                .filter(e -> e.signal() instanceof Metric m && m.role() == Metric.Role.UTILISATION)
                .toList();
        var measured = metrics.stream().flatMap(e -> measured(e).stream()).toList();
        var thin = metrics.stream().filter(e -> measured(e).isEmpty()).toList();
        var turnedAway = exhibits.stream()
                .filter(e -> turnedAway(e.signal()))
                .map(Exhibit::id)
                .toList();
        return new Load(measured, thin, turnedAway);
    }

    public boolean isKnown() {
        return !measured.isEmpty();
    }

    /// The highest 95th percentile since the change took hold.
    public OptionalDouble settled() {
        return measured.stream()
                .flatMap(m -> Optional.ofNullable(m.settled()).stream())
                .mapToDouble(Stats::p95)
                .max();
    }

    /// The highest 95th percentile before the change.
    public OptionalDouble before() {
        return measured.stream()
                .flatMap(m -> Optional.ofNullable(m.metric().before()).stream())
                .mapToDouble(Stats::p95)
                .max();
    }

    /// The highest value since the change took hold.
    public OptionalDouble peak() {
        return measured.stream()
                .flatMap(m -> Optional.ofNullable(m.settled()).stream())
                .mapToDouble(Stats::max)
                .max();
    }

    /// The fewest instances that a group had in service since the change took hold.
    public static OptionalDouble leastInService(List<Exhibit> exhibits) {
        return exhibits.stream()
                .flatMap(e -> e.signal() instanceof Metric m
                                && IN_SERVICE.matcher(m.name()).matches()
                        ? Optional.ofNullable(m.settled()).stream()
                        : java.util.stream.Stream.<Stats>empty())
                .mapToDouble(Stats::min)
                .min();
    }

    public List<String> ids() {
        return measured.stream().map(Measured::exhibit).toList();
    }

    /// Metrics that were really high when the change was made, or until the trouble was over.
    public List<String> hotDuring() {
        return measured.stream()
                .filter(m -> hot(m.metric().onset()) || hot(m.metric().during()))
                .map(Measured::exhibit)
                .toList();
    }

    private static boolean hot(@Nullable Stats stats) {
        return stats != null && stats.max() >= 80;
    }

    private static boolean turnedAway(Signal signal) {
        if (!(signal instanceof Metric m)
                || m.role() != Metric.Role.SATURATION
                || !TURNED_AWAY.matcher(m.name()).matches()) {
            return false;
        }
        var settled = m.after() != null ? m.after() : m.during();
        return settled != null && settled.max() > 0;
    }

    private static Optional<Measured> measured(Exhibit e) {
        return e.signal() instanceof Metric m && percent(m) && m.coverage() >= MIN_COVERAGE
                ? Optional.of(new Measured(e.id(), m))
                : Optional.empty();
    }

    static boolean percent(Metric m) {
        var unit = m.unit().toLowerCase(Locale.ROOT);
        return unit.contains("percent")
                || unit.equals("%")
                || unit.isEmpty() && PERCENT.matcher(m.name()).matches();
    }
}
