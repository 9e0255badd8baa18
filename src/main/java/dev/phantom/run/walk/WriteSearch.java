package dev.phantom.run.walk;

import dev.phantom.drift.Drift;
import dev.phantom.drift.Listed;
import dev.phantom.drift.attribute.OwnArn;
import dev.phantom.drift.detect.Detection;
import dev.phantom.drift.detect.States;
import dev.phantom.fault.Gap;
import dev.phantom.stack.ChangeLog;
import dev.phantom.stack.LiveResource;
import dev.phantom.value.PropertyPath;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Asks the change log who wrote to the resources that differ, or that show values no template sets.
///
/// @param arn finds the ARN that some calls name a resource by, and by nothing else
record WriteSearch(ChangeLog log, InstantSource clock, OwnArn arn) {

    private static final Duration LONGEST = Duration.ofDays(90);

    record Found(ChangeLog.Writes found, List<String> gaps) {}

    Found of(States states, EarlierLook earlier, Detection detection) {
        var asked = concerned(detection);
        if (asked.isEmpty()) {
            return new Found(ChangeLog.Writes.NONE, List.of());
        }
        var to = clock.instant();
        var longest = to.minus(LONGEST);
        var from = asked.stream()
                .map(resource -> earlier.searched(resource.logicalId()))
                .map(since -> since == null || since.isBefore(longest) ? longest : since)
                .min(Instant::compareTo)
                .filter(to::isAfter)
                .orElse(to);
        var named = asked.stream().map(arn::named).toList();
        var found = log.writes(states.id(), named, from, to);
        var tagged = tagged(detection, named);
        if (!tagged.isEmpty()) {
            found = found.and(log.tagging(states.id(), tagged, from, to));
        }
        return new Found(found, Gap.texts(found.gaps()));
    }

    /// Resources with other tags than expected, whose ARN nobody knows.
    private List<LiveResource> tagged(Detection detection, List<LiveResource> asked) {
        var tagged = Stream.concat(
                        detection.report().drifts().stream()
                                .filter(drift -> drift.changes().stream().anyMatch(c -> isTag(c.path())))
                                .map(Drift::logicalId),
                        detection.report().inventory().stream()
                                .filter(item -> item.path() != null && isTag(item.path()))
                                .map(Listed::logicalId))
                .collect(Collectors.toSet());
        return asked.stream()
                .filter(r -> tagged.contains(r.logicalId()) && arn.of(r).isEmpty())
                .toList();
    }

    private static boolean isTag(PropertyPath path) {
        return !path.isRoot() && path.segments().getFirst().endsWith("Tags");
    }

    /// Drifted resources first; an undeclared value may be confirmed by a write too.
    private static List<LiveResource> concerned(Detection detection) {
        Map<String, LiveResource> asked = new LinkedHashMap<>();
        detection.report().drifts().forEach(drift -> {
            var model = detection.models().get(drift.logicalId());
            asked.put(drift.logicalId(), model == null ? drift.gone() : model.live());
        });
        detection.report().inventory().forEach(item -> {
            var model = detection.models().get(item.logicalId());
            if (item.path() != null && model != null) {
                asked.putIfAbsent(item.logicalId(), model.live());
            }
        });
        return List.copyOf(asked.values());
    }
}
