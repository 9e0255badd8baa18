package dev.phantom.datadog;

import static dev.phantom.fault.Plural.counted;

import dev.phantom.datadog.api.ApiAnswer;
import dev.phantom.datadog.api.ApiAnswer.Refused;
import dev.phantom.datadog.api.ApiAnswer.Why;
import dev.phantom.datadog.api.Incidents;
import dev.phantom.evidence.IncidentCourse;
import dev.phantom.evidence.Signal;
import dev.phantom.evidence.Signal.Nearby.Direction;
import dev.phantom.evidence.Signal.Note;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Incidents from a month before the change until now that are about the stack's service, or about nobody's in
/// particular. Of those nearest to the change, what their people wrote while they lasted is read too.
final class IncidentSignals {
    private IncidentSignals() {}

    /// Those nearest to the change.
    private static final int TOLD = 10;

    /// Of how many the timeline is read, and of how many the single impacts: each costs a call.
    private static final int WHOLE = 2;

    private static final int IMPACTS = 1;

    private static final int NOTES = 20;
    private static final Pattern STABLE = Pattern.compile("(?i)\\bstable\\b|\\bstabili[sz]ed\\b");
    private static final Pattern NOT_STABLE =
            Pattern.compile("(?i)\\b(not|un|isn't|until|once|when|if)\\b.{0,20}\\bstab");

    /// Of others' those nearest to the change.
    private static final int OTHERS = 3;

    private static final Duration NEAR = Duration.ofHours(1);

    /// Incidents of others: those of services around the stack's in the window, and those of anybody that went on at
    /// the change, or ended or began shortly around it. A cause, a consequence, or a coincidence.
    static List<Signal> elsewhere(DriftQueries inquiry) {
        var change = inquiry.window().changedAt();
        var around = NeighbourServices.of(inquiry);
        var others = all(inquiry).stream()
                .filter(i -> !concerns(inquiry, i))
                .filter(i -> inWindow(inquiry, i) && i.services().stream().anyMatch(around::containsKey)
                        || !i.began().isAfter(change.plus(NEAR))
                                && (i.ended() == null || !i.ended().isBefore(change.minus(NEAR))))
                .sorted(Comparator.comparing(
                        i -> Duration.between(i.began(), change).abs()))
                .toList();
        if (others.size() > OTHERS) {
            inquiry.skips("incidents of other services: the %d nearest to the change of %d are told"
                    .formatted(OTHERS, others.size()));
        }
        return others.stream()
                .limit(OTHERS)
                .map(i -> other(inquiry, i, around))
                .toList();
    }

    private static Signal other(DriftQueries inquiry, Incidents.Line incident, Map<String, Direction> around) {
        var services = SummaryText.line(String.join(", ", incident.services()));
        var direction = incident.services().stream()
                .flatMap(name -> Stream.ofNullable(around.get(name)))
                .findFirst()
                .orElse(Direction.TIME);
        return new Signal.Nearby(
                incident.began(),
                incident.ended(),
                services,
                direction,
                Signal.Nearby.Kind.INCIDENT,
                NeighbourServices.said(services, direction)
                        + summary(incident, course(incident, List.of(), List.of()), false),
                inquiry.links().incident(incident.id()));
    }

    private static List<Incidents.Line> all(DriftQueries inquiry) {
        var since = EventScope.from(inquiry).truncatedTo(ChronoUnit.DAYS);
        return inquiry.ask("incidents", "incidents " + since, () -> Incidents.read(inquiry.api(), since));
    }

    static List<Signal> read(DriftQueries inquiry) {
        var window = inquiry.window();
        var near = all(inquiry).stream()
                .filter(i -> isNear(inquiry, i) && concerns(inquiry, i))
                .sorted(Comparator.comparing(
                        i -> Duration.between(i.began(), window.changedAt()).abs()))
                .toList();
        if (near.size() > TOLD) {
            inquiry.skips("incidents: the %d nearest to the change of %d are told".formatted(TOLD, near.size()));
        }
        var signals = new ArrayList<Signal>();
        for (var i = 0; i < Math.min(TOLD, near.size()); i++) {
            signals.add(signal(inquiry, near.get(i), i));
        }
        var told = Math.min(TOLD, near.size());
        if (told > WHOLE) {
            inquiry.skips("timelines of %s: read of the %d nearest to the change only"
                    .formatted(counted(told - WHOLE, "incident"), WHOLE));
        }
        if (told > IMPACTS) {
            inquiry.skips("single impacts of %s: read of the nearest to the change only"
                    .formatted(counted(told - IMPACTS, "incident")));
        }
        return signals;
    }

