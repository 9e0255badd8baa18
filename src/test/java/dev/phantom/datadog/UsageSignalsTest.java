package dev.phantom.datadog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.phantom.drift.Change;
import dev.phantom.drift.Circumstances;
import dev.phantom.drift.Drift;
import dev.phantom.evidence.EvidenceSource.Collected;
import dev.phantom.evidence.Signal;
import dev.phantom.iac.Origin;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What is billed by use is counted where the drift moves its price, and nowhere else.
class UsageSignalsTest extends MetricWorld {
    private static final String CALLS =
            "{'metric': 'aws.lambda.invocations', 'scope': ['functionname:billing'], 'steps': [['DAYS', 10]]}";
    private static final String LASTS =
            "{'metric': 'aws.lambda.duration', 'scope': ['functionname:billing'], 'unit': 'millisecond', "
                    + "'steps': [['DAYS', 200]]}";

    private static Drift function(String property) {
        var change = new Change.NotEqual(
                PropertyPath.parse(property),
                PropertyPath.parse(property),
                Value.plain("512"),
                Value.plain("1024"),
                List.of(),
                Circumstances.declared(Origin.ABSENT).occurred(at(CHANGE)));
        var safe = new MapValue(Map.of("MemorySize", Value.plain("512")));
        return new Drift(
                "d-1",
                "h-1",
                "R",
                "billing",
                "AWS::Lambda::Function",
                Drift.Status.MODIFIED,
                List.of(change),
                safe,
                safe);
    }

    private static List<Signal.Usage> usages(Collected collected) {
        return collected.signals().stream()
                .filter(Signal.Usage.class::isInstance)
                .map(Signal.Usage.class::cast)
                .toList();
    }

    /// Ten calls a span of points of five minutes, 0.2 s each.
    @Test
    void secondsOfAFunctionAreItsCallsTimesWhatEachTook() {
        var used = usages(collect(function("/MemorySize"), CALLS, LASTS));
        assertThat(used).singleElement().satisfies(u -> {
            assertThat(u.of()).isEqualTo("lambda.duration");
            assertThat(u.unit()).isEqualTo("seconds");
            assertThat(u.monthly()).isCloseTo(10 * 12 * 730 * 0.2, within(1.0));
            assertThat(u.summary()).endsWith("seconds a month, at the rate of 2026-11-15 08:00 to 2026-11-22 08:00");
        });
    }

    @Test
    void aChangeThatLeavesThePriceOfAUnitAsksForNoUsage() {
        assertThat(usages(collect(function("/Timeout"), CALLS, LASTS))).isEmpty();
    }

    @Test
    void withoutTheLengthOfTheCallsNothingIsClaimed() {
        assertThat(usages(collect(function("/MemorySize"), CALLS))).isEmpty();
    }

    @Test
    void ofALevelMostHoursMustBeKnown() {
        var table = new Drift(
                "d-1",
                "h-1",
                "R",
                "orders",
                "AWS::DynamoDB::Table",
                Drift.Status.MODIFIED,
                List.of(new Change.NotEqual(
                        PropertyPath.parse("/BillingMode"),
                        PropertyPath.parse("/BillingMode"),
                        Value.string("PROVISIONED"),
                        Value.string("PAY_PER_REQUEST"),
                        List.of(),
                        Circumstances.declared(Origin.ABSENT).occurred(at(CHANGE)))),
                MapValue.EMPTY,
                MapValue.EMPTY);
        var reads =
                "{'metric': 'aws.dynamodb.consumed_read_capacity_units', 'scope': ['tablename:orders'], 'steps': [['%s', 4]]}";
        assertThat(usages(collect(table, reads.formatted("DAYS"))))
                .singleElement()
                .satisfies(u -> assertThat(u.monthly()).isCloseTo(4 * 730 * 3600.0, within(1.0)));
        assertThat(usages(collect(table, reads.formatted("2026-11-20T00:00:00Z"))))
                .isEmpty();
    }
}
