package dev.phantom.analysis.rules;

import static dev.phantom.analysis.Recommendation.LEGITIMIZE;
import static dev.phantom.analysis.Recommendation.NEEDS_HUMAN;
import static dev.phantom.analysis.Recommendation.REVERT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.analysis.Cases;
import dev.phantom.analysis.Recommendation;
import dev.phantom.analysis.Verdict;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.evidence.IncidentCourse;
import dev.phantom.evidence.SeriesShape;
import dev.phantom.evidence.Signal;
import dev.phantom.evidence.SpikeDetector.Spike;
import dev.phantom.value.Value;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Alarms by what they would have told, tags by who asked for them: for each way to decide one case and its near miss.
class AlarmAndTagFamilyTest {
    private static final String ALARM = "AWS::CloudWatch::Alarm";
    private static final String WEEK = "2026-11-28T08:30:00Z";
    private static final Instant TROUBLE = Instant.parse("2026-11-24T14:00:00Z");

    private final RulesAnalyst analyst = RulesAnalyst.byTables(Known.EVERYWHERE);

    private Verdict judge(Cases cases) {
        return analyst.judge(cases.build());
    }

    private Recommendation answer(Cases cases) {
        return judge(cases).recommendation();
    }

    private static Cases alarm(String safe, String live) {
        var rest = "'Namespace':'AWS/RDS','MetricName':'CPUUtilization','ComparisonOperator':'GreaterThanThreshold',";
        return Cases.of(ALARM, "{" + rest + safe + "}", "{" + rest + live + "}").until(WEEK);
    }

    private static Signal metric(String name, Signal.Metric.Role role, double max, double peak, double usual) {
        return metric(name, role, usual, max, peak, usual);
    }

    private static Signal metric(
            String name, Signal.Metric.Role role, double before, double max, double peak, double usual) {
        var stats = new Signal.Metric.Stats(usual, usual, usual, max, 288, null);
        var spikes = peak == 0
                ? List.<Spike>of()
                : List.of(new Spike(TROUBLE, TROUBLE.plusSeconds(3600), peak, usual, 9, null));
        return new Signal.Metric(
                Cases.CHANGED,
                name,
                "",
                role,
                new Signal.Metric.Stats(usual, usual, usual, Math.max(usual, before), 288, null),
                null,
                stats,
                null,
                1,
                new SeriesShape(spikes, null, null, null),
                null,
                name,
                "");
    }

    private static Cases threshold(double cpu, double latency) {
        return threshold(84, cpu, latency);
    }

    private static Cases threshold(double before, double cpu, double latency) {
        return alarm("'Threshold':80", "'Threshold':95")
                .with(metric(
                        "aws.rds.cpuutilization", Signal.Metric.Role.SATURATION, before, Math.max(cpu, 90), cpu, 36))
                .with(metric("latency p95", Signal.Metric.Role.HEALTH, 2, latency, 0.3));
    }

    @Test
    void aThresholdThatLetSufferingPassIsLowered() {
        var missed = judge(threshold(92, 1.5));
        assertThat(missed).isInstanceOf(Verdict.Refactor.class);
        assertThat(((Verdict.Refactor) missed).edits().getFirst().value()).isEqualTo(Value.plain("88"));
    }

    /// Nothing but trouble passes the old threshold now.
    @Test
    void aThresholdThatOnlyTroublePassesComesBack() {
        assertThat(answer(threshold(60, 92, 1.5))).isEqualTo(REVERT);
        assertThat(answer(threshold(84, 92, 1.5))).isEqualTo(Recommendation.REFACTOR);
    }

    /// Five in a period of 300 seconds are told as a sixtieth a second.
    @Test
    void aCountOfAPeriodIsHeldAgainstARate() {
        var rest = "'Namespace':'AWS/ApplicationELB','MetricName':'HTTPCode_Target_5XX_Count','Statistic':'Sum',"
                + "'Period':300,'ComparisonOperator':'GreaterThanThreshold',";
        var rate = new Signal.Metric(
                Cases.CHANGED,
                "aws.applicationelb.httpcode_target_5xx",
                "error/second",
                Signal.Metric.Role.SATURATION,
                new Signal.Metric.Stats(0.03, 0.02, 0.04, 0.048, 288, null),
                null,
                new Signal.Metric.Stats(0.03, 0.02, 0.04, 0.28, 288, null),
                null,
                1,
                new SeriesShape(
                        List.of(new Spike(TROUBLE, TROUBLE.plusSeconds(3600), 0.22, 0.033, 9, null)), null, null, null),
                new Signal.Metric.Share(
                        "/Threshold",
                        new Signal.Metric.Share.Use(200 / 300.0, 6, 42),
                        new Signal.Metric.Share.Use(5 / 300.0, 250, 1700)),
                "5xx",
                "");
        var missed = judge(Cases.of(ALARM, "{" + rest + "'Threshold':5}", "{" + rest + "'Threshold':200}")
                .until(WEEK)
                .with(rate)
                .with(incident()));
        assertThat(((Verdict.Refactor) missed).edits().getFirst().value()).isEqualTo(Value.plain("31"));
    }

    private static Signal incident() {
        return new Signal.Incident(
                TROUBLE, TROUBLE.plusSeconds(3600), "771", "SEV-2", IncidentCourse.UNKNOWN, "uploads fail", "");
    }

