package dev.phantom.report;

import dev.phantom.evidence.Exhibit;
import dev.phantom.run.JudgedDrift;
import dev.phantom.run.RunReport;
import dev.phantom.run.StackReport;
import dev.phantom.severity.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A drift, the stack that it is in, and its place among all drifts of a run.
///
/// @param rank from 1, the most severe first
record RankedDrift(int rank, StackReport stack, JudgedDrift judged) {

    private static final Comparator<RankedDrift> WORST_FIRST =
            Comparator.comparing(RankedDrift::severity).reversed().thenComparing(RankedDrift::name);

    static List<RankedDrift> of(RunReport run) {
        return of(run.reports());
    }

    static List<RankedDrift> of(List<StackReport> reports) {
        var ranked = new ArrayList<RankedDrift>();
        reports.stream()
                .flatMap(stack -> stack.drifts().stream().map(judged -> new RankedDrift(0, stack, judged)))
                .sorted(WORST_FIRST)
                .forEach(d -> ranked.add(new RankedDrift(ranked.size() + 1, d.stack(), d.judged())));
        return ranked;
    }

    /// `payments Db`.
    String name() {
        return stack.stack().id().name() + " " + logicalId();
    }

    /// Where the page tells it.
    String anchor() {
        return "d" + rank;
    }

    String logicalId() {
        return judged.drift().logicalId();
    }

    Severity severity() {
        return StackReport.severity(judged);
    }

    Morning morning() {
        return Morning.of(judged);
    }

    /// When it came about, or by when at the latest.
    Optional<Instant> at() {
        return Optional.ofNullable(Morning.occurred(judged.drift()).at());
    }

    boolean cites(Exhibit exhibit) {
        return supports(exhibit) || opposes(exhibit);
    }

    boolean supports(Exhibit exhibit) {
        return judged.verdict() != null && judged.verdict().opinion().evidence().contains(exhibit.id());
    }

    boolean opposes(Exhibit exhibit) {
        return judged.verdict() != null && judged.verdict().opinion().against().contains(exhibit.id());
    }
}
