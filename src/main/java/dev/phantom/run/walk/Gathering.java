package dev.phantom.run.walk;

import dev.phantom.drift.subject.Subject;
import dev.phantom.evidence.Evidence;
import dev.phantom.evidence.EvidenceSource;
import dev.phantom.evidence.Exhibits;
import dev.phantom.evidence.Window;
import dev.phantom.evidence.WindowPlanner;
import dev.phantom.fault.Gap;
import dev.phantom.run.Decisions;
import dev.phantom.run.StageLosses;
import dev.phantom.stack.ChangeLog;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Asks the sources what was seen around a drift, and adds what surrounds it.
record Gathering(List<EvidenceSource> sources, InstantSource clock) {
    private static final String REPOSITORY = "repository";

    Collected.Gathered of(Subject subject, Surroundings around, Optional<Decisions.Judged> before, StageLosses losses) {
        var drift = subject.drift();
        var window = WindowPlanner.plan(drift, clock.instant());
        var collected = new ArrayList<EvidenceSource.Collected>();
        var unanswered = new ArrayList<String>();
        if (around.writes().away()) {
            unanswered.add(ChangeLog.NAME);
        }
        if (around.written().away()) {
            unanswered.add(REPOSITORY);
        }
        for (var source : sources) {
            var seen = losses.of(
                    drift,
                    () -> source.collect(subject, window),
                    fault -> new EvidenceSource.Collected(
                            List.of(), List.of(Gap.of(source.name() + " could not be queried: ", fault))));
            if (passes(seen.gaps())) {
                unanswered.add(source.name());
            }
            collected.add(seen);
        }
        var evidence = factless(
                subject,
                Exhibits.of(subject.stack().id(), drift, around.writes().writes(), collected));
        var during = dated(collected, window);
        return around.of(subject, during, evidence, losses).gathered(during, evidence, before, unanswered);
    }

    /// The window, around the moment that a source found where nobody knew one.
    private static Window dated(List<EvidenceSource.Collected> collected, Window planned) {
        return collected.stream()
                .flatMap(c -> Optional.ofNullable(c.dated()).stream())
                .findFirst()
                .orElse(planned);
    }

    private static boolean passes(List<Gap> gaps) {
        return gaps.stream().anyMatch(gap -> gap.cause().passes());
    }

    /// Differences of a type without facts deserve less trust: a gap.
    private Evidence factless(Subject subject, Evidence evidence) {
        var catalog = subject.knowledge().types();
        if (!catalog.lacks(subject.type())) {
            return evidence;
        }
        return evidence.lacking(List.of("compared without type facts: " + catalog.lacking(subject.type())));
    }
}
