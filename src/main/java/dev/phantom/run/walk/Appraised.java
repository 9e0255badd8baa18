package dev.phantom.run.walk;

import dev.phantom.run.JudgedDrift;
import java.util.List;

/// Drifts with their severity and cost; nobody has judged them yet.
public record Appraised(Cut cut, List<JudgedDrift> drifts) {
    public Appraised {
        drifts = List.copyOf(drifts);
    }

    /// With their severity alone.
    record Assessed(Cut cut, List<JudgedDrift> drifts) {
        Assessed {
            drifts = List.copyOf(drifts);
        }
    }
}
