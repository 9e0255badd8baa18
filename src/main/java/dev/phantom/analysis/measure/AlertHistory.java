package dev.phantom.analysis.measure;

import dev.phantom.evidence.Exhibit;
import dev.phantom.evidence.Signal;
import dev.phantom.evidence.Signal.Metric;
import dev.phantom.evidence.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// When monitors alerted until a change and since, as far as they watch what the case measures.
///
/// @param before in time order
/// @param since  those that began after the change, in time order
public record AlertHistory(Instant changedAt, List<Began> before, List<Began> since) {

    /// @param cite exhibit that tells
    public record Began(Instant at, String cite) {}

    /// What rings at the same time of day is no chance the third time.
    private static final int DAYS = 3;

    private static final Duration SAME_TIME = Duration.ofMinutes(45);
    private static final Duration ONE_EPISODE = Duration.ofDays(3);

    /// Months differ by a tenth, and what people do at their ends by some days more.
    private static final double ALIKE = 1.35;

    /// A metric of AWS in the condition of a monitor.
    private static final Pattern OF_AWS = Pattern.compile("\\baws\\.[a-z0-9_]+\\.[a-z0-9_.]+");

    public AlertHistory {
        before = List.copyOf(before);
        since = List.copyOf(since);
    }

    public static AlertHistory of(List<Exhibit> exhibits, Window window) {
        var measured = exhibits.stream()
                .flatMap(e -> e.signal() instanceof Metric m ? Stream.of(m.name()) : Stream.<String>empty())
                .collect(Collectors.toSet());
        var foreign = exhibits.stream()
                .flatMap(e -> e.signal() instanceof Signal.Guard g && elsewhere(g, measured)
                        ? Stream.of(g.name())
                        : Stream.<String>empty())
                .collect(Collectors.toSet());
        var all = exhibits.stream()
                .flatMap(e -> begun(e, foreign, window))
                .sorted(Comparator.comparing(Began::at))
                .toList();
        var at = window.changedAt();
        return new AlertHistory(
                at,
                all.stream().filter(b -> !b.at().isAfter(at)).toList(),
                all.stream().filter(b -> b.at().isAfter(at)).toList());
    }

    /// Whether a monitor watches metrics of AWS, none of which is among those of the case.
    private static boolean elsewhere(Signal.Guard guard, Set<String> measured) {
        var watched = OF_AWS.matcher(guard.condition())
                .results()
                .map(MatchResult::group)
                .toList();
        return !watched.isEmpty()
                && watched.stream().noneMatch(w -> measured.stream().anyMatch(m -> m.startsWith(w) || w.startsWith(m)));
    }

    /// Alerts around the change are signals of their own; earlier ones are told by the monitor.
    private static Stream<Began> begun(Exhibit exhibit, Set<String> foreign, Window window) {
        return switch (exhibit.signal()) {
            case Signal.Alert a when !foreign.contains(a.monitor()) -> Stream.of(new Began(a.at(), exhibit.id()));
            case Signal.Guard g
            when !foreign.contains(g.name()) ->
                g.transitions().stream()
                        .flatMap(n -> Stream.ofNullable(n.at()))
                        .filter(at -> at.isBefore(window.from()))
                        .map(at -> new Began(at, exhibit.id()));
            case Signal other -> Stream.empty();
        };
    }

    /// Alerts before the change at the same time of at least three days: bursts that come faster than what is there can
    /// grow. Empty if there is no such time, or if one came at that time since.
    public List<String> bursts() {
        for (var begin : before) {
            var same = before.stream().filter(b -> sameTime(b, begin)).toList();
            if (days(same).size() >= DAYS && since.stream().noneMatch(b -> sameTime(b, begin))) {
                return same.stream().map(Began::cite).distinct().toList();
            }
        }
        return List.of();
    }

    private static Set<LocalDate> days(List<Began> alerts) {
        return alerts.stream()
                .map(b -> LocalDate.ofInstant(b.at(), ZoneOffset.UTC))
                .collect(Collectors.toSet());
    }

    private static boolean sameTime(Began a, Began b) {
        var apart = Math.floorMod(
                Duration.between(a.at(), b.at()).toSeconds(), Duration.ofDays(1).toSeconds());
        return Math.min(apart, Duration.ofDays(1).toSeconds() - apart) <= SAME_TIME.toSeconds();
    }

    /// Alerts of at least two earlier times that lie as far apart as the last of them and the change: weeks or months.
    /// A
    /// quiet week says nothing about what comes at the end of each month.
    public List<String> seasons() {
        var episodes = new ArrayList<Began>();
        for (var begin : before) {
            if (episodes.isEmpty() || !together(episodes.getLast().at(), begin.at())) {
                episodes.add(begin);
            }
        }
        var own = episodes.stream().filter(e -> !together(e.at(), changedAt)).toList();
        if (own.size() < 2) {
            return List.of();
        }
        var times =
                Stream.concat(own.stream().map(Began::at), Stream.of(changedAt)).toList();
        var gaps = java.util.stream.IntStream.range(1, times.size())
                .mapToLong(i -> Duration.between(times.get(i - 1), times.get(i)).toHours())
                .summaryStatistics();
        return gaps.getMax() <= gaps.getMin() * ALIKE
                ? own.stream().map(Began::cite).distinct().toList()
                : List.of();
    }

    private static boolean together(Instant a, Instant b) {
        return Duration.between(a, b).abs().compareTo(ONE_EPISODE) <= 0;
    }
}
