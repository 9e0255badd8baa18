package dev.phantom.evidence;

import dev.phantom.drift.subject.Subject;
import dev.phantom.fault.Gap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where observations come from.
public interface EvidenceSource {

    /// As it stands in front of its gaps; lower case.
    String name();

    /// @param dated the window around the moment of the change, where the source found one that nobody knew; else null
    record Collected(List<Signal> signals, List<Gap> gaps, @Nullable Window dated) {
        public Collected(List<Signal> signals, List<Gap> gaps) {
            this(signals, gaps, null);
        }

        public Collected {
            signals = List.copyOf(signals);
            gaps = List.copyOf(gaps);
        }
    }

    /// What was seen around the change of one drift. Never throws for a refused or slow source: that is a gap.
    Collected collect(Subject subject, Window window);
}
