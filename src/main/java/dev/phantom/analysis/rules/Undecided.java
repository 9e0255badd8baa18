package dev.phantom.analysis.rules;

import dev.phantom.analysis.Confidence.Level;
import dev.phantom.analysis.Recommendation;
import java.util.List;
import java.util.Optional;

/// Nothing that was observed speaks for the one or the other.
final class Undecided implements JudgementRule {
    @Override
    public Optional<Judgement> judge(CaseFacts d) {
        var seen = d.timeline().troubleIds();
        var around = seen.isEmpty()
                ? "Nothing observed around the change shows whether it should stay."
                : "Problems were observed around the change" + CaseFacts.cite(seen)
                        + ", but no metric links them to this property.";
        return Optional.of(Judgement.of(
                        Recommendation.NEEDS_HUMAN,
                        Level.LOW,
                        "%s differs%s%s. %s"
                                .formatted(
                                        d.paths(),
                                        d.attribution().isEmpty()
                                                ? ", since an unknown time"
                                                : ", changed" + d.attribution(),
                                        CaseFacts.cite(d.writes()),
                                        around))
                .citing(d.writes(), List.of())
                .observed()
                .lacking("no evidence either way"));
    }
}
