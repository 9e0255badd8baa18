package dev.phantom.run.walk;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phantom.drift.detect.Detection;
import dev.phantom.drift.detect.States;
import dev.phantom.stack.ContentDigest;
import dev.phantom.stack.DetectionSource;
import dev.phantom.stack.KeptAnswers;
import dev.phantom.stack.Mask;
import dev.phantom.stack.Progress;
import dev.phantom.stack.StackResource;
import dev.phantom.value.PropertyPath;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// What CloudFormation's drift detection said last: it holds for a week, for the same resources of the same deployment
/// whose live state is the same. An answer with a gap is not kept.
record KeptDetection(KeptAnswers answers, Mask mask, InstantSource clock) {

    private static final Duration KEPT = Duration.ofDays(7);
    private static final int FORM = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    DetectionSource.Seen of(
            DetectionSource source, States states, Detection found, List<StackResource> asked, Progress progress) {
        var place = KeptAnswers.of(states.id(), "detection");
        var key = key(states, found, asked);
        var known = answers.find(place).flatMap(text -> read(text, key));
        if (known.isPresent()) {
            return known.get();
        }
        var seen = source.detect(states.id(), asked, progress);
        if (seen.gaps().isEmpty()) {
            answers.keep(place, written(key, seen));
        }
        return seen;
    }

    private String key(States states, Detection found, List<StackResource> asked) {
        var all = new ContentDigest(mask);
        var deployed = states.deployed();
        all.add(deployed.stackArn(), deployed.status(), String.valueOf(deployed.lastUpdated()));
        deployed.effective().ifPresent(template -> all.add(template.text()));
        deployed.parameters().forEach(p -> all.add(p.name()).add(p.value()));
        for (var resource : asked) {
            all.add(resource.logicalId(), resource.physicalId());
            states.live().resources().stream()
                    .filter(live -> live.logicalId().equals(resource.logicalId()))
                    .map(live -> live.shown(found.secrets().hashed()))
                    .forEach(live -> all.add(live.status().name()).add(live.properties()));
        }
        return all.hex();
    }

    private String written(String key, DetectionSource.Seen seen) {
        var root = JSON.createObjectNode()
                .put("form", FORM)
                .put("key", key)
                .put("at", clock.instant().toString());
        var differing = root.putObject("differing");
        seen.differing().forEach((logicalId, paths) -> {
            var all = differing.putArray(logicalId);
            paths.forEach(path -> all.add(path.toString()));
        });
        return root.toPrettyString() + "\n";
    }

    private Optional<DetectionSource.Seen> read(String text, String key) {
        try {
            var root = JSON.readTree(text);
            var at = Instant.parse(root.path("at").asText());
            if (root.path("form").asInt() != FORM
                    || !root.path("key").asText().equals(key)
                    || at.isAfter(clock.instant())
                    || at.isBefore(clock.instant().minus(KEPT))) {
                return Optional.empty();
            }
            var differing = new LinkedHashMap<String, List<PropertyPath>>();
            root.path("differing").properties().forEach(one -> {
                var paths = new ArrayList<PropertyPath>();
                one.getValue().forEach(path -> paths.add(PropertyPath.parse(path.asText())));
                differing.put(one.getKey(), paths);
            });
            return Optional.of(new DetectionSource.Seen(differing, List.of()));
        } catch (IOException | DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
