package dev.phantom.analysis.measure;

import dev.phantom.evidence.Episode;
import dev.phantom.evidence.Evidence;
import dev.phantom.evidence.Exhibit;
import dev.phantom.evidence.Signal;
import dev.phantom.evidence.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What happened around a change, in order: the trouble it met, the deployments and rollbacks beside it, and when it
/// was over.
///
/// @param changedAt when the property changed
/// @param trouble   incidents and alerts that the change can have answered
/// @param deploy    the last deployment before the trouble; null if none
/// @param rollback  the first rollback after the change, and before the recovery or soon after; null if none
/// @param onset     when the first of the trouble began; null if there was none
/// @param recovered when the last of the trouble was over; null if it is not, or there was none
public record Timeline(
        Instant changedAt,
        List<Exhibit> trouble,
        @Nullable Exhibit deploy,
        @Nullable Exhibit rollback,
        @Nullable Instant onset,
        @Nullable Instant recovered) {
    private static final Duration LOOK_BACK = Duration.ofHours(6);
    private static final Duration SLACK = Duration.ofMinutes(10);

    public Timeline {
        trouble = List.copyOf(trouble);
    }

    public static Timeline of(Evidence evidence, Window window) {
        var exhibits = evidence.exhibits();
        var at = window.changedAt();
        var trouble = met(exhibits, window);
        var episode = Episode.around(trouble.stream().map(Exhibit::signal).toList(), window);
        var begin = episode.map(Episode::began).orElse(at);
        var deploy = events(exhibits, Signal.Event.Kind.DEPLOY).stream()
                .filter(e -> e.signal().at().isBefore(begin.plus(SLACK))
                        && e.signal().at().isAfter(begin.minus(LOOK_BACK)))
                .max(Comparator.comparing(e -> e.signal().at()));
        var rollback = events(exhibits, Signal.Event.Kind.ROLLBACK).stream()
                .filter(e -> !e.signal().at().isBefore(at))
                .min(Comparator.comparing(e -> e.signal().at()));
        return new Timeline(
                at,
                trouble,
                deploy.orElse(null),
                rollback.orElse(null),
                episode.map(Episode::began).orElse(null),
                episode.map(Episode::ended).orElse(null));
    }

    /// The trouble that a change can have answered: what had begun by then, and of that only what still lasted, if any
    /// did.
    private static List<Exhibit> met(List<Exhibit> exhibits, Window window) {
        var at = window.changedAt();
        var begun = exhibits.stream()
                .filter(e -> !e.signal().at().isAfter(at.plus(SLACK)))
                .filter(e -> Episode.around(List.of(e.signal()), window).isPresent())
                .toList();
        var lasting = begun.stream()
                .filter(e -> Episode.around(List.of(e.signal()), window)
                        .filter(p -> p.ended() == null || !p.ended().isBefore(at))
                        .isPresent())
                .toList();
        return lasting.isEmpty() ? begun : lasting;
    }

    /// The alerts and incidents that the change met.
    public List<String> troubleIds() {
        return trouble.stream().map(Exhibit::id).toList();
    }

    /// The exhibits that tell the story, in its order.
    public List<String> ids() {
        var story = new ArrayList<>(trouble);
        if (deploy != null) {
            story.add(deploy);
        }
        if (rollback != null) {
            story.add(rollback);
        }
        return story.stream()
                .sorted(Comparator.comparing(e -> e.signal().at()))
                .map(Exhibit::id)
                .toList();
    }

    private static List<Exhibit> events(List<Exhibit> exhibits, Signal.Event.Kind kind) {
        return exhibits.stream()
                .filter(e -> e.signal() instanceof Signal.Event v && v.kind() == kind)
                .toList();
    }
}
