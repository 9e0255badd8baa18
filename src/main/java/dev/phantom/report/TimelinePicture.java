package dev.phantom.report;

import dev.phantom.evidence.Signal;
import dev.phantom.fault.InertText;
import dev.phantom.report.Observations.Observation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Draws a night as SVG: lanes below each other over one axis of time. Places are shares of the width, so that text
/// keeps its size on every screen; labels are short enough for a phone.
final class TimelinePicture {

    private static final int ROW = 23;
    private static final int PANEL = 40;
    private static final int LABEL = 26;
    /// Letters that fit side by side on a phone.
    private static final int LINE = 52;

    /// Of a letter, on a phone, in per cent of the width.
    private static final double LETTER = 2;

    /// The same of half a mark with what is free beside it.
    private static final double MARK = 4;

    private final TimeAxis axis;
    private final Html shapes = new Html();
    private final List<Double> rows = new ArrayList<>();
    private int top = 28;
    private int lane = 28;

    TimelinePicture(TimeAxis axis) {
        this.axis = axis;
    }

    void lane(String title) {
        close();
        top += 16;
        shapes.element("text", title, "class", "lane", "x", "0", "y", "" + top).line();
        top += 8;
        lane = top;
    }

    /// Below what the lane has.
    private void close() {
        top = Math.max(top, lane + rows.size() * ROW) + (rows.isEmpty() ? 0 : 6);
        rows.clear();
    }

    void change(RankedDrift drift) {
        var at = drift.at().orElseThrow();
        var label = shortened(drift.logicalId());
        var y = row(axis.place(at), axis.place(at), label);
        moment(at, y, drift.severity().text());
        shapes.element(
                "text",
                "" + drift.rank(),
                "class",
                "n",
                "x",
                axis.percent(at),
                "y",
                "" + (y + 4),
                "text-anchor",
                "middle");
        label(axis.place(at), axis.place(at), y, label);
    }

    private void moment(Instant at, int y, String level) {
        shapes.open("circle", "class", "c-" + level, "cx", axis.percent(at), "cy", "" + y, "r", "9")
                .close("circle");
    }

    void deploy(Observation observation) {
        var at = observation.signal().at();
        var label = shortened(Observations.label(observation.signal()));
        var y = row(axis.place(at), axis.place(at), label);
        var kind = Observations.kind(observation.signal());
        shapes.open(
                        "rect",
                        "class",
                        kind,
                        "x",
                        axis.percent(at),
                        "y",
                        "" + (y - 8),
                        "width",
                        "5",
                        "height",
                        "16",
                        "rx",
                        "2")
                .close("rect");
        label(axis.place(at), axis.place(at), y, label);
    }

    void trouble(Observation observation) {
        var from = axis.place(observation.signal().at());
        var until = Math.max(axis.place(Observations.end(observation.signal())), from + 0.5);
        var label = shortened(Observations.label(observation.signal()));
        var y = row(from, until, label);
        shapes.open(
                        "rect",
                        "class",
                        "span",
                        "x",
                        TimeAxis.percent(from),
                        "y",
                        "" + (y - 5),
                        "width",
                        TimeAxis.percent(until - from),
                        "height",
                        "10",
                        "rx",
                        "3")
                .close("rect");
        label(from, until, y, label);
    }

    /// The first row of the lane in which there is room.
    private int row(double from, double until, String label) {
        var width = MARK + 1 + label.length() * LETTER;
        var begin = left(from, until) ? from - width : from - MARK;
        var end = left(from, until) ? until + MARK : until + width;
        for (var i = 0; i < rows.size(); i++) {
            if (rows.get(i) <= begin) {
                rows.set(i, end);
                return lane + i * ROW + ROW / 2;
            }
        }
        rows.add(end);
        return lane + (rows.size() - 1) * ROW + ROW / 2;
    }

    /// Whether the label is on the left, where there is more room.
    private static boolean left(double from, double until) {
        return 100 - until < from;
    }

