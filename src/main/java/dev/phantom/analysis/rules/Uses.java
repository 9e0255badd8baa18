package dev.phantom.analysis.rules;

import dev.phantom.evidence.Evidence;
import dev.phantom.evidence.Exhibit;
import dev.phantom.evidence.Signal;
import dev.phantom.evidence.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Who used something, as CloudTrail, flow logs and access logs tell.
record Uses(List<Use> all) {

    /// @param who     a principal, an address
    /// @param what    the call; of traffic the port
    /// @param count   how often
    /// @param refused whether it was turned away
    /// @param asked   the longest time that it asked for, in seconds
    record Use(
            String cite,
            String who,
            String what,
            Instant first,
            Instant last,
            long count,
            boolean refused,
            long asked) {}

    /// A use that is older than this is none that lasts; of long windows a quarter of the time counts.
    private static final Duration RECENT = Duration.ofHours(48);

    static Uses of(Evidence evidence) {
        return new Uses(evidence.exhibits().stream().flatMap(Uses::use).toList());
    }

    /// Whether anything was found that would have told a use: a trail with entries, or one that was read to its end and
    /// has none.
    static boolean watched(Evidence evidence) {
        return evidence.exhibits().stream().anyMatch(e -> e.signal() instanceof Signal.Access);
    }

    private static Stream<Use> use(Exhibit e) {
        return e.signal() instanceof Signal.Access a && a.count() > 0
                ? Stream.of(new Use(e.id(), a.who(), a.what(), a.at(), a.last(), a.count(), a.refused(), a.asked()))
                : Stream.empty();
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
