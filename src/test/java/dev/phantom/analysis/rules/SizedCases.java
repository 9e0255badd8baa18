package dev.phantom.analysis.rules;

import dev.phantom.analysis.Cases;
import dev.phantom.analysis.Verdict;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.evidence.SeriesShape;
import dev.phantom.evidence.Signal.Metric;
import dev.phantom.evidence.Signal.Metric.Role;
import dev.phantom.evidence.Signal.Metric.Share;
import dev.phantom.evidence.Signal.Metric.Stats;
import dev.phantom.value.Value;
import java.util.stream.Collectors;

/// Cases of a table whose units drifted, and what is answered.
abstract class SizedCases {
    static final String WEEK = "2026-11-28T03:04:11Z";
    static final String TABLE = "AWS::DynamoDB::Table";
    static final String WRITES = "aws.dynamodb.consumed_write_capacity_units";

    final RulesAnalyst analyst = RulesAnalyst.byTables(Known.EVERYWHERE);

    Verdict judge(Cases cases) {
        return analyst.judge(cases.build());
    }

    static String edits(Verdict verdict) {
        return verdict instanceof Verdict.Refactor r
                ? r.edits().stream()
                        .map(e -> e.path() + "=" + ((Value.Scalar) e.value()).text())
                        .collect(Collectors.joining(" "))
                : verdict.recommendation().toString();
    }

    static Cases writes(int live) {
        return Cases.of(
                        TABLE,
                        "{'ProvisionedThroughput':{'ReadCapacityUnits':100,'WriteCapacityUnits':100}}",
                        "{'ProvisionedThroughput':{'ReadCapacityUnits':100,'WriteCapacityUnits':" + live + "}}")
                .until(WEEK);
    }

    /// A metric of units, with the share that the collection tells.
    static Metric units(
            String name, String path, double safe, double live, Stats before, Stats after, double coverage) {
        return new Metric(
                Cases.CHANGED,
                name,
                "",
                Role.UTILISATION,
                before,
                null,
                after,
                null,
                coverage,
                SeriesShape.NONE,
                new Share(
                        path,
                        new Share.Use(live, 100 * after.p95() / live, 100 * after.max() / live),
                        new Share.Use(safe, 100 * after.p95() / safe, 100 * after.max() / safe)),
                name,
                "");
    }

    static Metric writing(double live, Stats before, Stats after) {
        return units(WRITES, "/ProvisionedThroughput/WriteCapacityUnits", 100, live, before, after, 0.99);
    }
}
