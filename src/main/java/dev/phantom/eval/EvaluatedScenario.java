package dev.phantom.eval;

import dev.phantom.analysis.ModelCall;
import dev.phantom.run.RunReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// One scenario, walked once.
///
/// @param part  of the suite
/// @param name  of its folder
/// @param run   from 1 on
/// @param calls of language models
public record EvaluatedScenario(
        String part, String name, int run, VerdictLabel label, RunReport report, List<ModelCall> calls) {

    public EvaluatedScenario {
        calls = List.copyOf(calls);
    }

    /// Everything that was answered.
    List<GivenVerdict> given() {
        return report.reports().stream()
                .flatMap(r -> r.drifts().stream())
                .<GivenVerdict>mapMulti((drift, each) -> GivenVerdict.of(drift).forEach(each))
                .toList();
    }

    /// Each finding of the label with what was answered for it, in the label's order.
    List<ScoredFinding> findings() {
        var given = given();
        var all = new ArrayList<ScoredFinding>();
        for (var wanted : label.findings()) {
            all.add(new ScoredFinding(
                    part,
                    name,
                    run,
                    label.pair(),
                    label.twin(),
                    label.tier(),
                    wanted,
                    LabelledDrifts.of(label, wanted, given)));
        }
        return all;
    }

    /// What was answered where the label says nothing.
    List<GivenVerdict> unlabelled() {
        var labelled = labelled();
        return given().stream().filter(v -> !labelled.contains(v.driftId())).toList();
    }

    private Set<String> labelled() {
        return findings().stream()
                .flatMap(f -> f.given().stream())
                .map(GivenVerdict::driftId)
                .collect(Collectors.toSet());
    }
}
