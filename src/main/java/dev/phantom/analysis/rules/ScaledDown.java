package dev.phantom.analysis.rules;

import static dev.phantom.analysis.rules.CaseFacts.cite;
import static dev.phantom.analysis.rules.CaseFacts.percent;

import dev.phantom.analysis.Confidence.Level;
import dev.phantom.analysis.Recommendation;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// Less capacity than the repository says: does it carry the load?
final class ScaledDown implements JudgementRule {
    private static final double STRAINED = 85;

    @Override
    public Optional<Judgement> judge(CaseFacts d) {
        if (d.capacities().isEmpty() || d.capacities().getFirst().up()) {
            return Optional.empty();
        }
        var size = d.capacities().getFirst();
        var now = d.load().settled();
        if (now.isEmpty()) {
            return Optional.empty();
        }
        var facts = "%s went from %s down to %s%s and runs at %s at the 95th percentile%s"
                .formatted(
                        size.path(),
                        size.expected(),
                        size.actual(),
                        d.attribution(),
                        percent(now.getAsDouble()),
                        cite(d.load().ids()));
        if (now.getAsDouble() >= STRAINED) {
            return Optional.of(Judgement.of(Recommendation.REVERT, Level.MEDIUM, facts + ": it is overloaded.")
                    .citing(d.load().ids(), List.of())
                    .observed());
        }
        if (now.getAsDouble() < ScaledUp.HOLDS && d.watched().toHours() >= 24) {
            return Optional.of(Judgement.of(
                            Recommendation.LEGITIMIZE, Level.MEDIUM, facts + ": it handles the load and costs less.")
                    .citing(d.load().ids(), List.of())
                    .observed()
                    .review(d.timeline().changedAt().plus(7, ChronoUnit.DAYS)));
        }
        return Optional.empty();
    }
}
