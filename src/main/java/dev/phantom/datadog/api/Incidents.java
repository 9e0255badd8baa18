package dev.phantom.datadog.api;

import com.datadog.api.client.UnparsedObject;
import com.datadog.api.client.v2.api.IncidentsApi;
import com.datadog.api.client.v2.api.IncidentsApi.SearchIncidentsOptionalParameters;
import com.datadog.api.client.v2.model.IncidentFieldAttributesMultipleValue;
import com.datadog.api.client.v2.model.IncidentFieldAttributesSingleValue;
import com.datadog.api.client.v2.model.IncidentResponseAttributes;
import com.datadog.api.client.v2.model.IncidentResponseData;
import com.datadog.api.client.v2.model.IncidentSearchResponse;
import com.datadog.api.client.v2.model.IncidentSearchSortOrder;
import dev.phantom.datadog.api.ApiAnswer.Got;
import dev.phantom.datadog.api.ApiAnswer.Refused;
import dev.phantom.evidence.Signal.Note;
import dev.phantom.fault.Gap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Incidents, newest first: `GET /api/v2/incidents/search`. It has no filter of time, so reading stops at the first
/// that
/// was created long before.
public final class Incidents {
    private Incidents() {}

    private static final int PAGE = 50;
    private static final int PAGES = 4;

    /// Fields that are attributes too, or say nothing.
    private static final Set<String> ELSEWHERE = Set.of("services", "severity", "state", "slug");

    /// One incident. All text is untrusted.
    ///
    /// @param began    the earliest of impact, detection and creation
    /// @param ended    the end of the impact on customers, else when it was resolved; null while it lasts
    /// @param key      by which its parts are asked for
    /// @param services as its people wrote them down; may be empty
    /// @param fields   what its people wrote down beside them: `summary`, `root_cause`, …; without empty ones
    public record Line(
            Instant began,
            @Nullable Instant ended,
            String id,
            String key,
            String title,
            String severity,
            String state,
            Times times,
            String impact,
            List<String> services,
            Map<String, String> fields) {
        public Line {
            services = List.copyOf(services);
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }
    }

    /// Each null if it is not recorded.
    ///
    /// @param stable not documented; some answers have it
    public record Times(
            @Nullable Instant declared,
            @Nullable Instant detected,
            @Nullable Instant impactStart,
            @Nullable Instant impactEnd,
            @Nullable Instant stable,
            @Nullable Instant resolved) {}

    /// @param since nothing created before this is read
    public static ApiAnswer<List<Line>> read(DatadogApi api, Instant since) {
        var found = new ArrayList<Line>();
        for (var page = 0; page < PAGES; page++) {
            switch (page(api, page)) {
                case Refused<IncidentSearchResponse> refused -> {
                    return found.isEmpty()
                            ? refused.as()
                            : new Got<>(found, List.of(refused.gap("stopped after %d: ".formatted(found.size()))));
                }
                case Got<IncidentSearchResponse>(var said, var _) -> {
                    var rows = rows(said);
                    rows.stream()
                            .filter(row -> row.getAttributes() != null)
                            .map(row -> line(Wire.text(row.getId()), row.getAttributes()))
                            .flatMap(List::stream)
                            .forEach(found::add);
                    if (rows.size() < PAGE
                            || found.stream().anyMatch(line -> line.began().isBefore(since))) {
                        return new Got<>(found);
                    }
                }
            }
        }
        return new Got<>(found, List.of(Gap.of("only the newest %d incidents were read".formatted(PAGE * PAGES))));
    }

    private static ApiAnswer<IncidentSearchResponse> page(DatadogApi api, int page) {
        return api.ask(
                Source.INCIDENTS,
                client -> Wire.documented(
                        new IncidentsApi(client)
                                .searchIncidents(
                                        "state:(active OR stable OR resolved)",
                                        new SearchIncidentsOptionalParameters()
                                                .sort(IncidentSearchSortOrder.CREATED_DESCENDING)
                                                .pageSize((long) PAGE)
                                                .pageOffset((long) page * PAGE)),
                        "data.attributes.incidents",
                        Incidents::incidents));
    }

