package dev.phantom.analysis.measure;

import dev.phantom.drift.Change;
import dev.phantom.drift.Drift;
import dev.phantom.evidence.Exhibit;
import dev.phantom.evidence.Signal.Metric;
import dev.phantom.evidence.Signal.Metric.Role;
import dev.phantom.evidence.Signal.Metric.Stats;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How many at once a consumer is given, against the time that it has for them. A batch that is not done in time is
/// given
/// back whole (docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html).
///
/// @param path  the property
/// @param limit the time at which every batch now ends, in the metric's unit; 0 if they end before one
/// @param each  the time that one took before
/// @param fails whether more fail than before
/// @param cite  exhibits
public record Batch(
        String path, double safe, double live, double limit, double each, boolean fails, List<String> cite) {
    private static final Pattern SIZE = Pattern.compile(".*/(BatchSize|MaximumBatchSize)|/BatchSize");
    private static final Pattern LONGEST = Pattern.compile("(?i).*duration.*\\.max(imum)?");
    private static final Pattern FAILED = Pattern.compile("(?i).*\\.(errors?|failed_invocations)");

    /// Where the shortest of the longest is as long as the longest, something cuts them off.
    private static final double FLAT = 0.98;

    /// Part of the limit that a batch may take, as some take longer than most.
    private static final double ROOM = 0.6;

    public Batch {
        cite = List.copyOf(cite);
    }

    public static Optional<Batch> of(Drift drift, List<Exhibit> exhibits) {
        return drift.changes().stream()
                .flatMap(c -> c instanceof Change.NotEqual n
                        ? java.util.stream.Stream.of(n)
                        : java.util.stream.Stream.<Change.NotEqual>empty())
                .filter(n -> SIZE.matcher(n.path().toString()).matches())
                .filter(n -> Numbers.of(n.expected()) > 0 && Numbers.of(n.actual()) > 0)
                .flatMap(n -> measured(n, exhibits).stream())
                .findFirst();
    }

    private static Optional<Batch> measured(Change.NotEqual change, List<Exhibit> exhibits) {
        var longest = find(exhibits, LONGEST);
        var failed = find(exhibits, FAILED);
        var safe = Numbers.of(change.expected());
        return longest.flatMap(e -> {
            var m = (Metric) e.signal();
            var before = m.before();
            var since = m.settled();
            if (before == null || since == null) {
                return Optional.empty();
            }
            var fails = failed.filter(f -> more((Metric) f.signal())).isPresent();
            return Optional.of(new Batch(
                    change.path().toString(),
                    safe,
                    Numbers.of(change.actual()),
                    since.min() >= FLAT * since.max() ? since.max() : 0,
                    before.p95() / safe,
                    fails,
                    java.util.stream.Stream.concat(java.util.stream.Stream.of(e), failed.stream())
                            .map(Exhibit::id)
                            .toList()));
        });
    }

    private static Optional<Exhibit> find(List<Exhibit> exhibits, Pattern name) {
        return exhibits.stream()
                .filter(e -> e.signal() instanceof Metric m
                        && m.role() != Role.CAPACITY
                        && m.coverage() >= Load.MIN_COVERAGE
                        && name.matcher(m.name()).matches())
                .findFirst();
    }

    private static boolean more(Metric failures) {
        return p95(failures.settled()) > 2 * p95(failures.before());
    }

    private static double p95(@Nullable Stats stats) {
        return stats == null ? 0 : stats.p95();
    }

    public boolean larger() {
        return live > safe;
    }

    /// As many as end in time with room, in round steps.
    public long wanted() {
        var most = limit * ROOM / each;
        return (long) (most < 20 ? Math.floor(most) : Math.floor(most / 10) * 10);
    }
}
