package dev.phantom.analysis.rules;

import dev.phantom.evidence.Evidence;
import dev.phantom.evidence.Exhibit;
import dev.phantom.evidence.Signal;
import dev.phantom.evidence.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Who used something, as the audit trail, flow logs and access logs tell.
record Uses(List<Use> all) {

    /// @param who     a principal, an address
    /// @param what    the call; of traffic the port
    /// @param count   how often
    /// @param refused whether it was turned away
    record Use(String cite, String who, String what, Instant first, Instant last, long count, boolean refused) {}

    /// As [dev.phantom.evidence.ResourceUses] says it.
    private static final Pattern CALLED = Pattern.compile("^(.+?) (called|was denied) (\\S+) (once|\\d+ times) .*$");
    private static final Pattern MINUTE = Pattern.compile("(\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d)Z");
    private static final Pattern TURNED_AWAY = Pattern.compile("(?i)reject|refused|denied|status [45]\\d\\d");
    private static final DateTimeFormatter AT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    /// A use that is older than this is none that lasts; of long windows a quarter of the time counts.
    private static final Duration RECENT = Duration.ofHours(48);

    static Uses of(Evidence evidence) {
        return new Uses(evidence.exhibits().stream().flatMap(Uses::use).toList());
    }

    /// Whether anything was found that would have told a use: a log with entries, or the trail's word that there was
    /// none.
    static boolean watched(Evidence evidence) {
        return !of(evidence).none()
                || evidence.exhibits().stream()
                        .anyMatch(e -> e.signal() instanceof Signal.Event v
                                && v.source().equals("cloudtrail")
                                && v.summary().startsWith("no call that names"));
    }

    private static Stream<Use> use(Exhibit e) {
        return switch (e.signal()) {
            case Signal.Access a ->
                Stream.of(new Use(
                        e.id(),
                        a.who(),
                        a.what(),
                        a.at(),
                        a.last(),
                        a.count(),
                        TURNED_AWAY.matcher(a.what()).find()));
            case Signal.Event v when v.source().equals("cloudtrail") -> called(e.id(), v.summary());
            case Signal other -> Stream.empty();
        };
    }

    private static Stream<Use> called(String id, String text) {
        var call = CALLED.matcher(text);
        var times = MINUTE.matcher(text).results().map(m -> at(m.group(1))).toList();
        return call.matches() && !times.isEmpty()
                ? Stream.of(new Use(
                        id,
                        call.group(1),
                        call.group(3),
                        times.getFirst(),
                        times.getLast(),
                        call.group(4).equals("once")
                                ? 1
                                : Long.parseLong(call.group(4).replace(" times", "")),
                        call.group(2).equals("was denied")))
                : Stream.empty();
    }

    private static Instant at(String minute) {
        return LocalDateTime.parse(minute, AT).toInstant(ZoneOffset.UTC);
    }

    Uses by(Predicate<Use> which) {
        return new Uses(all.stream().filter(which).toList());
    }

    Uses granted() {
        return by(u -> !u.refused());
    }

    Uses refused() {
        return by(Use::refused);
    }

    /// Of those that still went on when the evidence ends.
    Uses lasting(Window window) {
        var to = window.to();
        var watched = Duration.between(window.changedAt(), to);
        var quarter = watched.dividedBy(4);
        var recent = quarter.compareTo(RECENT) > 0 ? quarter : RECENT;
        var half = watched.dividedBy(2);
        var span = watched.isPositive() && half.compareTo(recent) < 0 ? half : recent;
        return by(u -> !u.last().isBefore(to.minus(span)));
    }

    /// Without the calls that succeeded before and were not refused: they need no new right.
    Uses made(Uses before) {
        var could = before.granted().all().stream().map(Use::what).collect(Collectors.toSet());
        var couldNot = before.refused().all().stream().map(Use::what).collect(Collectors.toSet());
        return by(u -> !could.contains(u.what()) || couldNot.contains(u.what()));
    }

    Uses before(Instant moment) {
        return by(u -> u.last().isBefore(moment));
    }

    Uses since(Instant moment) {
        return by(u -> !u.last().isBefore(moment));
    }

    boolean none() {
        return all.isEmpty();
    }

    List<String> cite() {
        return all.stream().map(Use::cite).distinct().toList();
    }
}
