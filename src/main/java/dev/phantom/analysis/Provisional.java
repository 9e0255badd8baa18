package dev.phantom.analysis;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// That a verdict was made while sources did not answer: it opens nothing until they do, or until its time is over.
///
/// @param since   when this case was first judged without one of them
/// @param sources that did not answer, by name
public record Provisional(Instant since, List<String> sources) {

    /// Longer than this no drift waits for a source.
    private static final Duration LONGEST = Duration.ofHours(24);

    public Provisional {
        sources = sources.stream().distinct().sorted().toList();
    }

    /// From then on it counts although nobody answered.
    public Instant until() {
        return since.plus(LONGEST);
    }

    public boolean over(Instant now) {
        return !now.isBefore(until());
    }

    /// For people: `decided without the change log; provisional until 2026-11-23T03:12:00Z`.
    public String text() {
        return "decided without " + String.join(", ", sources) + "; provisional until "
                + until().truncatedTo(ChronoUnit.SECONDS);
    }
}
