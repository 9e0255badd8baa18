package dev.phantom.analysis.rules;

import static dev.phantom.analysis.Cases.stats;
import static dev.phantom.analysis.Recommendation.LEGITIMIZE;
import static dev.phantom.analysis.Recommendation.NEEDS_HUMAN;
import static dev.phantom.analysis.Recommendation.REVERT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.analysis.Cases;
import dev.phantom.analysis.Recommendation;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.evidence.SeriesShape;
import dev.phantom.evidence.Signal.Event.Kind;
import dev.phantom.evidence.Signal.Metric;
import dev.phantom.evidence.Signal.Metric.Role;
import dev.phantom.evidence.Signal.Metric.Stats;
import org.junit.jupiter.api.Test;

/// Any other setting by the order of events: each row once where it fires, once where it just does not.
class SettingFamilyTest {
    private static final String WEEK = "2026-11-28T03:04:11Z";

    private static Cases setting() {
        return Cases.of(
                        "AWS::ECS::Service",
                        "{'DeploymentConfiguration':{'MaximumPercent':200}}",
                        "{'DeploymentConfiguration':{'MaximumPercent':150}}")
                .until(WEEK);
    }

    private static Recommendation answer(Cases cases) {
        return RulesAnalyst.byTables(Known.EVERYWHERE).judge(cases.build()).recommendation();
    }

    @Test
    void whatEndedTroubleStays() {
        var over = Cases.alert("2026-11-21T02:30:00Z", "2026-11-21T03:30:00Z");
        assertThat(answer(setting().with(over))).isEqualTo(LEGITIMIZE);
        assertThat(answer(setting())).isEqualTo(NEEDS_HUMAN);
        var again = Cases.alert("2026-11-23T03:00:00Z", "2026-11-23T03:30:00Z");
        assertThat(answer(setting().with(over).with(again))).isEqualTo(NEEDS_HUMAN);
    }

    @Test
    void whatAReleaseEndedWasNotEndedByTheSetting() {
        assertThat(answer(setting().rolledBack())).isEqualTo(REVERT);
        var hoursLater = setting()
                .with(Cases.alert("2026-11-21T02:30:00Z", "2026-11-21T09:00:00Z"))
                .with(Cases.event("2026-11-21T05:00:00Z", Kind.DEPLOY, "payments-api v413 deployed"));
        assertThat(answer(hoursLater)).isEqualTo(NEEDS_HUMAN);
    }

    @Test
    void whatWasTriedInVainGoesBack() {
        var over = Cases.alert("2026-11-21T02:30:00Z", "2026-11-21T04:00:00Z");
        assertThat(answer(setting().with(over).with(latency(2.0, 1.9)))).isEqualTo(REVERT);
        assertThat(answer(setting().with(over).with(latency(2.0, 0.9)))).isEqualTo(LEGITIMIZE);
    }

    private static Metric latency(double onset, double during) {
        return new Metric(
                Cases.CHANGED,
                "latency p95",
                "second",
                Role.HEALTH,
                level(0.2),
                level(onset),
                level(during),
                level(0.2),
                0.99,
                SeriesShape.NONE,
                null,
                "latency",
                "");
    }

    private static Stats level(double value) {
        return stats(value, value, value);
    }

    @Test
    void whatBeganTroubleGoesBack() {
        var first = Cases.alert("2026-11-21T04:10:00Z", "2026-11-21T05:00:00Z");
        var second = Cases.alert("2026-11-22T04:10:00Z", "2026-11-22T05:00:00Z");
        assertThat(answer(setting().with(first).with(second))).isEqualTo(REVERT);
        assertThat(answer(setting().with(first))).isEqualTo(NEEDS_HUMAN);
    }
}
