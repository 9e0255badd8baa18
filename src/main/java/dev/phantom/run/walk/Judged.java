package dev.phantom.run.walk;

import dev.phantom.pullrequest.Decision;
import dev.phantom.run.JudgedDrift;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Drifts with what was decided of them.
///
/// @param made    decisions to act on
/// @param missing stand-ins where the analyst failed: they are shown, and nothing is done about them
record Judged(Appraised appraised, List<Decision> made, List<Decision> missing) {

    Judged {
        made = List.copyOf(made);
        missing = List.copyOf(missing);
    }

    List<Decision> all() {
        return Stream.concat(made.stream(), missing.stream()).toList();
    }

    /// Every drift, with its decision where there is one.
    List<JudgedDrift> drifts() {
        Map<String, Decision> byId =
                all().stream().collect(Collectors.toMap(d -> d.drift().driftId(), d -> d, (a, b) -> a));
        return appraised.drifts().stream()
                .map(drift -> {
                    var decision = byId.get(drift.drift().driftId());
                    return decision == null ? drift : drift.judged(decision);
                })
                .toList();
    }
}
