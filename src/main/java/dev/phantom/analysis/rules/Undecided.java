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
                ? "Nothing was observed around the change"
                : "Around the change there was trouble" + CaseFacts.cite(seen)
                        + ", but no metric ties it to this property";
        return Optional.of(Judgement.of(
                        Recommendation.NEEDS_HUMAN,
                        Level.LOW,
                        "%s differs%s%s. %s that says whether it should stay."
                                .formatted(
                                        d.paths(),
                                        d.attribution().isEmpty()
                                                ? ", nobody knows since when"
                                                : ", changed" + d.attribution(),
                                        CaseFacts.cite(d.writes()),
                                        around))
                .citing(d.writes(), List.of())
                .observed()
                .lacking("no evidence either way"));
    }
}
