package dev.phantom.report;

import dev.phantom.analysis.Recommendation;
import dev.phantom.fault.Plural;
import dev.phantom.pullrequest.Outcome;
import dev.phantom.pullrequest.OutcomeReason;
import dev.phantom.run.JudgedDrift;
import dev.phantom.run.RunReport;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What a person does next after a run, the most urgent first.
final class NextSteps {

    private static final Set<Outcome.Kind> IN_REVIEW =
            Set.of(Outcome.Kind.CREATED, Outcome.Kind.UPDATED, Outcome.Kind.UNCHANGED);

    /// @param text    what to do
    /// @param command to type; empty if there is none
    /// @param address of the pull request; empty if there is none
    /// @param drift   the drift that it is about; 0 where it is about several
    record Step(String text, String command, String address, int drift) {}

    private static final int NAMED = 3;

    private NextSteps() {}

    /// @param file where the evidence for open decisions is shown
    static List<Step> of(RunReport run, List<RankedDrift> drifts, String file) {
        var steps = new ArrayList<Step>();
        drifts.stream().filter(d -> d.judged().assessment().urgent()).forEach(d -> steps.add(exposure(d)));
        var review = addresses(drifts.stream().filter(d -> inReview(d.judged())).toList());
        drifts.stream()
                .filter(d -> inReview(d.judged())
                        && mergeable(d.judged())
                        && !address(d.judged()).isEmpty())
                .findFirst()
                .ifPresent(d -> steps.add(new Step(review(review.size()), "", address(d.judged()), 0)));
        var open = drifts.stream().filter(d -> undecided(d.judged())).toList();
        if (!open.isEmpty()) {
            steps.add(new Step("decide " + names(open) + "; " + file + " shows the evidence", "", "", 0));
        }
        var blind = run.reports().stream()
                .filter(r -> r.comparison().coverage().blind())
                .map(r -> r.stack().id().name())
                .toList();
        if (!blind.isEmpty()) {
            steps.add(new Step(
                    "have " + String.join(", ", blind) + " compared: no resource was; the gaps say why", "", "", 0));
        }
        var failures = run.failures().size();
        if (failures > 0) {
            steps.add(new Step(
                    "resolve what FAILED above, then run again: " + Plural.counted(failures, "failure"), "", "", 0));
        }
        return steps.isEmpty() ? List.of(new Step("nothing to do", "", "", 0)) : steps;
    }

    private static String names(List<RankedDrift> drifts) {
        var named = drifts.stream().limit(NAMED).map(RankedDrift::name).collect(Collectors.joining(", "));
        return drifts.size() > NAMED ? named + " and " + (drifts.size() - NAMED) + " more" : named;
    }

    private static Step exposure(RankedDrift drift) {
        return new Step(
                "close the exposure of " + drift.name() + " now; merging its pull request alone does not",
                ReportText.firstAid(drift.judged()).orElse(""),
                "",
                drift.rank());
    }

    private static String review(int count) {
        return count == 1 ? "review the pull request" : "review the pull requests, starting with";
    }

    static Set<String> addresses(List<RankedDrift> drifts) {
        var addresses = new LinkedHashSet<String>();
        drifts.stream().map(d -> address(d.judged())).filter(a -> !a.isEmpty()).forEach(addresses::add);
        return addresses;
    }

    static String address(JudgedDrift drift) {
        return drift.pullRequest() == null ? "" : drift.pullRequest().url();
    }

    static boolean inReview(JudgedDrift drift) {
        return drift.pullRequest() != null
                && IN_REVIEW.contains(drift.pullRequest().kind());
    }

    /// Whether it waits for a decision by a person, with no pull request to make it on.
    static boolean undecided(JudgedDrift drift) {
        return drift.pullRequest() == null
                && drift.verdict() != null
                && drift.verdict().recommendation() == Recommendation.NEEDS_HUMAN;
    }

    /// A record that waits keeps nobody from merging.
    static boolean mergeable(JudgedDrift drift) {
        var outcome = drift.pullRequest();
        return outcome == null || outcome.reason().isEmpty() || outcome.because() instanceof OutcomeReason.RecordWaits;
    }
}
