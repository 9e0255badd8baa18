package dev.phantom.run.walk;

import dev.phantom.drift.Drift;
import dev.phantom.evidence.Evidence;
import dev.phantom.evidence.Window;
import dev.phantom.run.Decisions;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What was seen around each drift; severity and cost may look at it.
///
/// @param gathered by driftId; a drift whose collecting failed has none, and is not judged
record Collected(Cut cut, Map<String, Gathered> gathered) {

    /// Of one drift.
    ///
    /// @param stored the decision that still holds: then its window and its evidence stay as they were
    record Gathered(Window window, Evidence evidence, Optional<Decisions.Judged> stored) {

        static Gathered of(Decisions.Judged stored) {
            return new Gathered(stored.file().window(), stored.file().evidence(), Optional.of(stored));
        }
    }

    Collected {
        gathered = Collections.unmodifiableMap(new LinkedHashMap<>(gathered));
    }

    Optional<Gathered> of(Drift drift) {
        return Optional.ofNullable(gathered.get(drift.driftId()));
    }
}
