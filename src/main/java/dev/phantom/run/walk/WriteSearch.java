package dev.phantom.run.walk;

import dev.phantom.drift.detect.Detection;
import dev.phantom.drift.detect.States;
import dev.phantom.fault.Gap;
import dev.phantom.stack.ChangeLog;
import dev.phantom.stack.LiveResource;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Asks the change log who wrote to the resources that differ, or that show values no template sets.
record WriteSearch(ChangeLog log, InstantSource clock) {

    private static final Duration LONGEST = Duration.ofDays(90);

    record Found(ChangeLog.Writes found, List<String> gaps) {}

    Found of(States states, Detection detection) {
        var asked = concerned(detection);
        if (asked.isEmpty()) {
            return new Found(ChangeLog.Writes.NONE, List.of());
        }
        var to = clock.instant();
        var deployed = states.deployed().lastUpdated();
        var from = deployed == null || deployed.isBefore(to.minus(LONGEST)) ? to.minus(LONGEST) : deployed;
        var found = log.writes(states.id(), asked, from, to);
        return new Found(found, Gap.texts(found.gaps()));
    }

    /// Drifted resources first; an undeclared value may be confirmed by a write too.
    private static List<LiveResource> concerned(Detection detection) {
        Map<String, LiveResource> asked = new LinkedHashMap<>();
        detection.report().drifts().forEach(drift -> {
            var model = detection.models().get(drift.logicalId());
            asked.put(drift.logicalId(), model == null ? gone(drift) : model.live());
        });
        detection.report().inventory().forEach(item -> {
            var model = detection.models().get(item.logicalId());
            if (item.path() != null && model != null) {
                asked.putIfAbsent(item.logicalId(), model.live());
            }
        });
        return List.copyOf(asked.values());
    }

    private static LiveResource gone(dev.phantom.drift.Drift drift) {
        return new LiveResource(
                drift.logicalId(),
                drift.physicalId(),
                drift.type(),
                Map.of(),
                drift.actual(),
                LiveResource.Provenance.IAC_GENERATOR,
                LiveResource.Status.DELETED,
                "");
    }
}
