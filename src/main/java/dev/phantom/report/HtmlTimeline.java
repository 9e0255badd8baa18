package dev.phantom.report;

import static dev.phantom.fault.Plural.counted;

import dev.phantom.evidence.Signal;
import dev.phantom.report.Observations.Observation;
import dev.phantom.run.StackReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The night as a picture, and the same as a list: changes, deploys, alerts and incidents, and the metrics that
/// verdicts rest on, over one axis of time.
final class HtmlTimeline {

    /// What happened longer before or after the changes is not of their night.
    private static final long NEAR = 12 * 3600L;

    private final StackReport report;
    private final List<RankedDrift> changes;
    private final List<Observation> deploys;
    private final List<Observation> troubles;
    private final List<Observation> metrics;
    private final TimeAxis axis;

    /// @param drifts of the stack
    /// @param seen   in the whole run
    HtmlTimeline(StackReport report, List<RankedDrift> drifts, Observations seen) {
        this.report = report;
        this.changes = drifts.stream()
                .filter(d -> d.at().isPresent())
                .sorted(Comparator.comparing(d -> d.at().orElseThrow()))
                .toList();
        var own = seen.all().stream()
                .filter(o -> o.uses().stream().anyMatch(use -> changes.contains(use.drift())))
                .toList();
        this.deploys = own.stream().filter(o -> deploy(o.signal()) && near(o)).toList();
        this.troubles = own.stream().filter(o -> trouble(o.signal()) && near(o)).toList();
        this.metrics = own.stream()
                .filter(o -> o.signal() instanceof Signal.Metric && o.cited())
                .toList();
        this.axis = TimeAxis.around(moments(), metrics.isEmpty() ? 0.06 : 0.3);
    }

    private static boolean deploy(Signal signal) {
        return signal instanceof Signal.Event e && e.kind() != Signal.Event.Kind.OTHER;
    }

    private static boolean trouble(Signal signal) {
        return signal instanceof Signal.Alert || signal instanceof Signal.Incident;
    }

    private boolean near(Observation observation) {
        var first = changes.getFirst().at().orElseThrow();
        var last = changes.getLast().at().orElseThrow();
        return !observation.signal().at().isAfter(last.plusSeconds(NEAR))
                && !Observations.end(observation.signal()).isBefore(first.minusSeconds(NEAR));
    }

    private List<Instant> moments() {
        var first = changes.isEmpty() ? Instant.EPOCH : changes.getFirst().at().orElseThrow();
        var last = changes.isEmpty() ? first : changes.getLast().at().orElseThrow();
        return Stream.concat(
                        Stream.of(first, last),
                        Stream.concat(deploys.stream(), troubles.stream())
                                .flatMap(o -> Stream.of(o.signal().at(), Observations.end(o.signal()))))
                .filter(at -> !at.isBefore(first.minusSeconds(NEAR)) && !at.isAfter(last.plusSeconds(NEAR)))
                .toList();
    }

    /// @param named whether the title says which stack it is, as there are several
    void write(Html html, boolean named) {
        if (changes.isEmpty()) {
            return;
        }
        var title = "Timeline" + (named ? " of " + HtmlOverview.stack(report) : "");
        var id = "night" + changes.getFirst().rank();
        html.open("section", "aria-labelledby", id)
                .element("h2", title, "id", id)
                .line();
        picture(html, id);
        list(html);
        html.close("section").line();
    }

    private void picture(Html html, String id) {
        var picture = new TimelinePicture(axis);
        picture.lane("Changes, by their number in the table");
        changes.forEach(picture::change);
        if (!deploys.isEmpty()) {
            picture.lane("Deploys");
            deploys.forEach(picture::deploy);
        }
        if (!troubles.isEmpty()) {
            picture.lane("Alerts and incidents");
            troubles.forEach(picture::trouble);
        }
        if (!metrics.isEmpty()) {
            picture.lane("Metrics that verdicts rest on");
            metrics.forEach(m -> MetricSteps.of(m, troubles).ifPresent(steps -> picture.metric(m, steps)));
        }
        picture.write(html, id, words());
    }

    /// The picture in a sentence.
    private String words() {
        return counted(changes.size(), "change") + " from "
                + ReportHtml.moment(changes.getFirst().at().orElseThrow()) + " to "
                + ReportHtml.moment(changes.getLast().at().orElseThrow()) + ", with "
                + counted(deploys.size(), "deploy") + ", " + counted(troubles.size(), "span")
                + " of alerts and incidents, and "
                + counted(metrics.size(), "metric") + "; the list after the picture has them all.";
    }

    private record Entry(Instant at, Html html) {}

    private void list(Html html) {
        var entries = new ArrayList<Entry>();
        changes.forEach(d -> entries.add(new Entry(
                d.at().orElseThrow(),
                new Html()
                        .element("a", "change " + d.rank(), "href", "#" + d.anchor())
                        .text(": " + d.morning().line()))));
        Stream.of(deploys, troubles, metrics).flatMap(List::stream).forEach(o -> entries.add(entry(o)));
        html.open("details").element("summary", "The same as a list").open("ol").line();
        entries.stream()
                .sorted(Comparator.comparing(Entry::at))
                .forEach(e -> html.open("li", "class", "out")
                        .text(Morning.minute(e.at()) + " ")
                        .add(e.html())
                        .close("li")
                        .line());
        html.close("ol").close("details").line();
    }

    private static Entry entry(Observation observation) {
        var signal = observation.signal();
        return new Entry(
                signal.at(),
                new Html()
                        .element("a", observation.mark(), "href", "#" + observation.anchor())
                        .text(" " + Observations.kind(signal) + ": " + signal.summary()));
    }
}
