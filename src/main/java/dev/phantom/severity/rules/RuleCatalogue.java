package dev.phantom.severity.rules;

import dev.phantom.severity.Assessor;
import dev.phantom.severity.SeverityRule;
import dev.phantom.severity.control.EmbeddedControls;
import java.util.List;
import java.util.TreeMap;

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

    public static final List<SeverityRule> RULES = rules();

    private RuleCatalogue() {}

    /// Assesses by all of them.
    public static Assessor assessor() {
        return new Assessor(RULES);
    }

    private static List<SeverityRule> rules() {
        var byId = new TreeMap<String, SeverityRule>();
        LOGIC.forEach(rule -> byId.put(rule.card().id(), rule));
        EmbeddedControls.controls()
                .rules()
                .forEach(rule -> byId.merge(rule.card().id(), rule, Joined::new));
        return List.copyOf(byId.values());
    }
}
