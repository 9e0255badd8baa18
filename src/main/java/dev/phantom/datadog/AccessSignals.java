package dev.phantom.datadog;

import static dev.phantom.fault.Plural.counted;

import dev.phantom.datadog.AccessTrail.Asked;
import dev.phantom.datadog.api.Counted;
import dev.phantom.datadog.api.LogCounts;
import dev.phantom.evidence.Sample;
import dev.phantom.evidence.Signal;
import dev.phantom.evidence.Signal.Access;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Who used what has no utilisation: flow logs of a network, the audit trail, access logs of a bucket, where Datadog
/// has them. Counted by who and what, with the first and the last time.
final class AccessSignals {
    private AccessSignals() {}

    private static final Duration FINE = Duration.ofHours(1);

    /// Outside the window it is enough to know the day's quarter.
    private static final Duration COARSE = Duration.ofHours(6);

    private static final int SHOWN = 12;

    /// Addresses beyond so many are told as networks.
    private static final int ADDRESSES = 8;

    private record Use(String who, String what, boolean refused) {}

    static List<Signal> read(DriftQueries inquiry) {
        var signals = new ArrayList<Signal>();
        var silent = false;
        for (var trail : AccessTrail.of(inquiry.subject(), inquiry::skips)) {
            var month = month(inquiry, trail);
            silent |= month.filter(List::isEmpty).isPresent();
            month.filter(counted -> !counted.isEmpty()).ifPresent(rough -> signals.addAll(read(inquiry, trail, rough)));
        }
        if (signals.isEmpty()) {
            RawAccess.read(inquiry).forEach(raw -> signals.addAll(told(inquiry, raw.trail(), raw.groups())));
        }
        if (silent && signals.isEmpty()) {
            signals.addAll(UnparsedLines.read(inquiry));
        }
        return signals;
    }

    /// That nobody may look there.
    static void withheld(DriftQueries inquiry, String why) {
        AccessTrail.of(inquiry.subject(), what -> {}).forEach(t -> inquiry.skips("no " + t.noun() + " query: " + why));
    }

    /// Of a month before the change until now by quarters of a day: who came once a month, and who still does. Of the
    /// window by the hour, where there was anybody.
    private static List<Signal> read(DriftQueries inquiry, Asked trail, List<Counted> rough) {
        var from = quarter(inquiry.window().from());
        var to = quarter(inquiry.window().to().plus(COARSE).minusMillis(1));
        var groups = counts(inquiry, trail, FINE, from, to.isAfter(inquiry.now()) ? inquiry.now() : to)
                .map(fine -> Stream.concat(rough.stream().map(g -> outside(g, from, to)), fine.stream())
                        .toList())
                .orElse(rough);
        if (trail.cuts(rough) || trail.cuts(groups)) {
            inquiry.skips("%s: only the most frequent callers were counted".formatted(trail.noun()));
        }
        return told(inquiry, trail, groups);
    }

    private static List<Signal> told(DriftQueries inquiry, Asked trail, List<Counted> groups) {
        var uses = merged(trail, groups);
        if (uses.size() > SHOWN) {
            inquiry.skips("%s: the %d most frequent of %d uses are told".formatted(trail.noun(), SHOWN, uses.size()));
        }
        return uses.entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<Use, List<Sample>> e) -> total(e.getValue()))
                        .reversed())
                .limit(SHOWN)
                .map(e -> signal(inquiry, trail, e.getKey(), e.getValue()))
                .toList();
    }

    /// Empty where there is no answer.
    private static Optional<List<Counted>> month(DriftQueries inquiry, Asked trail) {
        var month = counts(inquiry, trail, COARSE, quarter(EventScope.from(inquiry)), inquiry.now());
        if (month.filter(List::isEmpty).isPresent()) {
            inquiry.skips("%s: none found for %s".formatted(trail.noun(), SummaryText.line(trail.query())));
        }
        return month;
    }

    private static Optional<List<Counted>> counts(
            DriftQueries inquiry, Asked trail, Duration interval, Instant from, Instant to) {
        return inquiry.answered(
                trail.noun(),
                "access " + trail.query() + from + to,
                () -> LogCounts.read(inquiry.api(), trail.query(), from, to, interval, trail.facets()));
    }

    private static Counted outside(Counted group, Instant from, Instant to) {
        return new Counted(
                group.by(),
                group.points().stream()
                        .filter(p -> p.at().isBefore(from) || !p.at().isBefore(to))
                        .toList(),
                group.p95());
    }

    /// The begin of the quarter of a day that a moment is in.
    private static Instant quarter(Instant at) {
        return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), COARSE.toSeconds()) * COARSE.toSeconds());
    }

    private static Map<Use, List<Sample>> merged(Asked trail, List<Counted> groups) {
        var whos = groups.stream().map(g -> trail.who(g.by())).distinct().count();
        var uses = new LinkedHashMap<Use, List<Sample>>();
        for (var group : groups) {
            if (!group.points().isEmpty()) {
                var who = trail.who(group.by());
                var use = new Use(
                        whos > ADDRESSES ? network(who) : who, trail.what(group.by()), trail.refused(group.by()));
                uses.computeIfAbsent(use, u -> new ArrayList<>()).addAll(group.points());
            }
        }
        return uses;
    }

    /// `198.51.100.0/24` of an address of IPv4; others stay.
    static String network(String address) {
        return address.matches("(\\d{1,3}\\.){3}\\d{1,3}")
                ? address.substring(0, address.lastIndexOf('.')) + ".0/24"
                : address;
    }

    private static long total(List<Sample> points) {
        return Math.round(points.stream().mapToDouble(Sample::value).sum());
    }

    private static Signal signal(DriftQueries inquiry, Asked trail, Use use, List<Sample> points) {
        var first = points.stream().map(Sample::at).min(Instant::compareTo).orElseThrow();
        var last = points.stream().map(Sample::at).max(Instant::compareTo).orElseThrow();
        var who = SummaryText.line(use.who());
        var what = SummaryText.verbatim(use.what());
        var since = points.stream()
                .filter(p -> !p.at().isBefore(inquiry.window().changedAt()))
                .mapToDouble(Sample::value)
                .sum();
        return new Access(
                first,
                last,
                total(points),
                trail.trail(),
                who,
                what,
                use.refused(),
                0,
                "%s: %s, %s: %s, %d of them after the change, first in the %s, last in the %s"
                        .formatted(
                                trail.noun(),
                                who,
                                what,
                                counted(total(points), "time"),
                                Math.round(since),
                                span(inquiry, first),
                                span(inquiry, last)),
                inquiry.links()
                        .logs(
                                trail.query(),
                                inquiry.window().from(),
                                inquiry.window().to()));
    }

    /// In which a count lies.
    private static String span(DriftQueries inquiry, Instant begin) {
        var window = inquiry.window();
        var fine = !begin.isBefore(quarter(window.from())) && begin.isBefore(window.to());
        return (fine ? "hour" : "six hours") + " from " + SummaryText.clock(begin, window.changedAt());
    }
}
