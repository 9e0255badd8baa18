package dev.phantom.run;

import dev.phantom.severity.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is known of a configured stack at the end of a run. A stack that the run did not see to the end is as the last
/// walk left it: its drifts are still open, and older. Nothing is said to be 0 that was not looked at: without a last
/// walk there are no figures of drift at all.
///
/// @param open            by severity, all four of them; empty where nothing is known
/// @param monthlyDeltaUsd of all open drifts; null where it is not known
/// @param unpriced        changes of open drifts that are not in it; null where it is not known
/// @param coverage        share of the resources that was compared; null where it is not known
public record StackFigures(
        Map<Severity, Open> open,
        @Nullable Double monthlyDeltaUsd,
        @Nullable Integer unpriced,
        @Nullable Double coverage) {

    /// @param drifts how many are open
    /// @param oldest for how long the oldest has been; zero if there is none
    public record Open(int drifts, Duration oldest) {}

    public StackFigures {
        open = Collections.unmodifiableMap(open.isEmpty() ? Map.of() : new EnumMap<>(open));
    }

    /// @param coverage of the run itself: a walk that failed has compared nothing
    public static StackFigures of(LastLook look, @Nullable Double coverage, Instant now) {
        var open = new EnumMap<Severity, Open>(Severity.class);
        for (var severity : Severity.values()) {
            var there =
                    look.open().stream().filter(o -> o.severity() == severity).toList();
            open.put(severity, new Open(there.size(), oldest(there, now)));
        }
        var monthly = look.monthlyDeltaUsd();
        return new StackFigures(open, monthly == null ? null : monthly.doubleValue(), look.unpriced(), coverage);
    }

    public static StackFigures unknown(@Nullable Double coverage) {
        return new StackFigures(Map.of(), null, null, coverage);
    }

    private static Duration oldest(List<LastLook.Open> open, Instant now) {
        return open.stream()
                .map(o -> Duration.between(o.firstSeen(), now))
                .reduce(Duration.ZERO, (a, b) -> a.compareTo(b) >= 0 ? a : b);
    }
}
