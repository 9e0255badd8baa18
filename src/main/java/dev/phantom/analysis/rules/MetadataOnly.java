package dev.phantom.analysis.rules;

import dev.phantom.analysis.Confidence.Level;
import dev.phantom.analysis.Recommendation;
import dev.phantom.severity.Assessor;
import java.util.List;
import java.util.Optional;

/// Tags and descriptions: they change nothing that runs.
final class MetadataOnly implements JudgementRule {
    @Override
    public Optional<Judgement> judge(CaseFacts d) {
        if (!d.file().drift().changes().stream().allMatch(Assessor::descriptive)) {
            return Optional.empty();
        }
        var against =
                "Keeping them costs nothing and keeps what somebody meant to say; if nobody recognises them, reject this.";
        return Optional.of(Judgement.of(
                        Recommendation.LEGITIMIZE,
                        d.exact() ? Level.HIGH : Level.MEDIUM,
                        "Only words differ (%s), changed%s%s: nothing that runs, costs or protects. %s"
                                .formatted(d.paths(), d.attribution(), CaseFacts.cite(d.writes()), against))
                .citing(d.writes(), List.of()));
    }
}
