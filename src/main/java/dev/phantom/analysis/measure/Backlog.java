package dev.phantom.analysis.measure;

import dev.phantom.drift.Change;
import dev.phantom.drift.Drift;
import dev.phantom.evidence.Exhibit;
import dev.phantom.evidence.Signal;
import dev.phantom.evidence.Signal.Metric;
import dev.phantom.evidence.Signal.Metric.Stats;
import dev.phantom.evidence.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A number of workers on a stream or queue, against the number that keeps up: if what is oldest grows older by 20
/// minutes an hour, two thirds of what comes in are worked off, and half as many workers more are needed.
///
/// @param path  the property
/// @param safe  workers
/// @param live  workers
/// @param need  as many as keep up
/// @param cite  exhibit of the lag
/// @param still whether the lag is still there
public record Backlog(String path, double safe, double live, double need, String cite, boolean still) {
    private static final Pattern WORKERS = Pattern.compile(".*/(ParallelizationFactor|MaximumConcurrency)");
    private static final Pattern AGE = Pattern.compile("(?i).*(iterator_?age|age_of_oldest).*");
    private static final double ROOM = 1.2;
    private static final double BARELY = 1.05;
    private static final double GONE = 0.05;
    /// A queue that grows less is one that has its ups and downs.
    private static final double GROWS = 0.1;

    /// Since the first alert that the change met.
    public static Optional<Backlog> of(Drift drift, List<Exhibit> exhibits, Window window) {
        var at = window.changedAt();
        var onset = exhibits.stream()
                .flatMap(e -> e.signal() instanceof Signal.Alert a ? Stream.of(a) : Stream.<Signal.Alert>empty())
                .filter(a -> a.at().isBefore(at)
                        && (a.recovered() == null || a.recovered().isAfter(at)))
                .map(Signal.Alert::at)
                .min(Instant::compareTo);
        if (onset.isEmpty()) {
            return Optional.empty();
        }
        var grown = Duration.between(onset.get(), at);
        return drift.changes().stream()
                .flatMap(c -> c instanceof Change.NotEqual n ? Stream.of(n) : Stream.<Change.NotEqual>empty())
                .filter(n -> WORKERS.matcher(n.path().toString()).matches())
                .filter(n -> Numbers.of(n.expected()) > 0 && Numbers.of(n.actual()) > 0)
                .flatMap(n -> exhibits.stream().flatMap(e -> lag(n, e, grown).stream()))
                .findFirst();
    }

    private static Optional<Backlog> lag(Change.NotEqual change, Exhibit exhibit, Duration grown) {
        if (!(exhibit.signal() instanceof Metric m)
                || !AGE.matcher(m.name()).matches()
                || m.coverage() < Load.MIN_COVERAGE) {
            return Optional.empty();
        }
        var before = m.onset() == null ? m.before() : m.onset();
        var settled = m.settled();
        var unit = m.unit().equals("millisecond") ? 1e-3 : m.unit().equals("second") ? 1 : 0;
        if (before == null || settled == null || unit == 0) {
            return Optional.empty();
        }
        var growth = before.max() * unit / grown.toSeconds();
        if (growth < GROWS || growth >= 1) {
            return Optional.empty();
        }
        var safe = Numbers.of(change.expected());
        return Optional.of(new Backlog(
                change.path().toString(),
                safe,
                Numbers.of(change.actual()),
                safe / (1 - growth),
                exhibit.id(),
                still(m, settled, before)));
    }

    private static boolean still(Metric m, Stats settled, Stats before) {
        var curve = m.shape().curve();
        var last = curve == null || curve.values().isEmpty()
                ? null
                : curve.values().getLast();
        return last == null ? settled.average() > before.max() * GONE : last > before.max() * GONE;
    }

    /// As many as just keep up.
    public long enough() {
        return (long) Math.ceil(need * BARELY);
    }

    /// As many as keep up, with room to catch up.
    public long wanted() {
        return (long) Math.ceil(need * ROOM);
    }
}
