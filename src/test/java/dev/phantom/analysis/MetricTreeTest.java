package dev.phantom.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phantom.evidence.Exhibit;
import dev.phantom.evidence.SeriesShape;
import dev.phantom.evidence.SeriesShape.Curve;
import dev.phantom.evidence.SeriesShape.Daily;
import dev.phantom.evidence.SeriesShape.Weekly;
import dev.phantom.evidence.Signal.Metric;
import dev.phantom.evidence.Signal.Metric.Role;
import dev.phantom.evidence.Signal.Metric.Share;
import dev.phantom.evidence.Signal.Metric.Stats;
import dev.phantom.evidence.Slope;
import dev.phantom.evidence.SpikeDetector.Spike;
import dev.phantom.fault.Code;
import dev.phantom.fault.PhantomException;
import dev.phantom.stack.FieldReader;
import dev.phantom.value.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a metric's exhibit says is read back as it was written; a case of an earlier version lacks the newer parts.
class MetricTreeTest {

    private static final Instant AT = Instant.parse("2026-11-21T03:00:00Z");

    /// One with every part that a metric may have.
    static final Metric EVERYTHING = new Metric(
            AT,
            "aws.dynamodb.consumed_read_capacity_units",
            "unit/second",
            Role.CAPACITY,
            new Stats(1.5, 1, 2, 3, 100, new Slope(0.25, 0.01)),
            null,
            new Stats(2, 1, 3, 4, 10, null),
            null,
            0.98,
            new SeriesShape(
                    List.of(
                            new Spike(AT, AT.plusSeconds(600), 9, 2, 12.5, 8.5),
                            new Spike(AT, AT.plusSeconds(600), 9, 2, 12.5, null)),
                    new Daily(14, 0.4, 0.9),
                    new Weekly(0.5, null),
                    new Curve(AT, Duration.ofMinutes(30), Arrays.asList(1.0, null, 0.00025))),
            new Share("/X", new Share.Use(10, 50, 60), null),
            "words",
            "https://app.datadoghq.com/metric");

    private static final Exhibit FULL = new Exhibit("E-01", EVERYTHING);

    private static Exhibit read(Value tree) {
        return ExhibitTree.read(FieldReader.of("case.json", "exhibit", Code.FILE_UNREADABLE, tree));
    }

    @Test
    void everythingOfAMetricIsReadBack() {
        assertThat(read(ExhibitTree.write(FULL))).isEqualTo(FULL);
    }

    @Test
    void anEarlierCaseHasNeitherShapeNorShare() {
        var fields = new LinkedHashMap<>(((Value.MapValue) ExhibitTree.write(FULL)).entries());
        fields.keySet().removeAll(List.of("shape", "share"));
        var metric = (Metric) read(new Value.MapValue(fields)).signal();
        assertThat(metric.shape()).isEqualTo(SeriesShape.NONE);
        assertThat(metric.share()).isNull();
    }

    @Test
    void aCurveOfWordsIsRefusedInOneLine() {
        var tree = (Value.MapValue) ExhibitTree.write(FULL);
        var shape = (Value.MapValue) member(tree, "shape");
        var curve = (Value.MapValue) member(shape, "curve");
        var broken = with(
                tree,
                "shape",
                with(shape, "curve", with(curve, "values", new Value.ListValue(List.of(Value.string("low"))))));
        assertThatThrownBy(() -> read(broken))
                .isInstanceOf(PhantomException.class)
                .hasMessageContaining("'values' must be a list of numbers: low");
    }

    private static Value member(Value.MapValue map, String key) {
        return java.util.Objects.requireNonNull(map.get(key));
    }

    private static Value.MapValue with(Value.MapValue map, String key, Value value) {
        var fields = new LinkedHashMap<>(map.entries());
        fields.put(key, value);
        return new Value.MapValue(fields);
    }
}
