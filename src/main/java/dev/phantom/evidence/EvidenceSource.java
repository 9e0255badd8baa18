package dev.phantom.evidence;

import dev.phantom.drift.subject.Subject;
import dev.phantom.fault.Gap;
import java.util.List;

/// Where observations come from.
public interface EvidenceSource {

    /// As it stands in front of its gaps; lower case.
    String name();

    record Collected(List<Signal> signals, List<Gap> gaps) {
        public Collected {
            signals = List.copyOf(signals);
            gaps = List.copyOf(gaps);
        }
    }

    /// What was seen around the change of one drift. Never throws for a refused or slow source: that is a gap.
    Collected collect(Subject subject, Window window);
}