    /// The search has no filter of time: its last page may hold older ones.
    private static boolean isNear(DriftQueries inquiry, Incidents.Line incident) {
        var ended = incident.ended();
        return !incident.began().isAfter(inquiry.now()) && (ended == null || !ended.isBefore(EventScope.from(inquiry)));
    }

    /// One that names no service is the stack's while the window lasts, and nobody's at any other time.
    private static boolean concerns(DriftQueries inquiry, Incidents.Line incident) {
        var nobodys = !inquiry.hasService() || incident.services().isEmpty();
        return nobodys && inWindow(inquiry, incident)
                || incident.services().stream().anyMatch(inquiry.service()::equalsIgnoreCase);
    }

    private static boolean inWindow(DriftQueries inquiry, Incidents.Line incident) {
        var ended = incident.ended();
        return !incident.began().isAfter(inquiry.window().to())
                && (ended == null || !ended.isBefore(inquiry.window().from()));
    }

    /// @param nth by its distance from the change, from 0 on
    private static Signal signal(DriftQueries inquiry, Incidents.Line incident, int nth) {
        var impacts = nth < IMPACTS
                ? notes(inquiry, incident, "impacts", () -> Incidents.impacts(inquiry.api(), incident.key()))
                : Optional.<List<Note>>empty();
        var timeline = nth < WHOLE
                ? notes(inquiry, incident, "timeline", () -> Incidents.timeline(inquiry.api(), incident.key()))
                : Optional.<List<Note>>empty();
        var course = course(incident, impacts.orElse(List.of()), timeline.orElse(List.of()));
        return new Signal.Incident(
                incident.began(),
                incident.ended(),
                incident.id(),
                incident.severity(),
                course,
                summary(incident, course, timeline.isPresent()),
                inquiry.links().incident(incident.id()));
    }

    /// Neither is promised for every incident, and the timeline is documented nowhere: that it does not exist is no
    /// gap.
    private static Optional<List<Note>> notes(
            DriftQueries inquiry, Incidents.Line incident, String part, Supplier<ApiAnswer<List<Note>>> question) {
        if (incident.key().isEmpty()) {
            return Optional.empty();
        }
        var what = part + " of incident " + incident.id();
        var answer = inquiry.answer(part + " " + incident.key(), question);
        if (answer instanceof Refused<List<Note>>(var why, var line) && why == Why.REJECTED) {
            inquiry.skips(what + ": " + line);
            return Optional.empty();
        }
        var notes = inquiry.answered(what, part + " " + incident.key(), question);
        if (notes.filter(all -> all.size() > NOTES).isPresent()) {
            inquiry.skips("%s: the first %d of %d are told"
                    .formatted(what, NOTES, notes.get().size()));
        }
        return notes.map(all -> all.stream()
                .limit(NOTES)
                .map(n -> new Note(n.at(), n.until(), SummaryText.line(n.text())))
                .toList());
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

    /// @param noted whether its timeline was read, where people write that it is stable
    private static String summary(Incidents.Line incident, IncidentCourse course, boolean noted) {
        var began = incident.began();
        var parts = new ArrayList<String>();
        parts.add("declared " + clock(course.declared(), began));
        parts.add(
                course.impactStart() == null
                        ? "customer impact not recorded"
                        : "customer impact from " + clock(course.impactStart(), began)
                                + (course.impactEnd() == null ? " on" : " to " + clock(course.impactEnd(), began)));
        parts.add(course.stable() == null && !noted ? "stable not known" : "stable " + clock(course.stable(), began));
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
