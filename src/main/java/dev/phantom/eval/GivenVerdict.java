package dev.phantom.eval;

import dev.phantom.analysis.Confidence;
import dev.phantom.analysis.Verdict;
import dev.phantom.drift.Change;
import dev.phantom.evidence.Exhibit;
import dev.phantom.run.JudgedDrift;
import dev.phantom.run.StackReport;
import dev.phantom.severity.Severity;
import dev.phantom.value.PropertyPath;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What was answered for one drift.
///
/// @param paths       of its changes
/// @param edits       of a refactor; else empty
/// @param cited       ids of exhibits that it names, in its lists and in its reasoning
/// @param exhibits    ids that the case has
/// @param analyst     who answered: `rules`, or the model as it calls itself
/// @param pullRequest where it was opened; empty if none was
public record GivenVerdict(
        String driftId,
        String logicalId,
        List<PropertyPath> paths,
        Answer answer,
        Confidence confidence,
        Severity severity,
        List<Verdict.Edit> edits,
        Set<String> cited,
        Set<String> exhibits,
        String analyst,
        String pullRequest) {

    private static final Pattern ID = Pattern.compile("E-\\d+");

    public GivenVerdict {
        paths = List.copyOf(paths);
        edits = List.copyOf(edits);
        cited = Set.copyOf(cited);
        exhibits = Set.copyOf(exhibits);
    }

    /// Of a drift that was judged.
    static Stream<GivenVerdict> of(JudgedDrift judged) {
        var verdict = judged.verdict();
        if (verdict == null) {
            return Stream.empty();
        }
        var outcome = judged.pullRequest();
        return Stream.of(new GivenVerdict(
                judged.drift().driftId(),
                judged.drift().logicalId(),
                judged.drift().changes().stream().map(Change::path).toList(),
                Answer.of(verdict.recommendation()),
                verdict.opinion().confidence(),
                StackReport.severity(judged),
                verdict instanceof Verdict.Refactor r ? r.edits() : List.of(),
                cited(verdict.opinion()),
                judged.evidence().exhibits().stream().map(Exhibit::id).collect(Collectors.toSet()),
                verdict.opinion().analyst(),
                outcome == null ? "" : outcome.url()));
    }

    private static Set<String> cited(Verdict.Opinion opinion) {
        var ids = new TreeSet<String>();
        ids.addAll(opinion.evidence());
        ids.addAll(opinion.against());
        ID.matcher(opinion.reasoning()).results().map(MatchResult::group).forEach(ids::add);
        return ids;
    }

    /// The same drift answered otherwise, without a pull request.
    GivenVerdict answering(Answer other) {
        return new GivenVerdict(
                driftId, logicalId, paths, other, confidence, severity, edits, cited, exhibits, analyst, "");
    }

    boolean at(PropertyPath path) {
        return paths.contains(path);
    }

    boolean around(PropertyPath path) {
        return paths.stream().anyMatch(p -> p.overlaps(path));
    }
}
