package dev.phantom.cli.eval;

import dev.phantom.analysis.FallbackAnalyst;
import dev.phantom.analysis.prompt.Prompt;
import dev.phantom.assembly.BatchAnswers;
import dev.phantom.assembly.OfflineModel;
import dev.phantom.cli.eval.ScenarioPlay.Judge;
import dev.phantom.cli.eval.SuiteFolder.Labelled;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/// The questions of a suite, one for each drift, as they would be sent to a model.
public final class QuestionFile {

    private static final int LONGEST = 64;

    private final Map<Labelled, ConcurrentLinkedQueue<Question>> questions = new ConcurrentHashMap<>();

    private record Question(String line, long tokens) {}

    /// Writes each question down; the rules then judge in the model's place.
    public Judge asking() {
        return (scenario, config, rules) -> new FallbackAnalyst(
                new OfflineModel(config, file -> id(scenario, file.drift().driftId()))
                        .exporting((line, prompt) -> add(scenario, line, prompt)),
                rules);
    }

    /// Takes each answer from a file; where it has none, the rules judge, as in any run.
    public static Judge answering(BatchAnswers answers) {
        return (scenario, config, rules) -> new FallbackAnalyst(
                new OfflineModel(config, file -> id(scenario, file.drift().driftId())).answering(answers), rules);
    }

    private void add(Labelled scenario, String line, Prompt prompt) {
        questions
                .computeIfAbsent(scenario, key -> new ConcurrentLinkedQueue<>())
                .add(new Question(line, prompt.tokens()));
    }

    /// What the API takes as a name: letters, digits, `_` and `-`, 64 at most.
    static String id(Labelled scenario, String driftId) {
        var place = (scenario.part() + "_" + scenario.name()).replaceAll("[^A-Za-z0-9_-]", "-");
        int room = LONGEST - driftId.length() - 1;
        return place.substring(Math.max(0, place.length() - room)) + "_" + driftId;
    }

    /// As JSON Lines, in the order of the scenarios.
    public String text(List<Labelled> scenarios) {
        var text = new StringBuilder();
        scenarios.forEach(s -> of(s).forEach(q -> text.append(q.line()).append('\n')));
        return text.toString();
    }

    private Iterable<Question> of(Labelled scenario) {
        return Optional.ofNullable(questions.get(scenario)).orElseGet(ConcurrentLinkedQueue::new);
    }

    /// How many there are, and how long.
    public String summary() {
        var tokens = new ArrayList<Long>();
        questions.values().forEach(of -> of.forEach(q -> tokens.add(q.tokens())));
        if (tokens.isEmpty()) {
            return "no drift, so no question";
        }
        tokens.sort(null);
        return String.format(
                Locale.ROOT,
                "%d questions, %,d tokens in the median, %,d at the 95th percentile (estimated at 3.5 characters each)",
                tokens.size(),
                at(tokens, 0.5),
                at(tokens, 0.95));
    }

    private static long at(List<Long> sorted, double share) {
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }
}