    private void label(double from, double until, int y, String label) {
        var left = left(from, until);
        shapes.element(
                        "text",
                        label,
                        "x",
                        TimeAxis.percent(left ? from : until),
                        "dx",
                        left ? "-13" : "13",
                        "y",
                        "" + (y + 4),
                        "text-anchor",
                        left ? "end" : "start")
                .line();
    }

    void metric(Observation observation, MetricSteps metric) {
        var signal = (Signal.Metric) observation.signal();
        top += 14;
        var name = PlainText.line(signal.name());
        shapes.element("text", name, "x", "0", "y", "" + top);
        var range = number(metric.bottom()) + " to " + number(metric.top()) + " " + PlainText.line(signal.unit());
        top += name.length() + range.length() > LINE ? 15 : 0;
        shapes.element("text", range, "class", "tick", "x", "100%", "y", "" + top, "text-anchor", "end")
                .line();
        top += 6;
        var base = top + PANEL;
        steps(metric, base);
        vertical("moment", metric.changed(), top - 2, base);
        shapes.open("line", "class", "axis", "x1", "0", "x2", "100%", "y1", "" + base, "y2", "" + base)
                .close("line");
        top = base + 10;
        lane = top;
    }

    private void steps(MetricSteps metric, int base) {
        var scale = metric.top() <= 0 ? 0 : PANEL / (metric.top() * 1.05);
        String last = null;
        for (var step : metric.steps()) {
            var from = step.from() == null ? axis.from() : step.from();
            var until = step.until() == null ? axis.to() : step.until();
            if (!until.isAfter(axis.from()) || !from.isBefore(axis.to())) {
                continue;
            }
            var y = String.format(Locale.ROOT, "%.1f", base - Math.max(0, step.mean()) * scale);
            step(axis.place(from), axis.place(until), last, y, base);
            last = y;
        }
    }

    private void step(double from, double until, @Nullable String last, String y, int base) {
        var height = String.format(Locale.ROOT, "%.1f", base - Double.parseDouble(y));
        var x = TimeAxis.percent(from);
        shapes.open("rect", "class", "area", "x", x, "y", y, "width", TimeAxis.percent(until - from), "height", height)
                .close("rect");
        if (last != null) {
            shapes.open("line", "class", "step", "x1", x, "x2", x, "y1", last, "y2", y)
                    .close("line");
        }
        shapes.open("line", "class", "step", "x1", x, "x2", TimeAxis.percent(until), "y1", y, "y2", y)
                .close("line")
                .line();
    }

    private void vertical(String style, Instant at, int from, int until) {
        var x = axis.percent(at);
        shapes.open("line", "class", style, "x1", x, "x2", x, "y1", "" + from, "y2", "" + until)
                .close("line")
                .line();
    }

    void write(Html html, String id, String words) {
        close();
        var height = top + 4;
        html.open("svg", "role", "img", "height", "" + height, "aria-labelledby", id + " " + id + "-words");
        html.element("desc", words, "id", id + "-words").line();
        for (var tick : axis.ticks()) {
            var x = axis.percent(tick.at());
            html.open("line", "class", "grid", "x1", x, "x2", x, "y1", "22", "y2", "" + height)
                    .close("line");
            if (axis.place(tick.at()) > 3 && axis.place(tick.at()) < 95) {
                html.element("text", tick.name(), "class", "tick", "x", x, "y", "14", "text-anchor", "middle");
            }
        }
        html.line().add(shapes).close("svg").line();
    }

    private static String shortened(String label) {
        return InertText.cut(label, LABEL);
    }

    /// Three figures: `0.21`, `87.2`, `6.1G`.
    private static String number(double value) {
        var size = Math.abs(value);
        var units = List.of("", "k", "M", "G", "T", "P");
        var unit = 0;
        while (size >= 10_000 && unit < units.size() - 1) {
            size /= 1000;
            unit++;
        }
        var text = String.format(Locale.ROOT, size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : "%.2f", size);
        return (value < 0 ? "−" : "") + text + units.get(unit);
    }
}
