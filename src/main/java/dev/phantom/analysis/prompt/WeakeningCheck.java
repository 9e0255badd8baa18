package dev.phantom.analysis.prompt;

import dev.phantom.analysis.CaseFile;
import dev.phantom.analysis.Notes;
import dev.phantom.analysis.Recommendation;
import dev.phantom.evidence.Signal;
import dev.phantom.severity.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What opens a resource or takes a protection away stays only where somebody uses it, by what AWS recorded or metrics
/// counted, and where somebody who answers for the resource says so. A log line is neither: whoever is watched writes
/// it.
final class WeakeningCheck {

    private WeakeningCheck() {}

    static List<String> wrong(ModelAnswer answer, CaseFile shown) {
        var wrong = new ArrayList<String>();
        var owner = ExhibitTexts.plain(answer.owner());
        if (!owner.isEmpty()
                && (owner.length() < AnswerLimits.QUOTE || owners(shown).noneMatch(t -> t.contains(owner)))) {
            wrong.add(
                    "owner_quote does not occur in a commit, a comment of the source, a ticket or an incident of the case");
        }
        var weakens = shown.assessment().findings().stream().anyMatch(Finding::security);
        if (!weakens || answer.recommendation() != Recommendation.LEGITIMIZE) {
            return wrong;
        }
        if (answer.observations().stream().noneMatch(o -> use(o.exhibit(), shown))) {
            wrong.add(
                    "what a security finding names is legitimized without an observation of its use: an exhibit of kind"
                            + " access that was not refused and lasts past the change, or metric");
        }
        if (owner.isEmpty()) {
            wrong.add(
                    "what a security finding names is legitimized without owner_quote, the words of somebody who answers"
                            + " for it");
        }
        return wrong;
    }

    private static boolean use(String id, CaseFile shown) {
        return shown.evidence().exhibits().stream()
                .filter(e -> e.id().equals(id))
                .anyMatch(e -> switch (e.signal()) {
                    case Signal.Access a ->
                        a.count() > 0
                                && !a.refused()
                                && !a.last().isBefore(shown.window().changedAt());
                    case Signal.Metric m -> true;
                    case Signal other -> false;
                });
    }

    private static Stream<String> owners(CaseFile shown) {
        return Notes.of(shown).all().stream()
                .filter(n -> n.source() != Notes.Source.PROGRAM)
                .map(n -> ExhibitTexts.plain(n.text()));
    }
}
