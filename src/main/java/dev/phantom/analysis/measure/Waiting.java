package dev.phantom.analysis.measure;

import dev.phantom.drift.Change;
import dev.phantom.drift.Drift;
import dev.phantom.evidence.Evidence;
import dev.phantom.evidence.Exhibit;
import dev.phantom.evidence.Signal;
import dev.phantom.evidence.Signal.Metric;
import dev.phantom.evidence.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A time that something is waited for, or a number of tries, against what was needed.
///
/// @param path   the property
/// @param safe   seconds or tries, as the property has it
/// @param live   the same
/// @param need   the longest that was needed in the last days; 0 if nothing tells
/// @param cite   exhibits that tell
/// @param past   whether more was needed for a time that is over
public record Waiting(String path, double safe, double live, double need, List<String> cite, boolean past) {
    private static final Pattern TRIES = Pattern.compile(".*/maxReceiveCount|.*/MaximumRetryAttempts");
    private static final Pattern GRACE = Pattern.compile(".*GracePeriod(Seconds)?");
    private static final Pattern TIMES =
            Pattern.compile("/VisibilityTimeout|/Timeout|.*/TimeoutInMillis|/(LoadBalancer|TargetGroup)Attributes/.*");

    private static final Pattern DURATION =
            Pattern.compile("(?i).*(duration|response_?time|processing_?time|latency).*");
    private static final Pattern START = Pattern.compile("(?i).*(start_?up|boot|warm_?up).*");
    private static final String DONE =
            "(?i)\\b(?:done|finished|completed?|took|ready|processed|started|succeeded|duration)\\b[^\\d*]{0,30}";
    private static final String UNIT = " ?(ms|milliseconds|s|sec|seconds|min|minutes)\\b";
    private static final Pattern TOOK = Pattern.compile(DONE + "(\\d+(?:\\.\\d+)?)" + UNIT);
    private static final Pattern PATTERN = Pattern.compile(DONE + "\\*" + UNIT);
    private static final Pattern RANGE = Pattern.compile("numbers in the lines read: [\\d.]+ to (\\d+(?:\\.\\d+)?)");
    private static final Pattern RECEIVED = Pattern.compile("(?i).*(receive_?count|attempts|retries).*");

    private static final Pattern OLDEST = Pattern.compile("(?i).*age_of_oldest_message.*");

    /// What is above what a metric tells: a mean says less than the highest.
    private static final Pattern HIGHEST = Pattern.compile("(?i).*\\.max(imum)?");

    private static final Pattern P99 = Pattern.compile("(?i).*(p99|99p)(\\..*)?");

    /// A time that takes nearly all that there is has no room.
    private static final double ROOM = 0.9;

    private static final double PLANNED = 1.2;

    /// A try more or less is coarse.
    private static final double PLANNED_TRIES = 1.5;

    private static final double BARELY = 1.05;

    public Waiting {
        cite = List.copyOf(cite);
    }

    public static Optional<Waiting> of(Drift drift, Evidence evidence, Window window) {
        return drift.changes().stream()
                .flatMap(c -> c instanceof Change.NotEqual n ? Stream.of(n) : Stream.<Change.NotEqual>empty())
                .filter(n -> names(n.path().toString()).isPresent())
                .filter(n -> Numbers.of(n.expected()) > 0 && Numbers.of(n.actual()) > 0)
                .findFirst()
                .map(n -> measured(n, evidence, window));
    }

    private static Optional<Pattern> names(String path) {
        if (TRIES.matcher(path).matches()) {
            return Optional.of(RECEIVED);
        }
        if (GRACE.matcher(path).matches()) {
            return Optional.of(START);
        }
        return TIMES.matcher(path).matches() ? Optional.of(DURATION) : Optional.empty();
    }

    private static Waiting measured(Change.NotEqual change, Evidence evidence, Window window) {
        var path = change.path().toString();
        var names = names(path).orElseThrow();
        var cite = new ArrayList<String>();
        var need = 0.0;
        var past = false;
        for (var exhibit : evidence.exhibits()) {
            if (!(exhibit.signal() instanceof Metric m)
                    || !names.matcher(m.name()).matches()) {
                continue;
            }
            var unit = names == RECEIVED ? tries(m.unit()) : seconds(m.unit());
            var now = Recent.of(m, window);
            if (now == null || unit == 0) {
                continue;
            }
            cite.add(exhibit.id());
            need = Math.max(need, now.max() * unit * above(m.name()));
            past |= now.episode() || m.settled() != null && m.settled().max() > 2 * now.max();
        }
        var told = names == RECEIVED ? Optional.<Spoken>empty() : spoken(evidence, window);
        if (told.isPresent() && told.get().seconds() > need) {
            cite.add(told.get().cite());
            need = told.get().seconds() * 1.05;
        }
        if (need == 0 && names == DURATION) {
            var longest = spans(evidence, window);
            longest.ifPresent(e -> cite.add(e.id()));
            need = longest.map(e -> seconds(e) * 1.1).orElse(0.0);
        }
        if (need == 0 && path.equals("/VisibilityTimeout")) {
            var oldest = oldest(evidence, window);
            oldest.ifPresent(e -> cite.add(e.id()));
            need = oldest.map(e -> usualAge((Metric) e.signal(), window)).orElse(0.0);
        }
        return new Waiting(path, Numbers.of(change.expected()), Numbers.of(change.actual()), need, cite, past);
    }

