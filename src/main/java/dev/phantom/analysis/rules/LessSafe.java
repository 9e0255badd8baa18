package dev.phantom.analysis.rules;

import dev.phantom.analysis.Confidence.Level;
import dev.phantom.analysis.Recommendation;
import dev.phantom.evidence.Exhibit;
import dev.phantom.severity.Finding;
import dev.phantom.severity.Severity;
import java.util.Optional;
import java.util.stream.Collectors;

/// Live is less protected than the repository says: back, whatever the reason was. Who needs the access gets it through
/// the repository, with a name and an end.
final class LessSafe implements JudgementRule {
    @Override
    public Optional<Judgement> judge(CaseFacts d) {
        var findings = d.securityFindings();
        if (findings.isEmpty()) {
            return Optional.empty();
        }
        var grave = findings.stream().anyMatch(f -> f.level().compareTo(Severity.HIGH) >= 0);
        var titles = findings.stream().map(Finding::title).distinct().collect(Collectors.joining("; "));
        var rules = findings.stream().map(Finding::rule).distinct().collect(Collectors.joining(", "));
        var during = d.timeline().trouble().stream().map(Exhibit::id).toList();
        var reasoning =
                ("The live state is less safe than the repository: %s (%s). It was changed%s%s. No observation shows"
                                + " that anything depends on it.")
                        .formatted(
                                titles,
                                rules,
                                d.attribution().isEmpty() ? " by an unknown actor" : d.attribution(),
                                CaseFacts.cite(d.writes()));
        if (!during.isEmpty()) {
            reasoning +=
                    " The change was made during an incident%s; it may be part of the investigation: ask before applying."
                            .formatted(CaseFacts.cite(during));
        }
        var level = grave || d.exact() ? Level.HIGH : Level.MEDIUM;
        return Optional.of(Judgement.of(Recommendation.REVERT, level, reasoning).citing(d.writes(), during));
    }
}
