package dev.phantom.analysis.rules;

import dev.phantom.drift.Change;
import dev.phantom.drift.Drift;
import dev.phantom.evidence.Exhibit;
import dev.phantom.evidence.Signal;
import dev.phantom.value.BoundedNumber;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A number of an alarm that changed, and whether it rings later for it.
///
/// @param path `/Threshold`, `/EvaluationPeriods`
/// @param above whether it rings above its threshold
record AlarmSetting(PropertyPath path, double safe, double live, boolean above) {
    static final String TYPE = "AWS::CloudWatch::Alarm";
    private static final List<String> WAITS = List.of("EvaluationPeriods", "DatapointsToAlarm", "Period");

    static Optional<AlarmSetting> threshold(Drift drift) {
        return numbers(drift, List.of("Threshold")).stream().findFirst();
    }

    /// How long it has to be wrong before it rings.
    static Optional<AlarmSetting> wait(Drift drift) {
        return numbers(drift, WAITS).stream().findFirst();
    }

    private static List<AlarmSetting> numbers(Drift drift, List<String> names) {
        if (!drift.type().equals(TYPE)) {
            return List.of();
        }
        var above = !text(drift.expected(), "ComparisonOperator").startsWith("Less");
        return drift.changes().stream()
                .<AlarmSetting>mapMulti((c, each) -> {
                    if (c instanceof Change.NotEqual n
                            && names.contains(n.path().segments().getFirst())) {
                        number(n.expected())
                                .ifPresent(safe -> number(n.actual())
                                        .ifPresent(live -> each.accept(new AlarmSetting(n.path(), safe, live, above))));
                    }
                })
                .toList();
    }

    static Optional<Double> number(Value value) {
        return value.settled() instanceof Value.Scalar s
                ? BoundedNumber.of(s.text()).map(BigDecimal::doubleValue)
                : Optional.empty();
    }

    static String text(Value.MapValue model, String key) {
        var value = model.get(key);
        return value != null && value.settled() instanceof Value.Scalar s ? s.text() : "";
    }

    boolean later() {
        return path.last().equals("Threshold") && !above ? live < safe : live > safe;
    }

    /// A value of a metric in the threshold's unit: one is told a second, the other counted in a period.
    double inUnit(Signal.Metric metric, double value) {
        var share = metric.share();
        var told = share == null || !share.of().equals("/" + path.last()) ? null : share.safe();
        return told == null || told.capacity() <= 0 ? value : value * safe / told.capacity();
    }

    /// Whether a value lies where the safe threshold rings and the live one does not.
    boolean missed(double value) {
        return above ? value > safe && value <= live : value < safe && value >= live;
    }

    boolean rings(double value) {
        return above ? value > live : value < live;
    }

    /// The alarm's own metric among the exhibits.
    static List<Exhibit> metric(Drift drift, List<Exhibit> exhibits) {
        var name = letters(text(drift.expected(), "MetricName"));
        return name.isEmpty()
                ? List.of()
                : exhibits.stream()
                        .filter(e -> e.signal() instanceof Signal.Metric m
                                && letters(m.name()).endsWith(name))
                        .toList();
    }

    /// Guards other than this alarm that watch the same metric, by its name alone.
    static List<Exhibit> guards(Drift drift, List<Exhibit> exhibits) {
        var name = letters(text(drift.expected(), "MetricName"));
        return name.isEmpty()
                ? List.of()
                : exhibits.stream()
                        .filter(e -> e.signal() instanceof Signal.Guard g
                                && g.kind() == Signal.Guard.Kind.MONITOR
                                && letters(g.condition()).contains(name))
                        .toList();
    }

    /// `httpcodetarget5xx` of `HTTPCode_Target_5XX_Count`: vendors write the same name in several ways.
    private static String letters(String name) {
        var text = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        return text.endsWith("count") ? text.substring(0, text.length() - 5) : text;
    }
}
