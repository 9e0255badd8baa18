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
import dev.phantom.fault.Gap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Incidents, newest first: `GET /api/v2/incidents/search`. It has no filter of time, so reading stops at the first
/// that
/// was created long before.
public final class Incidents {
    private Incidents() {}

    private static final int PAGE = 50;
    private static final int PAGES = 4;

    /// One incident. All text is untrusted.
    ///
    /// @param began    the earliest of impact, detection and creation
    /// @param ended    the end of the impact on customers, else when it was resolved; null while it lasts
    /// @param services as its people wrote them down; may be empty
    public record Line(
            Instant began,
            @Nullable Instant ended,
            String id,
            String title,
            String severity,
            String state,
            List<String> services,
            String rootCause) {
        public Line {
            services = List.copyOf(services);
        }
    }

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
                            .map(IncidentResponseData::getAttributes)
                            .filter(Objects::nonNull)
                            .map(Incidents::line)
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

    /// Empty for an incident without any time.
    private static List<Line> line(IncidentResponseAttributes incident) {
        var began = Stream.of(
                        incident.getCustomerImpactStart(),
                        incident.getDetected(),
                        incident.getDeclared(),
                        incident.getCreated())
                .filter(Objects::nonNull)
                .map(time -> time.toInstant())
                .min(Instant::compareTo);
        if (began.isEmpty()) {
            return List.of();
        }
        var end = incident.getCustomerImpactEnd() == null ? incident.getResolved() : incident.getCustomerImpactEnd();
        var id = incident.getPublicId();
        return List.of(new Line(
                began.get(),
                Wire.instant(end),
                id == null ? "" : id.toString(),
                Wire.text(incident.getTitle()),
                Wire.text(incident.getSeverity()),
                Wire.text(incident.getState()),
                field(incident, "services"),
                String.join("; ", field(incident, "root_cause"))));
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
