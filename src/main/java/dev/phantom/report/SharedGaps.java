package dev.phantom.report;

import dev.phantom.run.JudgedDrift;
import dev.phantom.run.StackReport;
import java.util.List;

/// What is known of none of a stack's judged drifts, if there are several: told once, not with each.
final class SharedGaps {

    private SharedGaps() {}

    static List<String> of(StackReport report) {
        var judged = report.drifts().stream().filter(d -> d.verdict() != null).toList();
        return judged.size() < 2
                ? List.of()
                : gaps(judged.getFirst()).stream()
                        .filter(gap -> judged.stream().allMatch(d -> gaps(d).contains(gap)))
                        .distinct()
                        .toList();
    }

    private static List<String> gaps(JudgedDrift judged) {
        var verdict = judged.verdict();
        return verdict == null ? List.of() : verdict.opinion().gaps();
    }
}
