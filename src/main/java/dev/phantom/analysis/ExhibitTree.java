package dev.phantom.analysis;

import static dev.phantom.analysis.ValueForm.VALUES;

import dev.phantom.evidence.Exhibit;
import dev.phantom.evidence.Signal;
import dev.phantom.stack.FieldReader;
import dev.phantom.value.Value;

/// An exhibit in a case file: `{"id": "E-01", "kind": "alert", "at": …}`.
final class ExhibitTree {
    private ExhibitTree() {}

    static Value write(Exhibit exhibit) {
        var signal = exhibit.signal();
        var fields = VALUES.fields()
                .text("id", exhibit.id())
                .text("kind", kind(signal))
                .text("at", signal.at());
        switch (signal) {
            case Signal.Alert a -> fields.text("recovered", a.recovered()).text("monitor", a.monitor());
            case Signal.Metric m -> MetricTree.write(fields, m);
            case Signal.Incident i ->
                fields.text("resolved", i.resolved()).text("incident", i.id()).text("severity", i.severity());
            case Signal.Health h -> fields.text("service", h.service()).flag("healthy", h.healthy());
            case Signal.Log l ->
                fields.text("service", l.service()).text("status", l.status()).number("count", l.count());
            case Signal.Trace t ->
                fields.text("service", t.service())
                        .text("resource", t.resource())
                        .number("durationNanos", t.durationNanos())
                        .flag("error", t.error());
            case Signal.Event e -> fields.text("source", e.source()).text("event", JsonFields.word(e.kind()));
            case Signal.Write w -> fields.text("eventId", w.eventId()).text("actor", w.actor());
        }
        return fields.text("summary", signal.summary())
                .text("link", signal.link())
                .build();
    }

    static Exhibit read(FieldReader t) {
        return new Exhibit(t.text("id"), signal(t));
    }

    static String kind(Signal signal) {
        return switch (signal) {
            case Signal.Alert a -> "alert";
            case Signal.Metric m -> "metric";
            case Signal.Incident i -> "incident";
            case Signal.Health h -> "health";
            case Signal.Log l -> "log";
            case Signal.Trace t -> "trace";
            case Signal.Event e -> "event";
            case Signal.Write w -> "change";
        };
    }

    private static Signal signal(FieldReader t) {
        var at = t.moment("at");
        var summary = t.text("summary");
        var link = t.text("link");
        return switch (t.text("kind")) {
            case "alert" -> new Signal.Alert(at, t.instant("recovered"), t.text("monitor"), summary, link);
            case "metric" -> MetricTree.read(t, summary, link);
            case "incident" ->
                new Signal.Incident(at, t.instant("resolved"), t.text("incident"), t.text("severity"), summary, link);
            case "health" -> new Signal.Health(at, t.text("service"), t.flag("healthy"), summary, link);
            case "log" -> new Signal.Log(at, t.text("service"), t.text("status"), t.integer("count"), summary, link);
            case "trace" ->
                new Signal.Trace(
                        at,
                        t.text("service"),
                        t.text("resource"),
                        t.number("durationNanos").longValue(),
                        t.flag("error"),
                        summary,
                        link);
            case "event" ->
                new Signal.Event(at, t.text("source"), t.word("event", Signal.Event.Kind.class), summary, link);
            case "change" -> new Signal.Write(at, t.text("eventId"), t.text("actor"), summary, link);
            default -> throw t.wrong("'kind' has an unknown value: " + t.text("kind"));
        };
    }
}