    private static @Nullable Object incidents(IncidentSearchResponse said) {
        var data = said.getData();
        return data == null || data.getAttributes() == null
                ? null
                : data.getAttributes().getIncidents();
    }

    private static List<IncidentResponseData> rows(IncidentSearchResponse said) {
        var data = said.getData();
        return data == null || data.getAttributes() == null
                ? List.of()
                : Wire.list(data.getAttributes().getIncidents()).stream()
                        .map(row -> row.getData())
                        .filter(Objects::nonNull)
                        .toList();
    }

    /// What the impacts of an incident were: `GET /api/v2/incidents/<id>/impacts`.
    public static ApiAnswer<List<Note>> impacts(DatadogApi api, String key) {
        return notes(api, key, "impacts");
    }

    /// What its people wrote while it lasted: `GET /api/v2/incidents/<id>/timeline`, which Datadog answers and does not
    /// document. So it is read as what it looks like, and may be refused at any time.
    public static ApiAnswer<List<Note>> timeline(DatadogApi api, String key) {
        return notes(api, key, "timeline");
    }

    private static ApiAnswer<List<Note>> notes(DatadogApi api, String key, String part) {
        return api.ask(
                        Source.INCIDENTS,
                        client -> Wire.documented(
                                Unmodelled.get(
                                        client, "/api/v2/incidents/" + client.escapeString(key) + "/" + part, Map.of()),
                                "data",
                                said -> said.get("data")))
                .map(said -> IncidentNotes.of(said.get("data")));
    }

    /// Empty for an incident without any time.
    private static List<Line> line(String key, @Nullable IncidentResponseAttributes incident) {
        if (incident == null) {
            return List.of();
        }
        var times = times(incident);
        var began = Stream.of(
                        times.impactStart(), times.detected(), times.declared(), Wire.instant(incident.getCreated()))
                .filter(Objects::nonNull)
                .min(Instant::compareTo);
        if (began.isEmpty()) {
            return List.of();
        }
        var id = incident.getPublicId();
        return List.of(new Line(
                began.get(),
                times.impactEnd() == null ? times.resolved() : times.impactEnd(),
                id == null ? "" : id.toString(),
                key,
                Wire.text(incident.getTitle()),
                Wire.text(incident.getSeverity()),
                Wire.text(incident.getState()),
                times,
                Wire.text(incident.getCustomerImpactScope()),
                field(incident, "services"),
                fields(incident)));
    }

    private static Times times(IncidentResponseAttributes incident) {
        var more = incident.getAdditionalProperties();
        return new Times(
                // what was declared is created then; older answers have no word of their own for it
                Wire.instant(incident.getDeclared() == null ? incident.getCreated() : incident.getDeclared()),
                Wire.instant(incident.getDetected()),
                Wire.instant(incident.getCustomerImpactStart()),
                Wire.instant(incident.getCustomerImpactEnd()),
                Wire.instant(Wire.at(more, "stable")),
                Wire.instant(incident.getResolved()));
    }

    private static Map<String, String> fields(IncidentResponseAttributes incident) {
        var known = incident.getFields() == null ? Map.<String, Object>of() : incident.getFields();
        var found = new TreeMap<String, String>();
        known.keySet().stream().filter(name -> !ELSEWHERE.contains(name)).forEach(name -> {
            var text = String.join("; ", field(incident, name));
            if (!text.isBlank()) {
                found.put(name, text);
            }
        });
        return found;
    }

    private static List<String> field(IncidentResponseAttributes incident, String name) {
        var fields = incident.getFields();
        var field = fields == null ? null : fields.get(name);
        return switch (field == null ? null : field.getActualInstance()) {
            case IncidentFieldAttributesSingleValue one ->
                Stream.ofNullable(one.getValue()).filter(v -> !v.isBlank()).toList();
            case IncidentFieldAttributesMultipleValue many -> Wire.list(many.getValue());
            case UnparsedObject unknown ->
                unknown.getData() == null
                        ? List.of()
                        : Stream.ofNullable(unknown.getData().get("value"))
                                .flatMap(v -> v instanceof List<?> many ? many.stream() : Stream.of(v))
                                .filter(Objects::nonNull)
                                .map(Object::toString)
                                .toList();
            case null, default -> List.of();
        };
    }
}
