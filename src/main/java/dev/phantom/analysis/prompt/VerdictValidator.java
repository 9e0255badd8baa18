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

/// Holds an answer against the case: what it cites must exist, what it quotes must stand there word for word, what it
/// chooses must have been offered, and the severity may not go below the floor.
final class VerdictValidator {
    private static final Pattern ID = Pattern.compile("E-\\d+");
    private static final int MAX_REASONING = 4_000;
    private static final int MAX_LISTED = 12;

    private final ExhibitTexts texts;

    VerdictValidator(ExhibitTexts texts) {
        this.texts = texts;
    }

    /// What is wrong with it, in Phantom's own words; empty if nothing is.
    List<String> violations(ModelAnswer answer, CaseFile shown) {
        var wrong = new ArrayList<String>();
        var exhibits = texts.of(shown);
        Stream.concat(answer.observations().stream(), answer.counterEvidence().stream())
                .forEach(o -> quoted(o, exhibits, wrong));
        cited(answer, exhibits.keySet(), wrong);
        chosen(answer, shown, wrong);
        if (answer.severity().compareTo(shown.assessment().floor()) < 0) {
            wrong.add("severity is below the floor, which is "
                    + shown.assessment().floor().text());
        }
        if (answer.reasoning().isBlank() || answer.reasoning().length() > MAX_REASONING) {
            wrong.add("reasoning must have between 1 and " + MAX_REASONING + " characters");
        }
        var decided = answer.recommendation() != Recommendation.NEEDS_HUMAN;
        if (decided && answer.observations().isEmpty() && !exhibits.isEmpty()) {
            wrong.add("a decision needs at least one observation with a quote, or must be needs-human");
        }
        return wrong.stream().distinct().limit(MAX_LISTED).toList();
    }

    private static void quoted(Observation o, Map<String, String> exhibits, List<String> wrong) {
        var exhibit = ID.matcher(o.exhibit()).matches() ? exhibits.get(o.exhibit()) : null;
        if (exhibit == null) {
            wrong.add("an observation cites an exhibit that does not exist" + known(o.exhibit()));
        } else if (ExhibitTexts.plain(o.quote()).length() < 2 || !exhibit.contains(ExhibitTexts.plain(o.quote()))) {
            wrong.add("the quote for " + o.exhibit() + " does not occur verbatim in that exhibit");
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
