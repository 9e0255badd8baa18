package dev.phantom.eval;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// A suite that was played, and what came of it.
///
/// @param suite   as the user named it
/// @param analyst as the user named it, or `answers`
/// @param runs    how often each scenario was played
/// @param unused  answers of a file that belong to no drift of the suite
public record SuiteEvaluation(
        String suite, String analyst, int runs, List<EvaluatedScenario> scenarios, List<String> unused) {

    public SuiteEvaluation {
        scenarios = List.copyOf(scenarios);
        unused = List.copyOf(unused);
    }

    /// The name of the sum of all parts.
    public static final String ALL = "all";

    /// In the order in which they were played, and the sum of them.
    public List<Part> parts() {
        Set<String> names = new LinkedHashSet<>();
        scenarios.forEach(s -> names.add(s.part()));
        var parts = names.stream()
                .map(name -> new Part(
                        name,
                        scenarios.stream().filter(s -> s.part().equals(name)).toList(),
                        analyst));
        return Stream.concat(parts, Stream.of(new Part(ALL, scenarios, analyst)))
                .toList();
    }

    /// The same; a single part without the sum, which would say it twice.
    List<Part> shownParts() {
        var parts = parts();
        return parts.size() == 2 ? parts.subList(0, 1) : parts;
    }

    /// Findings whose answer was not the same in every run.
    public List<String> unstable() {
        var findings = scenarios.stream().flatMap(s -> s.findings().stream()).toList();
        return findings.stream()
                .filter(f -> f.run() == 1)
                .filter(f -> findings.stream()
                        .anyMatch(other -> SuiteEvaluation.same(f, other) && f.answer() != other.answer()))
                .map(f -> f.part() + "/" + f.scenario() + " " + f.wanted().place())
                .toList();
    }

    private static boolean same(ScoredFinding a, ScoredFinding b) {
        return a.part().equals(b.part())
                && a.scenario().equals(b.scenario())
                && a.wanted().equals(b.wanted());
    }

    /// Whether every scenario was walked to its end.
    public boolean whole() {
        return scenarios.stream().allMatch(s -> s.report().failures().isEmpty());
    }

    /// Some of the scenarios.
    public record Part(String name, List<EvaluatedScenario> scenarios, String analyst) {

        public Part {
            scenarios = List.copyOf(scenarios);
        }

        List<ScoredFinding> findings() {
            return scenarios.stream().flatMap(s -> s.findings().stream()).toList();
        }

        public Score score() {
            return Score.of(findings());
        }

        Score.Details details() {
            return Score.Details.of(findings(), analyst.equals("rules"));
        }

        ModelUsage usage() {
            return ModelUsage.of(
                    scenarios.stream().flatMap(s -> s.calls().stream()).toList());
        }

        /// What it would score to answer every drift alike.
        Score always(Answer answer) {
            return Score.of(findings().stream().map(f -> f.answering(answer)).toList());
        }
    }

    /// The answers that a suite is held against.
    static final List<Answer> BASELINES = List.of(Answer.REVERT, Answer.LEGITIMIZE, Answer.NEEDS_HUMAN);

    /// `always-human`, …
    static String baseline(Answer answer) {
        return "always-" + (answer == Answer.NEEDS_HUMAN ? "human" : answer.text());
    }
}
