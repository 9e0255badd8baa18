package dev.phantom.cost.models;

import dev.phantom.cost.Bill;
import dev.phantom.cost.CostModel;
import dev.phantom.cost.Market;
import dev.phantom.cost.Settings;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;

/// CloudWatch alarms, by the metrics that they watch and how often: below a minute is high resolution. A band of
/// anomaly detection is two metrics more.
///
/// https://aws.amazon.com/cloudwatch/pricing/
final class AlarmCost implements CostModel {
    private static final BigDecimal BAND = BigDecimal.valueOf(3);

    @Override
    public Set<String> types() {
        return Set.of("AWS::CloudWatch::Alarm");
    }

    @Override
    public Set<String> reads() {
        return Set.of("Period", "Metrics/Expression", "Metrics/MetricStat/Period", "ThresholdMetricId");
    }

    @Override
    public Quote quote(Settings alarm, Market market) {
        var bill = new Bill(market);
        bill.part("alarm", "alarm", () -> {
            var metrics = alarm.items("Metrics").stream()
                    .filter(m -> m.has("MetricStat"))
                    .toList();
            var queries = alarm.items("Metrics").stream()
                    .anyMatch(m -> m.text("Expression")
                            .filter(e -> e.stripLeading().startsWith("SELECT"))
                            .isPresent());
            if (queries) {
                bill.unpriced("alarm", "an alarm on a Metrics Insights query: billed by the metrics that it finds");
                return;
            }
            var period = metrics.stream()
                    .flatMap(m -> m.number("MetricStat", "Period").stream())
                    .reduce(BigDecimal::min)
                    .or(() -> alarm.number("Period"));
            var fast = period.filter(p -> p.intValue() < 60).isPresent();
            var count = BigDecimal.valueOf(Math.max(1, metrics.size()));
            if (alarm.has("ThresholdMetricId")) {
                count = count.multiply(BAND);
            }
            var resolution = fast ? "high" : "standard";
            bill.add(
                    "alarm",
                    "%salarm metric, %s resolution".formatted(Plain.many(count), resolution),
                    "cloudwatch.alarm",
                    Map.of("resolution", resolution),
                    count);
        });
        return bill.quote();
    }
}
