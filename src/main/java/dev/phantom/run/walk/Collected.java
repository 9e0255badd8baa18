package dev.phantom.run.walk;

import dev.phantom.analysis.background.Background;
import dev.phantom.drift.Drift;
import dev.phantom.evidence.Evidence;
import dev.phantom.evidence.Window;
import dev.phantom.run.Decisions;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What was seen around each drift; severity and cost may look at it.
///
/// @param gathered by driftId; a drift whose collecting failed has none, and is not judged
record Collected(Cut cut, Map<String, Gathered> gathered) {

    /// Of one drift.
    ///
    /// @param background what surrounds it beside the evidence
    /// @param before     an earlier decision on the same contents
    /// @param holds      whether that one still holds: then its window, evidence and background stay as they were
    /// @param unanswered names of sources that gave no answer now and may give one later
    record Gathered(
            Window window,
            Evidence evidence,
            Background background,
            Optional<Decisions.Judged> before,
            boolean holds,
            List<String> unanswered) {

        Gathered {
            unanswered = List.copyOf(unanswered);
        }

        static Gathered upheld(Decisions.Judged before) {
            var file = before.file();
            return new Gathered(
                    file.window(), file.evidence(), file.background(), Optional.of(before), true, List.of());
        }
    }

    Collected {
        gathered = Collections.unmodifiableMap(new LinkedHashMap<>(gathered));
    }

    Optional<Gathered> of(Drift drift) {
        return Optional.ofNullable(gathered.get(drift.driftId()));
    }
}
