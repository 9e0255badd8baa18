package dev.phantom.analysis.prompt;

import dev.phantom.analysis.CaseFile;
import dev.phantom.analysis.Recommendation;
import dev.phantom.analysis.prompt.ModelAnswer.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Holds an answer against the case: what it cites must exist, what it quotes must stand there word for word, its
/// figures and its cause must be the case's, what it chooses must have been offered, the severity may not go below the
/// floor, nor above it for nothing, and what weakens stays only with use and an owner.
final class VerdictValidator {
    private static final Pattern ID = Pattern.compile("E-\\d+");
    private static final int MAX_LISTED = 12;

    private final ExhibitTexts texts;

    VerdictValidator(ExhibitTexts texts) {
        this.texts = texts;
    }

    /// What is wrong with it, in Phantom's own words; empty if nothing is.
    List<String> violations(ModelAnswer answer, CaseFile shown) {
        var wrong = new ArrayList<String>();
        var sent = texts.of(shown);
        var exhibits = sent.exhibits();
        Stream.concat(answer.observations().stream(), answer.counterEvidence().stream())
                .forEach(o -> quoted(o, exhibits, wrong));
        cited(answer, exhibits.keySet(), wrong);
        chosen(answer, shown, wrong);
        if (answer.severity().compareTo(shown.assessment().floor()) < 0) {
            wrong.add("severity is below the floor, which is "
                    + shown.assessment().floor().text());
        }
        raised(answer, shown, wrong);
        if (answer.reasoning().isBlank() || answer.reasoning().length() > AnswerLimits.REASONING) {
            wrong.add("reasoning must have between 1 and " + AnswerLimits.REASONING + " characters");
        }
        var figures = new ReasoningNumbers(sent.whole());
        figures.unknown(answer.reasoning() + " " + answer.explanation().rival())
                .forEach(f -> wrong.add("the figure " + f + " is not in the case"));
        CauseCheck.wrong(answer.explanation().endedBy(), shown).ifPresent(wrong::add);
        wrong.addAll(WeakeningCheck.wrong(answer, shown));
        var decided = answer.recommendation() != Recommendation.NEEDS_HUMAN;
        if (decided && answer.observations().isEmpty() && !exhibits.isEmpty()) {
            wrong.add("a decision needs at least one observation with a quote, or must be needs-human");
        }
        return wrong.stream().distinct().limit(MAX_LISTED).toList();
    }

    /// Above the floor only for what was seen.
    private static void raised(ModelAnswer answer, CaseFile shown, List<String> wrong) {
        var seen = Stream.concat(answer.observations().stream(), answer.counterEvidence().stream())
                .map(Observation::exhibit)
                .collect(Collectors.toSet());
        if (!seen.containsAll(answer.raisedBy())) {
            wrong.add("severity_raised_by names an exhibit that no observation quotes");
        }
        var above = answer.severity().compareTo(shown.assessment().floor()) > 0;
        if (above && answer.raisedBy().isEmpty()) {
            wrong.add("severity is above the floor, but severity_raised_by names no exhibit");
        }
    }

    private static void quoted(Observation o, Map<String, ExhibitTexts.Exhibit> exhibits, List<String> wrong) {
        var exhibit = ID.matcher(o.exhibit()).matches() ? exhibits.get(o.exhibit()) : null;
        if (exhibit == null) {
            wrong.add("an observation cites an exhibit that does not exist" + known(o.exhibit()));
        } else if (!exhibit.says(o.quote())) {
            wrong.add("the quote for " + o.exhibit() + " does not occur verbatim in that exhibit, or is shorter than "
                    + AnswerLimits.QUOTE + " characters and no whole field");
        }
    }

    private static void cited(ModelAnswer answer, Set<String> known, List<String> wrong) {
        ID.matcher(answer.reasoning())
                .results()
                .map(m -> m.group())
                .filter(id -> !known.contains(id))
                .distinct()
                .forEach(id -> wrong.add("the reasoning cites " + id + ", which does not exist"));
    }

    private static void chosen(ModelAnswer answer, CaseFile shown, List<String> wrong) {
        var refactor = answer.recommendation() == Recommendation.REFACTOR;
        if (!refactor && !answer.choices().isEmpty()) {
            wrong.add("refactor_choice must be empty unless the recommendation is refactor");
        }
        if (refactor && answer.choices().isEmpty()) {
            wrong.add("a refactor must choose among the candidates; without one that fits, it is none");
        }
        var candidates = candidates(shown);
        if (!candidates.keySet().containsAll(answer.choices())) {
            wrong.add("refactor_choice names a candidate that was not offered");
        } else if (answer.choices().stream()
                        .map(candidates::get)
                        .map(CaseFile.Candidate::edit)
                        .map(e -> e.path())
                        .distinct()
                        .count()
                < answer.choices().size()) {
            wrong.add("refactor_choice names two values for one property");
        }
    }

    /// By id, in the order of the case.
    static Map<String, CaseFile.Candidate> candidates(CaseFile file) {
        return java.util.stream.IntStream.range(0, file.candidates().size())
                .boxed()
                .collect(Collectors.toMap(i -> "C-" + (i + 1), file.candidates()::get));
    }

    private static String known(String id) {
        return ID.matcher(id).matches() ? ": " + id : "";
    }
}
