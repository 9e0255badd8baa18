package dev.phantom.analysis.rules;

import dev.phantom.analysis.Confidence;
import dev.phantom.analysis.Confidence.Level;
import dev.phantom.analysis.Recommendation;
import dev.phantom.analysis.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a rule of the offline analyst concludes, before the gaps cap its confidence.
///
/// @param onEvidence it rests on what was observed, not only on the comparison: missing observations then weaken it
record Judgement(
        Recommendation recommendation,
        List<Verdict.Edit> edits,
        Confidence.Level level,
        String reasoning,
        List<String> evidence,
        List<String> against,
        @Nullable Instant reviewAt,
        boolean onEvidence,
        List<String> gaps) {

    static Judgement of(Recommendation recommendation, Confidence.Level level, String reasoning) {
        return new Judgement(recommendation, List.of(), level, reasoning, List.of(), List.of(), null, false, List.of());
    }

    /// Cites exhibits: for it, and against it.
    Judgement citing(List<String> evidence, List<String> against) {
        return new Judgement(
                recommendation,
                edits,
                level,
                reasoning,
                evidence.stream().distinct().toList(),
                against.stream().distinct().toList(),
                reviewAt,
                onEvidence,
                gaps);
    }

    /// Cites these beside the others for it.
    Judgement alsoCiting(List<String> more) {
        return citing(Stream.concat(evidence.stream(), more.stream()).toList(), against);
    }

    /// What speaks against it.
    Judgement despite(List<String> exhibits) {
        return citing(evidence, exhibits);
    }

    /// The same, less sure for what speaks against it.
    Judgement doubted(String why, List<String> exhibits) {
        var all = Stream.concat(against.stream(), exhibits.stream()).distinct().toList();
        return new Judgement(
                recommendation, edits, Level.LOW, reasoning + " " + why, evidence, all, reviewAt, onEvidence, gaps);
    }

    Judgement observed() {
        return new Judgement(recommendation, edits, level, reasoning, evidence, against, reviewAt, true, gaps);
    }

    Judgement editing(List<Verdict.Edit> these) {
        return new Judgement(
                recommendation, List.copyOf(these), level, reasoning, evidence, against, reviewAt, onEvidence, gaps);
    }

    Judgement review(Instant when) {
        return new Judgement(recommendation, edits, level, reasoning, evidence, against, when, onEvidence, gaps);
    }

    Judgement lacking(String gap) {
        var all = new ArrayList<>(gaps);
        all.add(gap);
        return new Judgement(recommendation, edits, level, reasoning, evidence, against, reviewAt, onEvidence, all);
    }
}
