package dev.phantom.stack;

import dev.phantom.fault.Cause;
import dev.phantom.fault.Gap;
import java.time.Instant;
import java.util.List;

/// Who wrote what, when: CloudTrail.
public interface ChangeLog {

    /// As a gap or a provisional verdict names it.
    String NAME = "cloudtrail";

    /// The writes to these resources, oldest first.
    ///
    /// @param gaps what could not be looked up; not empty means the list may be incomplete
    record Writes(List<Write> writes, List<Gap> gaps) {
        public static final Writes NONE = new Writes(List.of(), List.of());

        public Writes {
            writes = List.copyOf(writes);
            gaps = List.copyOf(gaps);
        }

        /// Whether writes may be missing that the log has: it gave no answer, or denied one.
        public boolean silent() {
            return away() || gaps.stream().anyMatch(gap -> gap.cause() == Cause.DENIED);
        }

        /// Whether it gave no answer now and may give one later.
        public boolean away() {
            return gaps.stream().anyMatch(gap -> gap.cause().passes());
        }
    }

    /// Never throws for a refused or slow look-up: that is a gap.
    Writes writes(StackId stack, List<LiveResource> resources, Instant from, Instant to);
}
