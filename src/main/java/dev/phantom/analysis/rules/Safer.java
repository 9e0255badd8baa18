package dev.phantom.analysis.rules;

import dev.phantom.analysis.Confidence.Level;
import dev.phantom.analysis.Recommendation;
import dev.phantom.drift.knowledge.Knowledge;
import dev.phantom.drift.subject.Subject;
import dev.phantom.severity.Assessor;
import dev.phantom.severity.Finding;
import dev.phantom.severity.Reversed;
import dev.phantom.severity.rules.RuleCatalogue;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Going back would be the risk: somebody switched a protection on, or closed a door. Keep it, and write it down.
///
/// The subject is alone because an analyst has the case and nothing else: a verdict that hung on siblings of the
/// resource could not be replayed from its file.
final class Safer implements JudgementRule {
    private final Assessor assessor = RuleCatalogue.assessor();
    private final Knowledge knowledge;

    Safer(Knowledge knowledge) {
        this.knowledge = knowledge;
    }

    @Override
    public Optional<Judgement> judge(CaseFacts d) {
        var stack = d.file().stack();
        var back = Subject.alone(stack, Reversed.of(d.file().drift()), knowledge.of(stack.id()));
        var findings = assessor.assess(back).findings().stream()
                .filter(Finding::security)
                .toList();
        if (findings.isEmpty()) {
            return Optional.empty();
        }
        var titles = findings.stream().map(Finding::title).distinct().collect(Collectors.joining("; "));
        return Optional.of(Judgement.of(
                        Recommendation.LEGITIMIZE,
                        Level.MEDIUM,
                        "The live state is safer than the repository; a revert would mean: %s. It was changed%s%s."
                                .formatted(
                                        titles,
                                        d.attribution().isEmpty() ? " by an unknown actor" : d.attribution(),
                                        CaseFacts.cite(d.writes())))
                .citing(d.writes(), List.of()));
    }
}
