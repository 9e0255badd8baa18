package dev.phantom.datadog;

import dev.phantom.datadog.api.Incidents;
import dev.phantom.evidence.Signal;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// Incidents that overlap the window and are about the stack's service, or about nobody's in particular.
final class IncidentSignals {
    private IncidentSignals() {}

    private static final Duration EARLIER = Duration.ofDays(7);

    static List<Signal> read(DriftQueries inquiry) {
        var window = inquiry.window();
        var since = window.from().minus(EARLIER).truncatedTo(ChronoUnit.DAYS);
        var incidents = inquiry.ask("incidents", "incidents " + since, () -> Incidents.read(inquiry.api(), since));
        var signals = new ArrayList<Signal>();
        for (var incident : incidents) {
            var ended = incident.ended();
            if (incident.began().isAfter(window.to()) || (ended != null && ended.isBefore(window.from()))) {
                continue;
            }
            if (!inquiry.hasService() || incident.services().isEmpty() || concerns(incident, inquiry.service())) {
                signals.add(signal(inquiry, incident));
            }
        }
        return signals;
    }

    private static boolean concerns(Incidents.Line incident, String service) {
        return incident.services().stream().anyMatch(service::equalsIgnoreCase);
    }

    private static Signal signal(DriftQueries inquiry, Incidents.Line incident) {
        var ended = incident.ended();
        var cause = incident.rootCause().isBlank()
                ? ""
                : "; root cause as written: " + SummaryText.line(incident.rootCause());
        var summary = "incident %s %s \"%s\" %s%s"
                .formatted(
                        incident.id(),
                        SummaryText.line(incident.severity()),
                        SummaryText.line(incident.title()),
                        ended == null ? "open" : "ended " + SummaryText.clock(ended, incident.began()),
                        cause);
        return new Signal.Incident(
                incident.began(),
                ended,
                incident.id(),
                incident.severity(),
                summary,
                inquiry.links().incident(incident.id()));
    }
}
