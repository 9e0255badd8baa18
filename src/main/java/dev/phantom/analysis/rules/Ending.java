package dev.phantom.analysis.rules;

import dev.phantom.analysis.measure.Timeline;
import dev.phantom.evidence.Exhibit;
import dev.phantom.evidence.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What ended the trouble that a change met, as far as the order of events tells: the last thing before the recovery.
///
/// @param cite exhibits
record Ending(Kind kind, List<String> cite) {
    /// What took longer than this to help did not help.
    static final Duration HELPS_WITHIN = Duration.ofMinutes(60);

    enum Kind {
        /// There was none.
        NO_TROUBLE,
        /// It was not over when the evidence ends.
        NOT_OVER,
        THE_CHANGE,
        /// A rollback, or a release that mended it: a fix forward ends an incident as well.
        A_RELEASE,
        /// Something that happened to another service or to AWS.
        ELSEWHERE,
        UNKNOWN
    }

    private record Step(Kind kind, Instant at, List<String> cite) {}

    static Ending of(CaseFacts d) {
        var timeline = d.timeline();
        var recovered = timeline.recovered();
        if (timeline.onset() == null) {
            return new Ending(Kind.NO_TROUBLE, List.of());
        }
        if (recovered == null) {
            return new Ending(Kind.NOT_OVER, timeline.troubleIds());
        }
        return steps(d, timeline)
                .filter(s -> !s.at().isAfter(recovered)
                        && Duration.between(s.at(), recovered).compareTo(HELPS_WITHIN) <= 0)
                .max(Comparator.comparing(Step::at))
                .map(s -> new Ending(s.kind(), s.cite()))
                .orElseGet(() -> new Ending(Kind.UNKNOWN, timeline.troubleIds()));
    }

    private static Stream<Step> steps(CaseFacts d, Timeline timeline) {
        var change = new Step(Kind.THE_CHANGE, timeline.changedAt(), d.writes());
        var others = d.file().evidence().exhibits().stream().map(Ending::step).flatMap(Optional::stream);
        return Stream.concat(d.exact() ? Stream.of(change) : Stream.empty(), others);
    }

    private static Optional<Step> step(Exhibit e) {
        return switch (e.signal()) {
            case Signal.Event v
            when v.kind() != Signal.Event.Kind.OTHER -> Optional.of(new Step(Kind.A_RELEASE, v.at(), List.of(e.id())));
            case Signal.Nearby n
            when n.direction() != Signal.Nearby.Direction.CALLS ->
                Optional.ofNullable(n.until()).map(until -> new Step(Kind.ELSEWHERE, until, List.of(e.id())));
            case Signal other -> Optional.empty();
        };
    }

    boolean is(Kind other) {
        return kind == other;
    }
}
