package dev.phantom.analysis;

import static dev.phantom.analysis.ValueForm.VALUES;

import dev.phantom.evidence.Exhibit;
import dev.phantom.evidence.IncidentCourse;
import dev.phantom.evidence.Signal;
import dev.phantom.stack.FieldReader;
import dev.phantom.value.Value;
import org.jspecify.annotations.Nullable;

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
                fields.text("resolved", i.resolved())
                        .text("incident", i.id())
                        .text("severity", i.severity())
                        .put("course", IncidentTree.write(i.course()));
            case Signal.Guard g ->
                fields.text("guard", JsonFields.word(g.kind()))
                        .text("name", g.name())
                        .text("condition", g.condition())
                        .text("state", g.state())
                        .list("transitions", g.transitions(), IncidentTree::note);
            case Signal.Nearby n ->
                fields.text("until", n.until())
                        .text("service", n.service())
                        .text("direction", JsonFields.word(n.direction()))
                        .text("event", JsonFields.word(n.kind()));
            case Signal.Access a ->
                fields.text("last", a.last())
                        .number("count", a.count())
                        .text("trail", JsonFields.word(a.trail()))
                        .text("who", a.who())
                        .text("what", a.what())
                        .flag("refused", a.refused())
                        .number("asked", a.asked());
            case Signal.Health h -> fields.text("service", h.service()).flag("healthy", h.healthy());
            case Signal.Log l ->
                fields.text("service", l.service())
                        .text("status", l.status())
                        .number("count", l.count())
                        .put("counts", counts(l.counts()))
                        .text("text", l.text());
            case Signal.Trace t ->
                fields.text("service", t.service())
                        .text("resource", t.resource())
                        .number("durationNanos", t.durationNanos())
                        .flag("error", t.error())
                        .put("counts", counts(t.counts()));
            case Signal.Event e -> fields.text("source", e.source()).text("event", JsonFields.word(e.kind()));
            case Signal.Usage u ->
                fields.text("of", u.of()).number("monthly", u.monthly()).text("unit", u.unit());
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
            case Signal.Guard g -> "guard";
            case Signal.Nearby n -> "nearby";
            case Signal.Access a -> "access";
            case Signal.Health h -> "health";
            case Signal.Log l -> "log";
            case Signal.Trace t -> "trace";
            case Signal.Event e -> "event";
            case Signal.Usage u -> "usage";
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
                new Signal.Incident(
                        at,
                        t.instant("resolved"),
                        t.text("incident"),
                        t.text("severity"),
                        t.objectIfAny("course").map(IncidentTree::read).orElse(IncidentCourse.UNKNOWN),
                        summary,
                        link);
            case "guard" ->
                new Signal.Guard(
                        at,
                        t.word("guard", Signal.Guard.Kind.class),
                        t.text("name"),
                        t.text("condition"),
                        t.text("state"),
                        t.list("transitions", IncidentTree::note),
                        summary,
                        link);
            case "nearby" ->
                new Signal.Nearby(
                        at,
                        t.instant("until"),
                        t.text("service"),
                        t.word("direction", Signal.Nearby.Direction.class),
                        t.word("event", Signal.Nearby.Kind.class),
                        summary,
                        link);
            case "access" ->
                new Signal.Access(
                        at,
                        t.moment("last"),
                        t.number("count").longValue(),
                        t.word("trail", Signal.Access.Trail.class),
                        t.textOrEmpty("who"),
                        t.textOrEmpty("what"),
                        t.has("refused") && t.flag("refused"),
                        t.has("asked") ? t.number("asked").longValue() : 0,
                        summary,
                        link);
            case "health" -> new Signal.Health(at, t.text("service"), t.flag("healthy"), summary, link);
            case "log" ->
                new Signal.Log(
                        at,
                        t.text("service"),
                        t.text("status"),
                        t.integer("count"),
                        counts(t),
                        t.textOrEmpty("text"),
                        summary,
                        link);
            case "trace" ->
                new Signal.Trace(
                        at,
                        t.text("service"),
                        t.text("resource"),
                        t.number("durationNanos").longValue(),
                        t.flag("error"),
                        counts(t),
                        summary,
                        link);
            case "event" ->
                new Signal.Event(at, t.text("source"), t.word("event", Signal.Event.Kind.class), summary, link);
            case "usage" ->
                new Signal.Usage(at, t.text("of"), t.number("monthly").doubleValue(), t.text("unit"), summary, link);
            case "change" -> new Signal.Write(at, t.text("eventId"), t.text("actor"), summary, link);
            default -> throw t.wrong("'kind' has an unknown value: " + t.text("kind"));
        };
    }

    private static Value counts(Signal.@Nullable Counts counts) {
        return counts == null
                ? Value.plain("null")
                : VALUES.fields()
                        .number("before", counts.before())
                        .number("onset", counts.onset())
                        .number("during", counts.during())
                        .number("after", counts.after())
                        .build();
    }

    private static Signal.@Nullable Counts counts(FieldReader t) {
        return t.objectIfAny("counts")
                .map(c -> new Signal.Counts(
                        c.number("before").longValue(),
                        c.number("onset").longValue(),
                        c.number("during").longValue(),
                        c.number("after").longValue()))
                .orElse(null);
    }
}
