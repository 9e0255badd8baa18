package dev.phantom.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// An evaluation for people: the scores, then every answer that is not right.
public final class EvalText {

    private EvalText() {}

    /// Lines for a terminal.
    public static List<String> lines(SuiteEvaluation evaluation) {
        var lines = new ArrayList<String>();
        lines.add("verdict benchmark %s, analyst %s, %d %s"
                .formatted(
                        evaluation.suite(),
                        evaluation.analyst(),
                        evaluation.runs(),
                        evaluation.runs() == 1 ? "run" : "runs"));
        lines.add("");
        lines.addAll(aligned(
                Stream.concat(Stream.of(EvalTable.HEAD), EvalTable.rows(evaluation).stream())
                        .toList()));
        for (var part : evaluation.shownParts()) {
            lines.add("");
            lines.add(part.name());
            EvalTable.details(part).forEach(line -> lines.add("  " + line));
        }
        lines.add("");
        evaluation.scenarios().forEach(scenario -> scenario(scenario, lines));
        lines.addAll(failures(evaluation));
        evaluation.unstable().forEach(finding -> lines.add("not the same in every run: " + finding));
        evaluation.unused().forEach(id -> lines.add("the answer belongs to no drift of the suite: " + id));
        return lines;
    }

    private static List<String> aligned(List<List<String>> rows) {
        var widths = IntStream.range(0, EvalTable.HEAD.size())
                .map(i -> rows.stream().mapToInt(row -> row.get(i).length()).max().orElse(0))
                .toArray();
        return rows.stream()
                .map(row -> IntStream.range(0, widths.length)
                        .mapToObj(i -> row.get(i) + " ".repeat(widths[i] - row.get(i).length()))
                        .collect(Collectors.joining("  "))
                        .stripTrailing())
                .toList();
    }

    private static void scenario(EvaluatedScenario scenario, List<String> lines) {
        var where = where(scenario);
        for (var f : scenario.findings()) {
            if (!f.right()) {
                lines.add("%s  %s: %s, best is %s%s"
                        .formatted(
                                where,
                                f.wanted().place(),
                                said(f.answer()),
                                said(f.wanted().best()),
                                f.dangerous() ? " (dangerous)" : ""));
            }
        }
        scenario.unlabelled()
                .forEach(v -> lines.add("%s  %s %s: %s, not labelled"
                        .formatted(
                                where,
                                v.logicalId(),
                                v.paths().stream().map(Object::toString).collect(Collectors.joining(", ")),
                                v.answer().text())));
    }

    /// Scenarios that were not walked to their end, a line each.
    public static List<String> failures(SuiteEvaluation evaluation) {
        return evaluation.scenarios().stream()
                .flatMap(s -> s.report().failures().stream()
                        .map(f -> "%s  failed to %s: %s"
                                .formatted(where(s), f.stage(), f.diagnostic().line())))
                .toList();
    }

    private static String where(EvaluatedScenario scenario) {
        return scenario.part() + "/" + scenario.name() + (scenario.run() == 1 ? "" : " run " + scenario.run());
    }

    private static String said(Answer answer) {
        return answer == Answer.NONE ? "no drift" : answer.text();
    }
}
