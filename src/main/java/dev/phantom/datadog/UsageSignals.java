package dev.phantom.datadog;

import dev.phantom.datadog.MetricTable.Billed;
import dev.phantom.datadog.api.Series;
import dev.phantom.datadog.api.Timeseries;
import dev.phantom.datadog.api.Timeseries.Query;
import dev.phantom.drift.Drift;
import dev.phantom.evidence.Sample;
import dev.phantom.evidence.Signal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How much was used of what the resource is billed for by use, where the drift moves its price: by the hour, over the
/// week before the window's end. One call, and none where nothing of the kind is in question.
final class UsageSignals {
    private UsageSignals() {}

    private static final Duration WEEK = Duration.ofDays(7);

    /// A month is not told from less.
    private static final Duration LEAST = Duration.ofDays(1);

    private static final Duration STEP = Duration.ofHours(1);
    private static final double HOURS_PER_MONTH = 730;

    /// Of a level, the share of hours that must have a point; of a count, an hour without one had none.
    private static final double COVERED = 0.8;

    /// The hours that are counted.
    private record Hours(Instant from, Instant to) {
        double count() {
            return Duration.between(from, to).dividedBy(STEP);
        }

        boolean has(Sample sample) {
            return !sample.at().isBefore(from) && sample.at().isBefore(to);
        }
    }

    static List<Signal> read(DriftQueries inquiry, MetricTable table) {
        var drift = inquiry.subject().drift();
        var entry = table.of(inquiry.subject()).filter(e -> !drift.physicalId().isEmpty());
        var billed = entry.stream()
                .flatMap(e -> e.billed().stream())
                .filter(b -> inQuestion(b, drift))
                .toList();
        var hours = hours(inquiry);
        if (billed.isEmpty() || Duration.between(hours.from(), hours.to()).compareTo(LEAST) < 0) {
            return List.of();
        }
        var scope = entry.orElseThrow().scope(drift.physicalId());
        var points = points(inquiry, hours, billed, scope);
        return billed.stream()
                .flatMap(b -> monthly(b, points, hours).stream().map(m -> signal(inquiry, b, m, hours, scope)))
                .toList();
    }

    /// A whole resource that came or went, or a change of what its unit price depends on.
    private static boolean inQuestion(Billed billed, Drift drift) {
        return drift.status() != Drift.Status.MODIFIED
                || billed.when().stream()
                        .anyMatch(path -> drift.changes().stream().anyMatch(c -> MetricChoice.touches(c.path(), path)));
    }

    /// The week before the end of the window, or before the end of the resource; of a new one since it is there.
    private static Hours hours(DriftQueries inquiry) {
        var window = inquiry.window();
        var end = switch (inquiry.subject().drift().status()) {
            case DELETED -> window.changedAt();
            case MODIFIED, UNMANAGED -> TimeRange.of(inquiry, "aws.").to();
        };
        var week = end.minus(WEEK);
        var isNew = inquiry.subject().drift().status() == Drift.Status.UNMANAGED;
        var from =
                isNew && window.changedAt().isAfter(week) ? window.changedAt().plus(STEP) : week;
        return new Hours(from.truncatedTo(ChronoUnit.HOURS), end.truncatedTo(ChronoUnit.HOURS));
    }

    private static Map<String, List<Sample>> points(
            DriftQueries inquiry, Hours hours, List<Billed> billed, String scope) {
        var names = billed.stream().flatMap(UsageSignals::queries).distinct().toList();
        var queries = names.stream()
                .map(name -> (Query) new Query.Metric(query(name, scope)))
                .toList();
        List<List<Series>> answers = inquiry.ask(
                "usage",
                "usage " + queries + hours,
                () -> Timeseries.read(inquiry.api(), queries, hours.from(), hours.to(), STEP));
        return Stream.iterate(0, i -> i < answers.size(), i -> i + 1)
                .collect(Collectors.toMap(
                        names::get,
                        i -> MetricSignals.points(answers.get(i)).stream()
                                .filter(hours::has)
                                .toList()));
    }

    /// `sum:name` or `avg:name`.
    private static Stream<String> queries(Billed billed) {
        var level = billed.level().isEmpty() ? Stream.<String>empty() : Stream.of("avg:" + billed.level());
        return Stream.concat(billed.sum().stream().map(name -> "sum:" + name), level);
    }

    private static String query(String name, String scope) {
        var take = name.substring(0, name.indexOf(':'));
        return "%s{%s}.rollup(%s,%d)".formatted(name, scope, take, STEP.toSeconds());
    }

    private static Optional<Double> monthly(Billed billed, Map<String, List<Sample>> points, Hours hours) {
        var level = points.getOrDefault("avg:" + billed.level(), List.of());
        if (billed.sum().isEmpty()) {
            return level.size() < COVERED * hours.count()
                    ? Optional.empty()
                    : Optional.of(billed.times()
                            * level.stream()
                                    .mapToDouble(Sample::value)
                                    .average()
                                    .orElseThrow());
        }
        var counts = billed.sum().stream()
                .map(name -> points.getOrDefault("sum:" + name, List.of()))
                .toList();
        if (counts.stream().anyMatch(List::isEmpty)) {
            return Optional.empty();
        }
        var total = billed.level().isEmpty() ? Optional.of(total(counts)) : weighed(counts, level);
        return total.map(all -> billed.times() * all / hours.count() * HOURS_PER_MONTH);
    }

    private static double total(List<List<Sample>> counts) {
        return counts.stream().flatMap(List::stream).mapToDouble(Sample::value).sum();
    }

    /// Each hour's count times what each of it took in that hour; nothing where an hour that counted does not tell.
    private static Optional<Double> weighed(List<List<Sample>> counts, List<Sample> level) {
        var levels = level.stream().collect(Collectors.toMap(Sample::at, Sample::value, (a, b) -> a));
        var products = new ArrayList<Double>();
        for (var count : counts.stream().flatMap(List::stream).toList()) {
            var each = levels.get(count.at());
            if (each == null && count.value() > 0) {
                return Optional.empty();
            }
            products.add(each == null ? 0 : count.value() * each);
        }
        return Optional.of(products.stream().mapToDouble(p -> p).sum());
    }

    private static Signal signal(DriftQueries inquiry, Billed billed, double monthly, Hours hours, String scope) {
        var metric = queries(billed).findFirst().orElseThrow().substring(4);
        return new Signal.Usage(
                hours.from(),
                billed.of(),
                monthly,
                billed.unit(),
                "%s: %s %s a month, at the rate of %s to %s"
                        .formatted(
                                billed.of(),
                                String.format(Locale.ROOT, monthly < 10 ? "%,.2f" : "%,.0f", monthly),
                                billed.unit(),
                                SummaryText.day(hours.from()),
                                SummaryText.day(hours.to())),
                inquiry.links().metric(metric, scope, hours.from(), hours.to()));
    }
}