    /// The longest that lines of logs told since: `job done in 641 s`.
    private record Spoken(double seconds, String cite) {}

    private static Optional<Spoken> spoken(Evidence evidence, Window window) {
        return evidence.exhibits().stream()
                .filter(e -> e.signal() instanceof Signal.Log l && !l.status().matches("(?i)error|critical"))
                .filter(e -> !e.signal().at().isBefore(window.changedAt()) || counted((Signal.Log) e.signal()))
                .flatMap(e -> longest((Signal.Log) e.signal()).map(s -> new Spoken(s, e.id())).stream())
                .max(java.util.Comparator.comparingDouble(Spoken::seconds));
    }

    private static boolean counted(Signal.Log log) {
        return log.counts() != null && log.counts().during() + log.counts().after() > 0;
    }

    private static Optional<Double> longest(Signal.Log log) {
        var pattern = PATTERN.matcher(log.summary());
        var range = RANGE.matcher(log.summary());
        if (pattern.find() && range.find()) {
            return Optional.of(Double.parseDouble(range.group(1)) * unit(pattern.group(1)));
        }
        var line = TOOK.matcher(log.text());
        return line.find() ? Optional.of(Double.parseDouble(line.group(1)) * unit(line.group(2))) : Optional.empty();
    }

    private static double unit(String name) {
        return name.startsWith("ms") || name.startsWith("mil") ? 1e-3 : name.startsWith("m") ? 60 : 1;
    }

    /// A message is not deleted before it is worked off, so none is worked on for longer than the oldest is old
    /// (docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html).
    /// What is older for a moment was given back by a worker that died.
    private static Optional<Exhibit> oldest(Evidence evidence, Window window) {
        return evidence.exhibits().stream()
                .filter(e -> e.signal() instanceof Metric m
                        && OLDEST.matcher(m.name()).matches()
                        && m.coverage() >= Load.MIN_COVERAGE
                        && usualAge(m, window) > 0)
                .findFirst();
    }

    private static double usualAge(Metric metric, Window window) {
        var usual = metric.settled() != null || !window.changedAt().equals(window.to())
                ? metric.settled()
                : metric.before();
        return usual == null ? 0 : usual.p95() * seconds(metric.unit());
    }

    private static double above(String name) {
        if (HIGHEST.matcher(name).matches()) {
            return 1;
        }
        return P99.matcher(name).matches() ? 1.1 : 1.3;
    }

    /// The longest span since the change.
    private static Optional<Exhibit> spans(Evidence evidence, Window window) {
        return evidence.exhibits().stream()
                .filter(e -> e.signal() instanceof Signal.Trace t
                        && (t.counts() != null
                                ? t.counts().during() + t.counts().after() > 0
                                : !t.at().isBefore(window.changedAt())))
                .max(java.util.Comparator.comparingDouble(Waiting::seconds));
    }

    private static double seconds(Exhibit exhibit) {
        return exhibit.signal() instanceof Signal.Trace t
                ? Duration.ofNanos(t.durationNanos()).toMillis() / 1000.0
                : 0;
    }

    /// A rate tells no number of tries.
    private static double tries(String unit) {
        return unit.contains("/") ? 0 : 1;
    }

    private static double seconds(String unit) {
        return switch (unit) {
            case "nanosecond" -> 1e-9;
            case "microsecond" -> 1e-6;
            case "millisecond" -> 1e-3;
            case "second" -> 1;
            case "minute" -> 60;
            default -> 0;
        };
    }

    public boolean known() {
        return need > 0;
    }

    /// Whether it is what something is given to start.
    public boolean starts() {
        return GRACE.matcher(path).matches();
    }

    public boolean longer() {
        return live > safe;
    }

    public boolean safeHolds() {
        return need <= safe * ROOM;
    }

    public boolean liveHolds() {
        return need <= live;
    }

    /// What would cover the need with room, in a round step.
    public long wanted() {
        return round(need * (TRIES.matcher(path).matches() ? PLANNED_TRIES : PLANNED));
    }

    /// What would just cover it.
    public long enough() {
        return round(need * BARELY);
    }

    private long round(double seconds) {
        var step = TRIES.matcher(path).matches() || seconds < 20 ? 1 : seconds < 300 ? 10 : seconds < 600 ? 30 : 300;
        return (long) Math.ceil(seconds / step) * step;
    }
}
