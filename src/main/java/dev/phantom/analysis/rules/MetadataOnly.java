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
                "Keeping it costs nothing and preserves what its author recorded; close this if no one recognises it.";
        return Optional.of(Judgement.of(
                        Recommendation.LEGITIMIZE,
                        d.exact() ? Level.HIGH : Level.MEDIUM,
                        "Only metadata differs (%s), changed%s%s; it affects neither behaviour nor cost nor protection. %s"
                                .formatted(d.paths(), d.attribution(), CaseFacts.cite(d.writes()), against))
                .citing(d.writes(), List.of()));
    }
}
