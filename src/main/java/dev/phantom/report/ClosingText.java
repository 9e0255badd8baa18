package dev.phantom.report;

import static dev.phantom.fault.Plural.counted;

import dev.phantom.analysis.Recommendation;
import dev.phantom.pullrequest.Outcome;
import dev.phantom.run.JudgedDrift;
import dev.phantom.run.RunReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The last lines of a run for a person at a terminal: how much there is, what was opened, what waits for whom, where
/// the report lies, what to do next.
public final class ClosingText {

    private static final int SHOWN = 10;
    private static final String HEAD = "%-15s %s";
    private static final String DECISION = "for a decision by a person";

    /// What holds a pull request back, and where it can be changed.
    private static final Map<String, String> HOLDS = Map.of(
            "mode", "a stack mode that opens pull requests (draft or ready)",
            "cap", "a free slot under policy.maxOpenPullRequests and policy.maxPerStack",
            "pause", "the end of policy.paused",
            "provisional", "the sources that it was decided without, 24 hours at most",
            "witness", "corroboration by a second witness");

    private final RunReport run;
    private final String file;
    private final List<RankedDrift> drifts;
    private final Lines out = new Lines();

    private ClosingText(RunReport run, String file) {
        this.run = run;
        this.file = file;
        this.drifts = RankedDrift.of(run);
    }

    /// @param file    where the whole report lies
    /// @param columns of the terminal; 0 for no terminal
    public static String of(RunReport run, String file, int columns) {
        var text = new ClosingText(run, file);
        text.counts();
        text.mornings();
        text.opened();
        text.waiting();
        text.line("report", file);
        text.next();
        return text.out.text(columns);
    }

    private void line(String what, String text) {
        out.add(HEAD.formatted(what, text));
    }

    private void counts() {
        var summary = new RunSummary();
        run.reports().forEach(summary::add);
        var counts = DriftCounts.of(drifts.stream().map(RankedDrift::judged).toList());
        line("run", summary.line());
        if (drifts.isEmpty()) {
            return;
        }
        line(
                "severity",
                DriftCounts.worstFirst().stream()
                        .map(s -> counts.of(s) + " " + s.text())
                        .collect(Collectors.joining(" · ")));
        line(
                "recommendation",
                Arrays.stream(Recommendation.values())
                        .map(r -> counts.of(r) + " " + r.text())
                        .collect(Collectors.joining(" · ")));
    }

    private void opened() {
        var opened = byAddress(drifts.stream().filter(ClosingText::isCreated).toList());
        line("opened", opened.isEmpty() ? "no pull request" : counted(opened.size(), "pull request"));
        opened.entrySet().stream()
                .limit(SHOWN)
                .forEach(e -> line("", e.getKey() + "  " + names(e.getValue()) + waits(e.getValue())));
        if (opened.size() > SHOWN) {
            line("", "and " + (opened.size() - SHOWN) + " more, listed in the report");
        }
    }

    private static boolean isCreated(RankedDrift drift) {
        var outcome = drift.judged().pullRequest();
        return outcome != null && outcome.kind() == Outcome.Kind.CREATED;
    }

    /// Of its pull request; empty if it has none.
    private static String address(RankedDrift drift) {
        return NextSteps.address(drift.judged());
    }

    private void waiting() {
        var waits = new LinkedHashMap<String, List<RankedDrift>>();
        var review = drifts.stream().filter(d -> NextSteps.inReview(d.judged())).toList();
        if (!review.isEmpty()) {
            var open = byAddress(review).size();
            line("waiting", counted(open, "pull request") + " for review");
        }
        drifts.forEach(d -> whom(d.judged())
                .ifPresent(whom ->
                        waits.computeIfAbsent(whom, w -> new ArrayList<>()).add(d)));
        waits.forEach((whom, all) -> line("waiting", counted(all.size(), "drift") + " " + whom + ": " + names(all)));
    }

    /// What or whom a drift waits for, beside the review of its pull request.
    private static Optional<String> whom(JudgedDrift drift) {
        var outcome = drift.pullRequest();
        if (outcome == null) {
            return NextSteps.undecided(drift) ? Optional.of(DECISION) : Optional.empty();
        }
        return switch (outcome.kind()) {
            case CREATED, UPDATED, UNCHANGED, CLOSED_RESOLVED, CLOSED_BY_PERSON -> Optional.empty();
            case MERGED, WAITING -> Optional.of("(" + PlainText.sentence(outcome.reason()) + ")");
            case HELD_BACK -> Optional.of("for " + HOLDS.getOrDefault(outcome.reason(), outcome.reason()));
            case REFUSED -> Optional.of("for a manual change, because no patch could be proven");
            case TAKEN_OVER -> Optional.of("for the person who took over its branch");
            case FAILED -> Optional.of("for the next run, because its pull request failed");
        };
    }

    /// One line of each drift: what happened, and whether it was right.
    private void mornings() {
        drifts.stream()
                .limit(SHOWN)
                .forEach(d -> line(d.severity().text(), d.morning().line()));
        if (drifts.size() > SHOWN) {
            line("", "and " + (drifts.size() - SHOWN) + " more, listed in the report");
        }
    }

    private void next() {
        var steps = NextSteps.of(run, drifts, file);
        for (var i = 0; i < steps.size(); i++) {
            var step = steps.get(i);
            var text = HEAD.formatted(i == 0 ? "next" : "", (steps.size() == 1 ? "" : (i + 1) + ". ") + step.text());
            if (!step.command().isEmpty()) {
                out.addCommand(text + ": ", step.command());
            } else if (!step.address().isEmpty()) {
                out.addCommand(text + " ", step.address());
            } else {
                out.add(text);
            }
        }
    }

    /// ` (waits for #3)`: what a pull request says that it waits for; empty if it waits for nothing.
    private static String waits(List<RankedDrift> drifts) {
        var outcome = drifts.getFirst().judged().pullRequest();
        return outcome == null || outcome.reason().isEmpty() ? "" : " (" + PlainText.sentence(outcome.words()) + ")";
    }

    /// The drifts of each pull request, those of the most severe one first.
    private static Map<String, List<RankedDrift>> byAddress(List<RankedDrift> drifts) {
        return drifts.stream()
                .filter(d -> !address(d).isEmpty())
                .collect(Collectors.groupingBy(ClosingText::address, LinkedHashMap::new, Collectors.toList()));
    }

    private static String names(List<RankedDrift> drifts) {
        var byStack = new TreeMap<String, List<String>>();
        drifts.stream()
                .limit(SHOWN)
                .forEach(d -> byStack.computeIfAbsent(d.stack().stack().id().name(), s -> new ArrayList<>())
                        .add(d.logicalId()));
        var named = byStack.entrySet().stream()
                .map(e -> PlainText.line(e.getKey() + " " + String.join(", ", e.getValue())))
                .collect(Collectors.joining("; "));
        return drifts.size() > SHOWN ? named + " and " + (drifts.size() - SHOWN) + " more" : named;
    }
}
