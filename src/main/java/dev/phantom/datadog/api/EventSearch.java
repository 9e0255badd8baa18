package dev.phantom.datadog.api;

import com.datadog.api.client.ApiClient;
import com.datadog.api.client.ApiException;
import com.datadog.api.client.v2.api.EventsApi;
import com.datadog.api.client.v2.api.EventsApi.SearchEventsOptionalParameters;
import com.datadog.api.client.v2.model.EventAttributes;
import com.datadog.api.client.v2.model.EventResponse;
import com.datadog.api.client.v2.model.EventsListRequest;
import com.datadog.api.client.v2.model.EventsListResponse;
import com.datadog.api.client.v2.model.EventsQueryFilter;
import com.datadog.api.client.v2.model.EventsRequestPage;
import com.datadog.api.client.v2.model.EventsSort;
import dev.phantom.fault.Gap;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Events and the transitions of monitors: `POST /api/v2/events/search`.
public final class EventSearch {
    private EventSearch() {}

    /// One event. All text is untrusted.
    ///
    /// @param monitor what a monitor said; null for other events
    public record Line(
            @Nullable Instant at,
            String id,
            String title,
            String message,
            String source,
            List<String> tags,
            @Nullable Monitor monitor) {
        public Line {
            tags = List.copyOf(tags);
        }
    }

    /// @param transition `alert`, `alert recovery`, `warning`, …; empty if the event does not say, for it is not in the
    ///                   published model
    public record Monitor(long id, String name, List<String> groups, String transition) {
        public Monitor {
            groups = List.copyOf(groups);
        }
    }

    public static ApiAnswer<List<Line>> read(DatadogApi api, Search search) {
        return api.pages(Source.EVENTS, search, new DatadogApi.Paging<EventsListResponse, Line>() {
            @Override
            public EventsListResponse read(ApiClient client, String cursor, int size) throws ApiException {
                var page = new EventsRequestPage().limit(size);
                var body = new EventsListRequest()
                        .filter(new EventsQueryFilter()
                                .query(search.query())
                                .from(search.from())
                                .to(search.to()))
                        .sort(search.oldestFirst() ? EventsSort.TIMESTAMP_ASCENDING : EventsSort.TIMESTAMP_DESCENDING)
                        .page(cursor.isEmpty() ? page : page.cursor(cursor));
                return Wire.documented(
                        new EventsApi(client).searchEvents(new SearchEventsOptionalParameters().body(body)),
                        "data",
                        EventsListResponse::getData);
            }

            @Override
            public List<Line> items(EventsListResponse page) {
                return Wire.list(page.getData()).stream().map(EventSearch::line).toList();
            }

            @Override
            public String next(EventsListResponse page) {
                var meta = page.getMeta();
                return meta == null || meta.getPage() == null
                        ? ""
                        : Wire.text(meta.getPage().getAfter());
            }

            @Override
            public List<Gap> warnings(EventsListResponse page) {
                var meta = page.getMeta();
                return meta == null
                        ? List.of()
                        : Wire.partial(
                                meta.getStatus(),
                                Wire.list(meta.getWarnings()).stream()
                                        .map(w -> Wire.warning(w.getTitle(), w.getDetail(), w.getCode())));
            }
        });
    }

    private static Line line(EventResponse event) {
        var outer = event.getAttributes();
        if (outer == null) {
            return new Line(null, Wire.text(event.getId()), "", "", "", List.of(), null);
        }
        var inner = outer.getAttributes();
        return new Line(
                Wire.instant(outer.getTimestamp()),
                Wire.text(event.getId()),
                inner == null ? "" : Wire.text(inner.getTitle()),
                Wire.text(outer.getMessage()),
                source(inner, Wire.list(outer.getTags())),
                Wire.list(outer.getTags()),
                inner == null ? null : monitor(inner));
    }

    private static String source(@Nullable EventAttributes inner, List<String> tags) {
        return tags.stream()
                .filter(tag -> tag.startsWith("source:"))
                .map(tag -> tag.substring("source:".length()))
                .findFirst()
                .orElseGet(() -> inner == null
                        ? ""
                        : inner.getSourcecategory() == null
                                ? Wire.text(inner.getSourceTypeName())
                                : inner.getSourcecategory());
    }

    private static @Nullable Monitor monitor(EventAttributes inner) {
        var monitor = inner.getMonitor();
        if (monitor == null) {
            return null;
        }
        return new Monitor(
                monitor.getId() == null ? 0 : monitor.getId(),
                Wire.text(monitor.getTemplatedName() == null ? monitor.getName() : monitor.getTemplatedName()),
                Wire.list(monitor.getGroups()),
                Wire.text(Wire.at(monitor.getAdditionalProperties(), "transition", "transition_type")));
    }
}
