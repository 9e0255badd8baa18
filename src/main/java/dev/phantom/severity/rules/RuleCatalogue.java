package dev.phantom.severity.rules;

import dev.phantom.drift.knowledge.TypeKnowledge;
import dev.phantom.severity.Assessor;
import dev.phantom.severity.SeverityRule;
import dev.phantom.severity.control.Controls;
import dev.phantom.severity.control.EmbeddedControls;
import dev.phantom.severity.control.SeverityFile;
import dev.phantom.severity.control.TeamSeverity;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Every severity rule, in order of their ids: those that are logic, and those whose findings come of controls.
public final class RuleCatalogue {
    private static final List<SeverityRule> LOGIC = List.of(
            new OpenIngress(),
            new OpenNetworkAcl(),
            PolicyRule.IDENTITY,
            PolicyRule.TRUST,
            PolicyRule.PUBLIC,
            PolicyRule.DENIAL,
            PolicyRule.FUNCTION,
            new PlainCredential(),
            new CapacityReduced(),
            PolicyRule.ADMITTED,
            PolicyRule.CONDITION,
            PolicyRule.DEPUTY,
            new WiderTraffic(),
            new TrafficCutOff(),
            new TagsLost(),
            new ActsAsAdministrator(),
            new UsagePlanLost());

    public static final List<SeverityRule> RULES = rules(EmbeddedControls.controls());

    private RuleCatalogue() {}

    /// Assesses by all of them.
    public static Assessor assessor() {
        return new Assessor(RULES);
    }

    /// With a team's own controls, and its word on those that are there.
    public static Assessor assessor(TeamSeverity team) {
        var rules =
                team.own().isEmpty() ? RULES : rules(EmbeddedControls.controls().with(team.own()));
        return new Assessor(rules, team.adjustments());
    }

    /// What a team's file is held against.
    public static SeverityFile.Against against(TypeKnowledge types) {
        return new SeverityFile.Against(
                EmbeddedControls.controls(),
                RULES.stream().map(rule -> rule.card().id()).collect(Collectors.toUnmodifiableSet()),
                types);
    }

    private static List<SeverityRule> rules(Controls controls) {
        var byId = new TreeMap<String, SeverityRule>();
        LOGIC.forEach(rule -> byId.put(rule.card().id(), rule));
        controls.rules().forEach(rule -> byId.merge(rule.card().id(), rule, Joined::new));
        return List.copyOf(byId.values());
    }
}
