package dev.phantom.datadog;

import dev.phantom.datadog.api.ApiAnswer.Got;
import dev.phantom.datadog.api.ApiAnswer.Refused;
import dev.phantom.datadog.api.Incidents;
import dev.phantom.evidence.IncidentCourse;
import dev.phantom.evidence.Signal;
import dev.phantom.evidence.Signal.Note;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Incidents that overlap the window and are about the stack's service, or about nobody's in particular. Of those
/// nearest to the change, what their people wrote while they lasted is read too.
final class IncidentSignals {
    private IncidentSignals() {}

    private static final Duration EARLIER = Duration.ofDays(7);

    /// How many are read whole: each costs two calls more.
    private static final int WHOLE = 2;

    private static final int NOTES = 20;
    private static final Pattern STABLE = Pattern.compile("(?i)\\bstable\\b|\\bstabili[sz]ed\\b");
    private static final Pattern NOT_STABLE = Pattern.compile("(?i)\\b(not|un|isn't|until|once|when|if)\\b.{0,20}\\bstab");

    /// Others' that went on at the change are told, so many.
    private static final int OTHERS = 3;

    private static final Duration NEAR = Duration.ofHours(1);

    /// Incidents of others that went on at the change, or ended or began shortly around it: a cause, or a coincidence.
    static List<Signal> elsewhere(DriftQueries inquiry) {
        var change = inquiry.window().changedAt();
        return all(inquiry).stream()
                .filter(i -> !concerns(inquiry, i) && !i.began().isAfter(change.plus(NEAR)))
                .filter(i -> i.ended() == null || !i.ended().isBefore(change.minus(NEAR)))
                .sorted(Comparator.comparing(i -> Duration.between(i.began(), change).abs()))
                .limit(OTHERS)
                .map(i -> other(inquiry, i))
                .toList();
    }

    private static Signal other(DriftQueries inquiry, Incidents.Line incident) {
        var services = SummaryText.line(String.join(", ", incident.services()));
        return new Signal.Nearby(
                incident.began(),
                incident.ended(),
                services,
                Signal.Nearby.Direction.TIME,
                Signal.Nearby.Kind.INCIDENT,
                services + " (another service, at the same time): " + summary(incident, course(incident, List.of(), List.of())),
                inquiry.links().incident(incident.id()));
    }

    private static List<Incidents.Line> all(DriftQueries inquiry) {
        var since = inquiry.window().from().minus(EARLIER).truncatedTo(ChronoUnit.DAYS);
        return inquiry.ask("incidents", "incidents " + since, () -> Incidents.read(inquiry.api(), since));
    }

    static List<Signal> read(DriftQueries inquiry) {
        var window = inquiry.window();
        var near = all(inquiry).stream()
                .filter(i -> overlaps(inquiry, i) && concerns(inquiry, i))
                .sorted(Comparator.comparing(
                        i -> Duration.between(i.began(), window.changedAt()).abs()))
                .toList();
        var signals = new ArrayList<Signal>();
        for (var i = 0; i < near.size(); i++) {
            signals.add(signal(inquiry, near.get(i), i < WHOLE));
        }
        if (near.size() > WHOLE) {
            inquiry.skips("impacts and timelines of %d incidents: read of the %d nearest to the change only"
                    .formatted(near.size() - WHOLE, WHOLE));
        }
        return signals;
    }

    private static boolean overlaps(DriftQueries inquiry, Incidents.Line incident) {
        var ended = incident.ended();
        return !incident.began().isAfter(inquiry.window().to())
                && (ended == null || !ended.isBefore(inquiry.window().from()));
    }

    private static boolean concerns(DriftQueries inquiry, Incidents.Line incident) {
        return !inquiry.hasService()
                || incident.services().isEmpty()
                || incident.services().stream().anyMatch(inquiry.service()::equalsIgnoreCase);
    }

    private static Signal signal(DriftQueries inquiry, Incidents.Line incident, boolean whole) {
        var impacts = whole
                ? notes(inquiry, incident, "impacts", () -> Incidents.impacts(inquiry.api(), incident.key()))
                : List.<Note>of();
        var timeline = whole
                ? notes(inquiry, incident, "timeline", () -> Incidents.timeline(inquiry.api(), incident.key()))
                : List.<Note>of();
        var course = course(incident, impacts, timeline);
        return new Signal.Incident(
                incident.began(),
                incident.ended(),
                incident.id(),
                incident.severity(),
                course,
                summary(incident, course),
                inquiry.links().incident(incident.id()));
    }

    /// The best that can be had: neither is promised for every incident.
    private static List<Note> notes(
            DriftQueries inquiry,
            Incidents.Line incident,
            String part,
            Supplier<dev.phantom.datadog.api.ApiAnswer<List<Incidents.Note>>> question) {
        if (incident.key().isEmpty()) {
            return List.of();
        }
        var what = part + " of incident " + incident.id();
        return switch (inquiry.answer(part + " " + incident.key(), question)) {
            case Got<List<Incidents.Note>>(var notes, var _) ->
                notes.stream()
                        .limit(NOTES)
                        .map(n -> new Note(n.at(), n.until(), SummaryText.line(n.text())))
                        .toList();
            case Refused<List<Incidents.Note>>(var _, var line) -> {
                inquiry.skips(what + ": " + line);
                yield List.of();
            }
        };
    }

    private static IncidentCourse course(Incidents.Line incident, List<Note> impacts, List<Note> timeline) {
        var times = incident.times();
        var said = new LinkedHashMap<String, String>();
        if (!incident.impact().isBlank()) {
            said.put("customer_impact_scope", SummaryText.line(incident.impact()));
        }
        incident.fields().forEach((name, text) -> said.put(SummaryText.line(name), SummaryText.line(text)));
        return new IncidentCourse(
                times.declared(),
                times.impactStart(),
                times.impactEnd(),
                times.stable() == null ? stable(timeline) : times.stable(),
                times.resolved(),
                incident.services(),
                said,
                impacts,
                timeline);
    }

    /// The first time at which its people wrote that it is stable; no field of Datadog's keeps it.
    private static @Nullable Instant stable(List<Note> timeline) {
        return timeline.stream()
                .filter(n -> STABLE.matcher(n.text()).find()
                        && !NOT_STABLE.matcher(n.text()).find())
                .map(Note::at)
                .filter(at -> at != null)
                .findFirst()
                .orElse(null);
    }

    private static String summary(Incidents.Line incident, IncidentCourse course) {
        var began = incident.began();
        var parts = new ArrayList<String>();
        parts.add("declared " + clock(course.declared(), began));
        parts.add(
                course.impactStart() == null
                        ? "customer impact not recorded"
                        : "customer impact from " + clock(course.impactStart(), began)
                                + (course.impactEnd() == null ? " on" : " to " + clock(course.impactEnd(), began)));
        parts.add("stable " + clock(course.stable(), began));
        parts.add("resolved " + clock(course.resolved(), began));
        return "incident %s %s \"%s\" %s; %s%s"
                .formatted(
                        incident.id(),
                        SummaryText.line(incident.severity()),
                        SummaryText.line(incident.title()),
                        incident.ended() == null ? "open" : "ended " + clock(incident.ended(), began),
                        String.join(", ", parts),
                        written(course.fields()));
    }

    private static String written(Map<String, String> fields) {
        var cause = fields.getOrDefault("root_cause", "");
        return cause.isEmpty() ? "" : "; root cause as written: " + cause;
    }

    private static String clock(@Nullable Instant at, Instant beside) {
        return at == null ? "not recorded" : SummaryText.clock(at, beside);
    }
}
