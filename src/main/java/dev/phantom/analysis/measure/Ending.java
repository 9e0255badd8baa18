package dev.phantom.analysis.measure;

import dev.phantom.analysis.background.Act;
import dev.phantom.evidence.Evidence;
import dev.phantom.evidence.Exhibit;
import dev.phantom.evidence.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What ended the trouble that a change met, as far as the order of events tells: the last thing before the recovery,
/// if
/// it came soon enough before it.
///
/// @param last the last thing before the recovery, whether soon enough or not; null if there was none, or no recovery
/// @param cite exhibits
public record Ending(Kind kind, @Nullable Step last, List<String> cite) {
    /// What took longer than this to help did not help.
    public static final Duration HELPS_WITHIN = Duration.ofMinutes(60);

    /// What came longer before the trouble has nothing to do with its end.
    private static final Duration BEFORE = Duration.ofHours(6);

    public enum Kind {
        /// There was no trouble.
        NO_TROUBLE,
        /// It was not over when the evidence ends.
        NOT_OVER,
        THE_CHANGE,
        /// Another write of whoever made the change.
        ANOTHER_WRITE,
        /// A rollback, or a release that mended it: a fix forward ends an incident as well.
        A_RELEASE,
        /// Something that happened to another service or to AWS.
        ELSEWHERE,
        UNKNOWN
    }

    /// Something that may have ended the trouble.
    ///
    /// @param what in words: `a rollback`
    /// @param cite exhibits, or none
    public record Step(Kind kind, Instant at, String what, List<String> cite) {
        public Step {
            cite = List.copyOf(cite);
        }
    }

    public Ending {
        cite = List.copyOf(cite);
    }

    /// @param exact   whether the moment of the change is known
    /// @param session other writes of the actor
    public static Ending of(Timeline timeline, Evidence evidence, boolean exact, List<Act> session) {
        var onset = timeline.onset();
        var recovered = timeline.recovered();
        if (onset == null) {
            return new Ending(Kind.NO_TROUBLE, null, List.of());
        }
        if (recovered == null) {
            return new Ending(Kind.NOT_OVER, null, timeline.troubleIds());
        }
        var last = steps(timeline, evidence, exact, session)
                .filter(s -> !s.at().isAfter(recovered) && !s.at().isBefore(onset.minus(BEFORE)))
                .max(Comparator.comparing(Step::at));
        return last.filter(s -> Duration.between(s.at(), recovered).compareTo(HELPS_WITHIN) <= 0)
                .map(s -> new Ending(s.kind(), s, s.cite()))
                .orElseGet(() -> new Ending(Kind.UNKNOWN, last.orElse(null), timeline.troubleIds()));
    }

    private static Stream<Step> steps(Timeline timeline, Evidence evidence, boolean exact, List<Act> session) {
        var writes = evidence.exhibits().stream()
                .filter(e -> e.signal() instanceof Signal.Write)
                .map(Exhibit::id)
                .toList();
        var change = exact
                ? Stream.of(new Step(Kind.THE_CHANGE, timeline.changedAt(), "this change", writes))
                : Stream.<Step>empty();
        var others = evidence.exhibits().stream().map(Ending::step).flatMap(Optional::stream);
        return Stream.of(others, session.stream().map(Ending::step), change).flatMap(s -> s);
    }

    private static Step step(Act act) {
        var on = act.resource().isEmpty() ? "" : " on " + act.resource();
        return new Step(Kind.ANOTHER_WRITE, act.at(), "another write of the actor, " + act.event() + on, List.of());
    }

    private static Optional<Step> step(Exhibit e) {
        var cite = List.of(e.id());
        return switch (e.signal()) {
            case Signal.Event v
            when v.kind() == Signal.Event.Kind.DEPLOY ->
                Optional.of(new Step(Kind.A_RELEASE, v.at(), "a deployment", cite));
            case Signal.Event v
            when v.kind() == Signal.Event.Kind.ROLLBACK ->
                Optional.of(new Step(Kind.A_RELEASE, v.at(), "a rollback", cite));
            case Signal.Nearby n
            when n.direction() != Signal.Nearby.Direction.CALLS
                    && n.direction() != Signal.Nearby.Direction.SHARES ->
                Optional.ofNullable(n.until())
                        .map(until -> new Step(Kind.ELSEWHERE, until, "the end of what happened elsewhere", cite));
            case Signal other -> Optional.empty();
        };
    }

    public boolean is(Kind other) {
        return kind == other;
    }
}
