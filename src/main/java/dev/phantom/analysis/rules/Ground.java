package dev.phantom.analysis.rules;

import dev.phantom.analysis.CaseFile.Candidate;
import dev.phantom.analysis.Confidence.Level;
import dev.phantom.analysis.Recommendation;
import dev.phantom.value.PropertyPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// What a judgement rests on, in the one form that all families write it: what changed, what decided, what would have
/// changed the answer.
final class Ground {
    private Ground() {}

    /// Of the values that code computed the first of each property: what goes together.
    static List<Candidate> chosen(CaseFacts d) {
        var first = new LinkedHashMap<PropertyPath, Candidate>();
        d.file().candidates().forEach(c -> first.putIfAbsent(c.edit().path(), c));
        return List.copyOf(first.values());
    }

    static Judgement of(
            CaseFacts d, Recommendation answer, Level level, String decided, List<String> cite, String otherwise) {
        var changed = "%s changed%s%s."
                .formatted(
                        d.paths(),
                        d.attribution().isEmpty() ? " at an unknown time" : d.attribution(),
                        CaseFacts.cite(d.writes()));
        var cited = new ArrayList<>(d.writes());
        cited.addAll(cite);
        return Judgement.of(
                        answer,
                        level,
                        "%s %s%s. It would be judged otherwise %s."
                                .formatted(changed, decided, CaseFacts.cite(cite), otherwise))
                .citing(cited, List.of());
    }
}
