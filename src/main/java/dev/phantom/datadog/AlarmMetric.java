package dev.phantom.datadog;

import dev.phantom.datadog.MetricAsked.Capacity;
import dev.phantom.drift.subject.Subject;
import dev.phantom.evidence.Signal.Metric.Role;
import dev.phantom.value.PropertyView;
import dev.phantom.value.Value.MapValue;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The metric that a CloudWatch alarm watches, with its two thresholds as the capacity: whether the alarm cried without
/// need, or would have kept silent, is seen in the metric.
final class AlarmMetric {
    private AlarmMetric() {}

    private static final String TYPE = "AWS::CloudWatch::Alarm";

    /// Dimensions whose tag is not the name in lower case.
    private static final Map<String, String> TAGS = Map.of("InstanceId", "instance-id", "AutoScalingGroupName", "autoscaling_group");

    private static final Set<String> PERCENTILES = Set.of("p50", "p75", "p90", "p95", "p99");

    static Optional<MetricAsked> of(Subject subject) {
        var alarm = new PropertyView(subject.live());
        var namespace = alarm.text("Namespace").orElse("");
        var metric = alarm.text("MetricName").orElse("");
        if (!subject.type().equals(TYPE) || !namespace.startsWith("AWS/") || metric.isEmpty()) {
            return Optional.empty();
        }
        var take = take(alarm);
        return Optional.of(new MetricAsked(
                name(namespace, metric) + suffix(alarm, metric),
                Role.SATURATION,
                take,
                scope(alarm),
                new Capacity(
                        "/Threshold",
                        threshold(subject.live(), take),
                        threshold(subject.declared(), take),
                        "",
                        Capacity.Meaning.USED),
                false));
    }

    /// `AWS/RDS` and `CPUUtilization` are `aws.rds.cpuutilization`, as the pages of metrics.yaml list them: signs are dropped,
    /// an underscore comes before a capital that follows a small letter and before a digit, and the codes of load balancers
    /// lose their `Count`.
    static String name(String namespace, String metric) {
        var bare = metric.replaceAll("[^A-Za-z0-9]", "");
        var counted = bare.startsWith("HTTPCode") ? bare.replaceAll("Count$", "") : bare;
        return "aws." + namespace.substring("AWS/".length()).toLowerCase(Locale.ROOT).replace('/', '.') + "."
                + counted.replaceAll("(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z0-9])(?=[0-9])", "_")
                        .toLowerCase(Locale.ROOT);
    }

    /// Percentiles are metrics of their own; so are all statistics of the response time of targets.
    private static String suffix(PropertyView alarm, String metric) {
        var percentile = alarm.text("ExtendedStatistic").orElse("");
        if (PERCENTILES.contains(percentile)) {
            return "." + percentile;
        }
        return metric.equals("TargetResponseTime")
                ? "." + alarm.text("Statistic").orElse("Average").toLowerCase(Locale.ROOT)
                : "";
    }

    private static String scope(PropertyView alarm) {
        var tags = alarm.items("Dimensions").stream()
                .filter(d -> d.text("Name").isPresent() && d.text("Value").isPresent())
                .map(d -> tag(d.text("Name").orElseThrow(), d.text("Value").orElseThrow()))
                .sorted()
                .collect(Collectors.joining(","));
        return tags.isEmpty() ? "*" : tags;
    }

    private static String tag(String name, String value) {
        return MetricTable.scope(TAGS.getOrDefault(name, name.toLowerCase(Locale.ROOT)), value);
    }

    private static String take(PropertyView alarm) {
        var low = alarm.text("ComparisonOperator").orElse("").startsWith("LessThan");
        return switch (alarm.text("Statistic").orElse(alarm.text("ExtendedStatistic").orElse("Average"))) {
            case "Sum", "SampleCount" -> "sum";
            case "Minimum" -> "min";
            case "Maximum" -> "max";
            default -> low ? "min" : "avg";
        };
    }

    /// Counts are told a second, so the threshold of a period is too.
    private static @Nullable Double threshold(MapValue model, String take) {
        var alarm = new PropertyView(model);
        var threshold = alarm.number("Threshold").orElse(null);
        if (threshold == null) {
            return null;
        }
        var period = alarm.number("Period").map(java.math.BigDecimal::doubleValue).orElse(300.0);
        return take.equals("sum") && period > 0 ? threshold.doubleValue() / period : threshold.doubleValue();
    }
}
