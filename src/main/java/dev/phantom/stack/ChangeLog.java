package dev.phantom.stack;

import dev.phantom.fault.Gap;
import java.time.Instant;
import java.util.List;

/// Who wrote what, when: CloudTrail.
public interface ChangeLog {

    /// The writes to these resources, oldest first.
    ///
    /// @param gaps what could not be looked up; not empty means the list may be incomplete
    record Writes(List<Write> writes, List<Gap> gaps) {
        public static final Writes NONE = new Writes(List.of(), List.of());

        public Writes {
            writes = List.copyOf(writes);
            gaps = List.copyOf(gaps);
        }
    }

    /// Never throws for a refused or slow look-up: that is a gap.
    Writes writes(StackId stack, List<LiveResource> resources, Instant from, Instant to);
}
