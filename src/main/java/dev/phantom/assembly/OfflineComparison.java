package dev.phantom.assembly;

import dev.phantom.cost.EmbeddedPriceBook;
import dev.phantom.cost.PriceBook;
import dev.phantom.cost.models.CostCatalogue;
import dev.phantom.drift.detect.Detection;
import dev.phantom.drift.detect.DriftDetector;
import dev.phantom.drift.detect.States;
import dev.phantom.drift.ignore.IgnoreRules;
import dev.phantom.drift.knowledge.Knowledge;
import dev.phantom.run.Losses;
import dev.phantom.run.ShownReport;
import dev.phantom.run.StackReport;
import dev.phantom.run.Stage;
import dev.phantom.run.walk.Appraiser;
import dev.phantom.run.walk.Suppression;
import dev.phantom.severity.CostGrowth;
import dev.phantom.severity.control.TeamSeverity;
import dev.phantom.severity.rules.RuleCatalogue;
import dev.phantom.stack.Mask;
import dev.phantom.stack.Stack;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The walk without edges and without a judge: what code alone can say of the states of one stack.
public final class OfflineComparison {

    private final Appraiser appraiser;
    private final Mask mask;
    private final LocalDate today;
    private final Knowledge knowledge;
    private final TeamSeverity team;

    public OfflineComparison(Mask mask, LocalDate today, Knowledge knowledge) {
        this(mask, today, knowledge, TeamSeverity.NONE);
    }

    /// @param team its word on severity
    public OfflineComparison(Mask mask, LocalDate today, Knowledge knowledge, TeamSeverity team) {
        this.appraiser = appraiser(knowledge, EmbeddedPriceBook.load(), CostGrowth.DEFAULT, team);
        this.mask = mask;
        this.today = today;
        this.knowledge = knowledge;
        this.team = team;
    }

    /// The day on which a team's rules are read.
    public LocalDate today() {
        return today;
    }

    /// The same with a team's word on severity.
    public OfflineComparison with(TeamSeverity other) {
        return other.equals(team) ? this : new OfflineComparison(mask, today, knowledge, other);
    }

    /// Severity by the embedded rules, cost by the embedded prices.
    public static Appraiser appraiser(Knowledge knowledge) {
        return appraiser(knowledge, EmbeddedPriceBook.load());
    }

    public static Appraiser appraiser(Knowledge knowledge, PriceBook prices) {
        return appraiser(knowledge, prices, CostGrowth.DEFAULT, TeamSeverity.NONE);
    }

    /// @param growth when a growing bill raises a severity
    /// @param team   its word on the severity of the rest
    static Appraiser appraiser(Knowledge knowledge, PriceBook prices, CostGrowth growth, TeamSeverity team) {
        return new Appraiser(
                RuleCatalogue.assessor(team),
                CostCatalogue.estimator(prices, EmbeddedPriceBook.billing()),
                knowledge,
                growth);
    }

    public Detection detection(States states, IgnoreRules rules) {
        return detector(rules).detect(states);
    }

    private DriftDetector detector(IgnoreRules rules) {
        return new DriftDetector(knowledge, mask, rules, today);
    }

    /// @param notices what the caller knows of shortfalls
    public StackReport report(States states, String environment, IgnoreRules rules, List<String> notices) {
        var stack = new Stack(states.id(), environment, states.safe().path(), List.of(), "", "", Stack.Mode.REPORT);
        var losses = new Losses(stack.id().name());
        team.problems().forEach(problem -> losses.lost(Stage.READ_SAFE, problem));
        var ruled = new Suppression(appraiser, detector(rules))
                .rules(stack, detection(states, rules), () -> detection(states, IgnoreRules.BARE));
        var cut = appraiser.cut(ruled.detection(), stack, mask, losses);
        var found = cut.detection();
        var gaps = new ArrayList<>(notices);
        team.problems().forEach(problem -> gaps.add(problem.line()));
        gaps.addAll(ruled.notices());
        DriftDetector.refusal(states).ifPresent(gaps::add);
        gaps.addAll(detector(rules).factGaps(states));
        gaps.addAll(DriftDetector.unread(states));
        rules.notices(today, Map.of(states.id(), found.rulesSeen()), List.of())
                .values()
                .forEach(gaps::addAll);
        var drifts = appraiser.appraise(cut, stack, losses).drifts();
        gaps.addAll(Suppression.notLowered(drifts));
        var report = new StackReport(
                        stack,
                        StackReport.Safe.of(states.safe(), found.report().drifts()),
                        StackReport.Live.of(states.live()),
                        found.report(),
                        drifts,
                        gaps)
                .hiding(Suppression.all(ruled.hidden(), drifts));
        return ShownReport.of(report.lacking(losses), found, knowledge.types().of(states.id()));
    }
}
