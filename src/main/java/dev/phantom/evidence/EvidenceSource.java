package dev.phantom.evidence;

import dev.phantom.drift.subject.Subject;
import dev.phantom.fault.Gap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where observations come from.
public interface EvidenceSource {

    /// As it stands in front of its gaps; lower case.
    String name();

    /// @param notAsked what was not looked for and why, in words for people
    /// @param dated    the window around the moment of the change, where the source found one that nobody knew; else
    /// null
    record Collected(
            List<Signal> signals,
            List<Gap> gaps,
            List<String> notAsked,
            @Nullable Window dated) {
        public Collected(List<Signal> signals, List<Gap> gaps) {
            this(signals, gaps, List.of(), null);
        }

        public Collected {
            signals = List.copyOf(signals);
            gaps = List.copyOf(gaps);
            notAsked = List.copyOf(notAsked);
        }
    }

    /// What was seen around the change of one drift. Never throws for a refused or slow source: that is a gap.
    Collected collect(Subject subject, Window window);
}
