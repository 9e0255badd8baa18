package dev.phantom.analysis;

import static dev.phantom.analysis.ValueForm.VALUES;

import dev.phantom.evidence.SeriesShape;
import dev.phantom.evidence.SeriesShape.Curve;
import dev.phantom.evidence.SeriesShape.Daily;
import dev.phantom.evidence.SeriesShape.Weekly;
import dev.phantom.evidence.Signal.Metric;
import dev.phantom.evidence.Signal.Metric.Share;
import dev.phantom.evidence.Signal.Metric.Stats;
import dev.phantom.evidence.Slope;
import dev.phantom.evidence.SpikeDetector.Spike;
import dev.phantom.stack.FieldReader;
import dev.phantom.value.Value;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The numbers of a metric in a case file: phases, shape and the share of a capacity.
final class MetricTree {
    private MetricTree() {}

    static void write(JsonFields<Value> fields, Metric m) {
        fields.text("name", m.name())
                .text("unit", m.unit())
                .text("role", JsonFields.word(m.role()))
                .put("before", stats(m.before()))
                .put("onset", stats(m.onset()))
                .put("during", stats(m.during()))
                .put("after", stats(m.after()))
                .number("coverage", m.coverage())
                .put("shape", shape(m.shape()))
                .put("share", orNone(m.share(), MetricTree::share));
    }

    static Metric read(FieldReader t, String summary, String link) {
        return new Metric(
                t.moment("at"),
                t.text("name"),
                t.text("unit"),
                t.word("role", Metric.Role.class),
                stats(t, "before"),
                stats(t, "onset"),
                stats(t, "during"),
                stats(t, "after"),
                t.number("coverage").doubleValue(),
                t.objectIfAny("shape").map(MetricTree::shape).orElse(SeriesShape.NONE),
                share(t),
                summary,
                link);
    }

    private static <T> Value orNone(@Nullable T thing, Function<T, Value> tree) {
        return Optional.ofNullable(thing).map(tree).orElse(VALUES.none());
    }

    private static Value stats(@Nullable Stats stats) {
        return orNone(
                stats,
                s -> VALUES.fields()
                        .number("average", s.average())
                        .number("min", s.min())
                        .number("p95", s.p95())
                        .number("max", s.max())
                        .number("points", s.points())
                        .put("slope", orNone(s.slope(), MetricTree::slope))
                        .build());
    }

    private static Value slope(Slope slope) {
        return VALUES.fields()
                .number("perDay", slope.perDay())
                .number("error", slope.error())
                .build();
    }

    private static Value shape(SeriesShape shape) {
        return VALUES.fields()
                .list("spikes", shape.spikes(), MetricTree::spike)
                .put(
                        "daily",
                        orNone(
                                shape.daily(),
                                d -> VALUES.fields()
                                        .number("peak", d.peak())
                                        .number("swing", d.swing())
                                        .number("explained", d.explained())
                                        .build()))
                .put(
                        "weekly",
                        orNone(
                                shape.weekly(),
                                w -> VALUES.fields()
                                        .number("weekend", w.weekend())
                                        .number("weekAgo", w.weekAgo())
                                        .build()))
                .put(
                        "curve",
                        orNone(
                                shape.curve(),
                                c -> VALUES.fields()
                                        .text("from", c.from())
                                        .text("every", c.every())
                                        .put(
                                                "values",
                                                new Value.ListValue(c.values().stream()
                                                        .map(v -> v == null ? VALUES.none() : VALUES.number(v))
                                                        .toList()))
                                        .build()))
                .build();
    }

    private static Value spike(Spike spike) {
        return VALUES.fields()
                .text("from", spike.from())
                .text("to", spike.to())
                .number("peak", spike.peak())
                .number("usual", spike.usual())
                .number("score", spike.score())
                .number("weekAgo", spike.weekAgo())
                .build();
    }

    private static Value share(Share share) {
        return VALUES.fields()
                .text("of", share.of())
                .put("live", orNone(share.live(), MetricTree::use))
                .put("safe", orNone(share.safe(), MetricTree::use))
                .build();
    }

    private static Value use(Share.Use use) {
        return VALUES.fields()
                .number("capacity", use.capacity())
                .number("p95", use.p95())
                .number("max", use.max())
                .build();
    }

    private static @Nullable Stats stats(FieldReader t, String key) {
        return t.objectIfAny(key)
                .map(s -> new Stats(
                        decimal(s, "average"),
                        decimal(s, "min"),
                        decimal(s, "p95"),
                        decimal(s, "max"),
                        s.integer("points"),
                        s.objectIfAny("slope")
                                .map(slope -> new Slope(decimal(slope, "perDay"), decimal(slope, "error")))
                                .orElse(null)))
                .orElse(null);
    }

    private static SeriesShape shape(FieldReader t) {
        return new SeriesShape(
                t.list("spikes", MetricTree::spike),
                t.objectIfAny("daily")
                        .map(d -> new Daily(d.integer("peak"), decimal(d, "swing"), decimal(d, "explained")))
                        .orElse(null),
                t.objectIfAny("weekly")
                        .map(w -> new Weekly(decimalOrNull(w, "weekend"), decimalOrNull(w, "weekAgo")))
                        .orElse(null),
                t.objectIfAny("curve").map(MetricTree::curve).orElse(null));
    }

    private static Curve curve(FieldReader t) {
        var values = new ArrayList<@Nullable Double>();
        for (var text : t.texts("values")) {
            values.add(text.equals("null") ? null : value(t, text));
        }
        return new Curve(t.moment("from"), every(t), values);
    }

    private static double value(FieldReader t, String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw t.wrong("'values' must be a list of numbers: " + text);
        }
    }

    private static Duration every(FieldReader t) {
        try {
            return Duration.parse(t.text("every"));
        } catch (DateTimeParseException e) {
            throw t.wrong("'every' is not an ISO-8601 duration: " + t.text("every"));
        }
    }

    private static Spike spike(FieldReader t) {
        return new Spike(
                t.moment("from"),
                t.moment("to"),
                decimal(t, "peak"),
                decimal(t, "usual"),
                decimal(t, "score"),
                decimalOrNull(t, "weekAgo"));
    }

    private static @Nullable Share share(FieldReader t) {
        return t.objectIfAny("share")
                .map(s -> new Share(s.text("of"), use(s, "live"), use(s, "safe")))
                .orElse(null);
    }

    private static Share.@Nullable Use use(FieldReader t, String key) {
        return t.objectIfAny(key)
                .map(u -> new Share.Use(decimal(u, "capacity"), decimal(u, "p95"), decimal(u, "max")))
                .orElse(null);
    }

    private static double decimal(FieldReader t, String key) {
        return t.number(key).doubleValue();
    }

    private static @Nullable Double decimalOrNull(FieldReader t, String key) {
        var number = t.numberOrNull(key);
        return number == null ? null : number.doubleValue();
    }
}
