package dev.phantom.eval;

import java.util.List;

/// What labels say of the drifts of a scenario that was played, for whoever fits to them.
public final class LabelledAnswers {
    private LabelledAnswers() {}

    /// @param driftId of a drift that the label speaks of; worlds of one pair have the same
    public record Labelled(String driftId, LabelledFinding wanted) {}

    public static List<Labelled> of(EvaluatedScenario scenario) {
        return scenario.findings().stream()
                .flatMap(f -> f.given().stream().map(v -> new Labelled(v.driftId(), f.wanted())))
                .toList();
    }

    /// The score of the same drifts answered otherwise.
    public static Score score(List<EvaluatedScenario> scenarios, Answers answers) {
        return Score.of(scenarios.stream()
                .flatMap(s -> s.findings().stream())
                .map(f -> answered(f, answers))
                .toList());
    }

    @FunctionalInterface
    public interface Answers {
        Answer of(String scenario, String driftId, Answer given);
    }

    private static ScoredFinding answered(ScoredFinding f, Answers answers) {
        return new ScoredFinding(
                f.part(),
                f.scenario(),
                f.run(),
                f.pair(),
                f.twin(),
                f.tier(),
                f.wanted(),
                f.given().stream()
                        .map(v -> v.answering(answers.of(f.scenario(), v.driftId(), v.answer())))
                        .toList());
    }
}
