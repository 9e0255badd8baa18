package dev.phantom.run.walk;

import dev.phantom.analysis.Undoing;
import dev.phantom.analysis.background.Background;
import dev.phantom.analysis.background.DerivedFact;
import dev.phantom.analysis.derive.Consequences;
import dev.phantom.analysis.derive.RelatedDrifts;
import dev.phantom.analysis.derive.TypeHints;
import dev.phantom.drift.fact.FactSource;
import dev.phantom.drift.subject.Subject;
import dev.phantom.evidence.Evidence;
import dev.phantom.evidence.Window;
import dev.phantom.patch.Impact;
import dev.phantom.run.Decisions;
import dev.phantom.run.StageLosses;
import dev.phantom.stack.ChangeLog.Writes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What surrounds each drift of one stack beside its evidence: who did what else, and what code works out.
///
/// @param writes  the stack's attributed writes
/// @param written what is written of the stack's resources
record Surroundings(Cut cut, Writes writes, ActorSession session, Undoing undoing, WrittenBackground written) {

    private static final int REVERTS = 6;

    /// @param gaps what could not be found out
    record Found(Background background, List<String> gaps) {
        Collected.Gathered gathered(
                Window window, Evidence evidence, Optional<Decisions.Judged> before, List<String> unanswered) {
            return new Collected.Gathered(window, evidence.lacking(gaps), background, before, false, unanswered);
        }
    }

    /// What is lost of it is a gap.
    Found of(Subject subject, Window window, Evidence evidence, StageLosses losses) {
        var found = losses.of(
                subject.drift(),
                () -> found(subject, window, evidence),
                fault -> new Found(Background.NONE, List.of("what surrounds it: " + fault.line())));
        return new Found(written.onto(found.background(), subject, losses), found.gaps());
    }

    private Found found(Subject subject, Window window, Evidence evidence) {
        var acts = session.of(subject.drift());
        var facts = new ArrayList<DerivedFact>();
        facts.addAll(TypeHints.of(subject));
        facts.addAll(revert(subject));
        facts.addAll(Consequences.of(subject, window, evidence, acts.acts()));
        if (acts.more() > 0) {
            facts.add(new DerivedFact(
                    "session",
                    "The actor made %d more writes within the hour, which are not shown.".formatted(acts.more())));
        }
        facts.addAll(
                RelatedDrifts.of(subject.told(), cut.drifts(), cut.detection().secrets()));
        return new Found(new Background(List.of(), List.of(), List.of(), acts.acts(), facts), acts.gaps());
    }

    /// What a revert does in AWS now, as a pull request says it.
    private List<DerivedFact> revert(Subject subject) {
        var drift = subject.drift();
        var obstacle = undoing.obstacle(drift, subject.stack());
        if (obstacle.isPresent()) {
            return List.of(new DerivedFact("revert", "No " + Undoing.order(subject.stack()) + " reverts it: " + obstacle.get() + "."));
        }
        var known = new LinkedHashSet<String>();
        var unknown = new LinkedHashSet<String>();
        for (var impact : Impact.ofRevert(drift, subject.knowledge())) {
            impact.fact()
                    .ifPresentOrElse(
                            fact -> known.add("A revert of %s %s (%s)."
                                    .formatted(subject.told(impact.path()), impact.effect(), source(fact.source()))),
                            () -> unknown.add(subject.told(impact.path()).toString()));
        }
        if (!unknown.isEmpty()) {
            known.add("Whether a revert of %s interrupts anything is not known."
                    .formatted(unknown.stream().limit(REVERTS).collect(Collectors.joining(", "))));
        }
        return known.stream()
                .limit(REVERTS)
                .map(text -> new DerivedFact("revert", text))
                .toList();
    }

    /// Without the address of the page: a case has no links.
    private static String source(FactSource source) {
        return switch (source) {
            case FactSource.Heuristic h -> "not documented: " + h.why();
            case FactSource.Api a -> "documented by AWS";
            case FactSource.Page p -> "documented by AWS";
            case FactSource.Schema s -> "documented by AWS";
        };
    }
}
