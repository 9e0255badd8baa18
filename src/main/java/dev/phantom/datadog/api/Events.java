package dev.phantom.datadog.api;

import com.datadog.api.client.v1.api.EventsApi;
import com.datadog.api.client.v1.api.EventsApi.ListEventsOptionalParameters;
import com.datadog.api.client.v1.model.Event;
import com.datadog.api.client.v1.model.EventListResponse;
import dev.phantom.datadog.api.ApiAnswer.Got;
import dev.phantom.datadog.api.ApiAnswer.Refused;
import dev.phantom.fault.Gap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The event stream: `GET /api/v1/events`.
public final class Events {
    private Events() {}

    private static final int PAGE = 100;

    /// One event. All text is untrusted.
    public record Line(
            @Nullable Instant at,
            String id,
            String title,
            String text,
            String source,
            String alertType,
            List<String> tags) {
        public Line {
            tags = List.copyOf(tags);
        }
    }

    /// @param tags  `service:web,env:prod`; empty for all
    /// @param limit newest first
    public static ApiAnswer<List<Line>> read(DatadogApi api, String tags, Instant from, Instant to, int limit) {
        var found = new LinkedHashMap<String, Line>();
        var partial = new ArrayList<Gap>();
        for (var page = 0; found.size() < limit; page++) {
            switch (page(api, tags, from, to, page)) {
                case Refused<EventListResponse> refused
                when found.isEmpty() -> {
                    return refused.as();
                }
                case Refused<EventListResponse> refused -> {
                    partial.add(refused.gap("stopped after %d: ".formatted(found.size())));
                    return newest(found.values().stream().toList(), limit, partial);
                }
                case Got<EventListResponse>(var said, var _) -> {
                    var known = found.size();
                    Wire.list(said.getEvents()).forEach(e -> {
                        var line = line(e);
                        found.putIfAbsent(line.id().isEmpty() ? "#" + found.size() : line.id(), line);
                    });
                    // A server that knows no pages answers the same again; a short page is the last.
                    if (found.size() == known || Wire.list(said.getEvents()).size() < PAGE) {
                        return newest(found.values().stream().toList(), limit, partial);
                    }
                }
            }
        }
        return newest(found.values().stream().toList(), limit, partial);
    }

    private static ApiAnswer<EventListResponse> page(DatadogApi api, String tags, Instant from, Instant to, int page) {
        var options = new ListEventsOptionalParameters().unaggregated(true);
        if (page > 0) {
            options.page(page);
        }
        if (!tags.isEmpty()) {
            options.tags(tags);
        }
        return api.ask(
                Source.EVENTS,
                client -> Wire.documented(
                        new EventsApi(client).listEvents(from.getEpochSecond(), to.getEpochSecond(), options),
                        "events",
                        EventListResponse::getEvents));
    }

    private static ApiAnswer<List<Line>> newest(List<Line> lines, int limit, List<Gap> partial) {
        return new Got<>(
                lines.stream()
                        .sorted(Comparator.comparing(
                                Line::at, Comparator.nullsLast(Comparator.<Instant>reverseOrder())))
                        .limit(limit)
                        .toList(),
                partial);
    }

    private static Line line(Event event) {
        var id = Wire.text(event.getIdStr());
        var source = Wire.text(Wire.at(event.getAdditionalProperties(), "source"));
        return new Line(
                Wire.seconds(event.getDateHappened()),
                id.isEmpty() ? Wire.text(event.getId()) : id,
                Wire.text(event.getTitle()),
                Wire.text(event.getText()),
                source.isEmpty() ? Wire.text(event.getSourceTypeName()) : source,
                Wire.text(event.getAlertType()),
                Wire.list(event.getTags()));
    }
}