    private static Cases ringing(Cases cases, String... days) {
        for (var day : days) {
            cases.with(new Signal.Event(
                    Instant.parse("2026-11-" + day + "T07:00:00Z"),
                    "cloudwatch",
                    Signal.Event.Kind.OTHER,
                    "phys-1 is in ALARM",
                    ""));
        }
        return cases;
    }

    @Test
    void anAlarmThatRangForNothingAndIsQuietStays() {
        var quiet = ringing(alarm("'Threshold':300", "'Threshold':4500"), "18", "19", "20");
        assertThat(answer(quiet)).isEqualTo(LEGITIMIZE);
        assertThat(answer(quiet.with(incident()))).isEqualTo(NEEDS_HUMAN);
        assertThat(answer(ringing(alarm("'Threshold':300", "'Threshold':4500"), "19", "20")))
                .isEqualTo(NEEDS_HUMAN);
    }

    /// In trouble it rang after 25 minutes.
    @Test
    void aLatePageIsAsPromisedOnlyIfThePromiseLetsIt() {
        assertThat(answer(late().notice("2026-11-20T10:00:00Z", "New service level: an answer within 60 minutes")))
                .isEqualTo(LEGITIMIZE);
        assertThat(answer(late().notice("2026-11-20T10:00:00Z", "New service level: an answer within 15 minutes")))
                .isEqualTo(Recommendation.REFACTOR);
    }

    private static Cases late() {
        return alarm("'EvaluationPeriods':1", "'EvaluationPeriods':5")
                .with(incident())
                .with(new Signal.Event(
                        TROUBLE.plusSeconds(1500), "cloudwatch", Signal.Event.Kind.OTHER, "phys-1 is in ALARM", ""));
    }

    @Test
    void aThresholdThatOnlyLetsNoisePassStays() {
        assertThat(answer(threshold(99, 3))).isEqualTo(LEGITIMIZE);
        assertThat(answer(threshold(0, 0))).isEqualTo(LEGITIMIZE);
        assertThat(answer(alarm("'Threshold':80", "'Threshold':95"))).isEqualTo(NEEDS_HUMAN);
    }

    private static Signal guard(String condition) {
        return new Signal.Guard(TROUBLE, Signal.Guard.Kind.MONITOR, "cpu", condition, "OK", List.of(), "", "");
    }

    @Test
    void anAlarmThatCallsNobodyIsReplacedOrCallsAgain() {
        var silenced = "'ActionsEnabled':false";
        var loud = "'ActionsEnabled':true";
        assertThat(answer(alarm(loud, silenced).with(guard("avg:aws.rds.cpuutilization{*} > 80"))))
                .isEqualTo(LEGITIMIZE);
        assertThat(answer(alarm(loud, silenced).with(guard("avg:aws.rds.read_latency{*} > 80"))))
                .isEqualTo(REVERT);
    }

    private static Cases tag(String source) {
        return Cases.of(
                        "AWS::RDS::DBInstance",
                        "{'Tags':[{'Key':'backup','Value':'silver'}]}",
                        "{'Tags':[{'Key':'backup','Value':'none'}]}")
                .written(source);
    }

    @Test
    void aTagThatSomethingReadsIsNoLabel() {
        var read = "# AWS Backup selects by this tag";
        assertThat(answer(tag(read))).isEqualTo(REVERT);
        assertThat(answer(tag("# the usual tags"))).isEqualTo(NEEDS_HUMAN);
        var open = tag(read).notice("2026-11-20T10:00:00Z", "LEG-8: backup in a second region");
        assertThat(answer(open)).isEqualTo(NEEDS_HUMAN);
        open.acted("AddTagsToResource", "test-1", "none").acted("AddTagsToResource", "test-2", "none");
        assertThat(answer(open)).isEqualTo(REVERT);
    }

    @Test
    void aValueThatSomebodyElseWroteOfIsKept() {
        var moved = Cases.of(
                "AWS::DynamoDB::Table",
                "{'Tags':[{'Key':'CostCenter','Value':'4711'}]}",
                "{'Tags':[{'Key':'CostCenter','Value':'5820'}]}");
        assertThat(answer(moved)).isEqualTo(NEEDS_HUMAN);
        assertThat(answer(moved.notice("2026-11-20T10:00:00Z", "FIN-902: carts move from 4711 to 5820")))
                .isEqualTo(LEGITIMIZE);
    }

    private static Cases centre() {
        return Cases.of(
                        "AWS::DynamoDB::Table",
                        "{'Tags':[{'Key':'CostCenter','Value':'4410'}]}",
                        "{'Tags':[{'Key':'CostCenter','Value':'4620'}]}")
                .until("2026-11-28T08:30:00Z");
    }

    @Test
    void aTagIsRightWhereItsVeryValueIsAnnouncedAndNobodyComplains() {
        var before = "2026-11-18T10:00:00Z";
        var after = "2026-11-25T10:00:00Z";
        var order = "Cost centre: CostCenter 4620 from Monday on";
        assertThat(answer(centre().notice(before, order))).isEqualTo(LEGITIMIZE);
        assertThat(answer(centre().notice(before, order.replace("4620", "46201"))))
                .isEqualTo(NEEDS_HUMAN);
        assertThat(answer(centre().notice(before, order).notice(after, "the nightly load is down, give it back")))
                .isEqualTo(NEEDS_HUMAN);
        assertThat(answer(
                        centre().notice(before, order).notice(after, "Correction: CostCenter 4620 hit the wrong ones")))
                .isEqualTo(REVERT);
    }
}
