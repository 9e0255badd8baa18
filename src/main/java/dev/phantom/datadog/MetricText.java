package dev.phantom.datadog;

import static dev.phantom.fault.Plural.counted;

import dev.phantom.datadog.MetricReadings.Reading;
import dev.phantom.datadog.SummaryText.Per;
import dev.phantom.evidence.SeriesShape;
import dev.phantom.evidence.Signal.Metric.Share;
import dev.phantom.evidence.Signal.Metric.Stats;
import dev.phantom.evidence.SpikeDetector.Spike;
import dev.phantom.evidence.Statistics.Phases;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The line of a metric, for people.
///
/// @param per of a rate, so that the parts of a line can be compared at a glance
record MetricText(Reading reading, Instant change, Per per) {

    static MetricText of(Reading reading, Instant change, Phases phases) {
        var smallest = Stream.of(phases.before(), phases.onset(), phases.during(), phases.after())
                .flatMap(Stream::ofNullable)
                .mapToDouble(stats -> Math.abs(stats.average()))
                .filter(average -> average >= 1e-12)
                .min()
                .orElse(0);
        return new MetricText(reading, change, Per.of(smallest));
    }

    String line(Phases phases, SeriesShape shape, int more, @Nullable Share share, double coverage) {
        return SummaryText.line(reading.asked().label())
                + phases(phases)
                + share(share)
                + rhythm(shape)
                + spikes(shape.spikes(), more)
                + (coverage < 0.8 ? "; only %.0f %% of the points exist".formatted(100 * coverage) : "");
    }

    private String phases(Phases phases) {
        var parts = new ArrayList<String>();
        add(parts, "before", phases.before());
        add(parts, "at the onset", phases.onset());
        add(parts, "from the change on", phases.during());
        add(parts, "since the end", phases.after());
        return parts.isEmpty() ? ": no points" : ": " + String.join(", ", parts);
    }

    private void add(List<String> parts, String when, @Nullable Stats stats) {
        if (stats != null) {
            var extreme = reading.asked().isLowBad() ? "min " + amount(stats.min()) : "p95 " + amount(stats.p95());
            parts.add("%s %s (%s%s)".formatted(when, amount(stats.average()), extreme, slope(stats)));
        }
    }

    private String slope(Stats stats) {
        var slope = stats.slope();
        if (slope == null || !slope.isClear() || isFaint(slope.perDay(), stats)) {
            return "";
        }
        return "; %s %s a day ± %s"
                .formatted(
                        slope.perDay() > 0 ? "rises" : "falls",
                        amount(Math.abs(slope.perDay())),
                        amount(slope.error()));
    }

    /// A slope of less than a fiftieth of the level a day is true and of no use.
    private static boolean isFaint(double perDay, Stats stats) {
        return Math.abs(perDay) < 0.02 * Math.abs(stats.average());
    }

    private static String share(@Nullable Share share) {
        if (share == null) {
            return "";
        }
        var parts = new ArrayList<String>();
        add(parts, "live", share.live());
        add(parts, "safe", share.safe());
        return "; of " + SummaryText.line(share.of()) + " " + String.join(", ", parts);
    }

    private static void add(List<String> parts, String side, Share.@Nullable Use use) {
        if (use != null) {
            parts.add("%s on the %s %s (max %s)"
                    .formatted(
                            SummaryText.amount(use.p95(), "percent"),
                            side,
                            SummaryText.amount(use.capacity(), ""),
                            SummaryText.amount(use.max(), "percent")));
        }
    }

    private static String rhythm(SeriesShape shape) {
        var text = new StringBuilder();
        var daily = shape.daily();
        if (daily != null) {
            text.append(String.format(
                    Locale.ROOT,
                    "; daily rhythm ± %.0f %% with its peak about %02d:00",
                    100 * daily.swing(),
                    daily.peak()));
        }
        var weekly = shape.weekly();
        if (weekly != null) {
            append(text, "; weekends at %.0f %% of working days", weekly.weekend());
            append(text, "; the last day at %.0f %% of a week earlier", differing(weekly.weekAgo()));
        }
        return text.toString();
    }

    /// Null where it is much the same.
    private static @Nullable Double differing(@Nullable Double share) {
        return share == null || Math.abs(share - 1) < 0.15 ? null : share;
    }

    private static void append(StringBuilder text, String words, @Nullable Double share) {
        if (share != null) {
            text.append(String.format(Locale.ROOT, words, 100 * share));
        }
    }

    private String spikes(List<Spike> spikes, int more) {
        if (spikes.isEmpty()) {
            return "";
        }
        return "; unusual "
                + String.join("; ", spikes.stream().map(this::spike).toList())
                + (more > 0 ? "; and " + counted(more, "time") + " more" : "");
    }

    private String spike(Spike spike) {
        var ago = spike.weekAgo();
        return "from %s to %s (%s, usually %s%s)"
                .formatted(
                        SummaryText.clock(spike.from(), change),
                        SummaryText.clock(spike.to(), change),
                        amount(spike.peak()),
                        amount(spike.usual()),
                        ago == null || !isLike(ago, spike) ? "" : ", as a week earlier " + amount(ago));
    }

    /// Whether the week before was nearer to the spike than to the usual.
    private static boolean isLike(double ago, Spike spike) {
        return Math.abs(ago - spike.peak()) < Math.abs(ago - spike.usual());
    }

    private String amount(double value) {
        return SummaryText.amount(value, reading.unit(), per);
    }
}
