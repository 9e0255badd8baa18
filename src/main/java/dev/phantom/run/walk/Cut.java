package dev.phantom.run.walk;

import dev.phantom.drift.Drift;
import dev.phantom.drift.detect.Detection;
import java.util.List;

/// What differs, cut into decisions; nothing is weighed yet.
public record Cut(Detection detection) {

    List<Drift> drifts() {
        return detection.report().drifts();
    }
}
