package dev.phantom.eval;

import dev.phantom.analysis.Confidence;
import dev.phantom.analysis.Verdict;
import dev.phantom.eval.LabelledFinding.SeverityRange;
import dev.phantom.eval.VerdictLabel.Tier;
import dev.phantom.severity.Severity;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Builds scored findings, one scenario after the other.
final class Findings {

    private final List<ScoredFinding> all = new ArrayList<>();
    private String pair = "";
    private String twin = "";
    private Tier tier = Tier.EASY;
    private Set<Answer> accept = Set.of();
    private Set<Answer> dangerous = Set.of();
    private Confidence.Level level = Confidence.Level.HIGH;
    private @Nullable SeverityRange severity;
    private @Nullable RefactorRange refactor;
    private List<Verdict.Edit> edits = List.of();
    private Set<String> cited = Set.of();
    private String pullRequest = "";
    private int run = 1;

    Findings pair(String name) {
        pair = name;
        return this;
    }

    Findings adversarial() {
        tier = Tier.ADVERSARIAL;
        twin = "";
        return this;
    }

    Findings control(String of) {
        tier = Tier.CONTROL;
        twin = of;
        return this;
    }

    Findings accept(Answer... answers) {
        accept = Set.of(answers);
        return this;
    }

    Findings dangerous(Answer... answers) {
        dangerous = Set.of(answers);
        return this;
    }

    Findings sure(Confidence.Level how) {
        level = how;
        return this;
    }

    Findings severity(Severity min, Severity max) {
        severity = new SeverityRange(min, max);
        return this;
    }

    Findings refactor(RefactorRange range, String value) {
        refactor = range;
        edits = List.of(new Verdict.Edit(PropertyPath.parse("/Size"), Value.string(value)));
        return this;
    }

    Findings cites(String... ids) {
        cited = Set.of(ids);
        return this;
    }

    Findings opens(String url) {
        pullRequest = url;
        return this;
    }

    Findings run(int number) {
        run = number;
        return this;
    }

    /// A finding of a scenario with this name; NONE is a drift that is not there.
    Findings add(String scenario, Answer best, Answer given) {
        var right = EnumSet.of(best);
        right.addAll(accept);
        var path = PropertyPath.parse("/Size");
        var wanted = new LabelledFinding("Db", path, best, right, dangerous, severity, refactor);
        var verdicts = given == Answer.NONE ? List.<GivenVerdict>of() : List.of(verdict(given, path));
        all.add(new ScoredFinding("part", scenario, run, pair, twin, tier, wanted, verdicts));
        return this;
    }

    private GivenVerdict verdict(Answer given, PropertyPath path) {
        return new GivenVerdict(
                "d-1",
                "Db",
                List.of(path),
                given,
                Confidence.nominal(level),
                Severity.HIGH,
                edits,
                cited,
                Set.of("E-01", "E-02"),
                "rules",
                pullRequest);
    }

    List<ScoredFinding> list() {
        return List.copyOf(all);
    }

    Score score() {
        return Score.of(all);
    }

    Score.Details details() {
        return Score.Details.of(all, true);
    }
}
