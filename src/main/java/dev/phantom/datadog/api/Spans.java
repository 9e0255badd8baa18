package dev.phantom.datadog.api;

import com.datadog.api.client.ApiClient;
import com.datadog.api.client.ApiException;
import com.datadog.api.client.v2.api.SpansApi;
import com.datadog.api.client.v2.model.Span;
import com.datadog.api.client.v2.model.SpansAttributes;
import com.datadog.api.client.v2.model.SpansListRequest;
import com.datadog.api.client.v2.model.SpansListRequestAttributes;
import com.datadog.api.client.v2.model.SpansListRequestData;
import com.datadog.api.client.v2.model.SpansListRequestPage;
import com.datadog.api.client.v2.model.SpansListRequestType;
import com.datadog.api.client.v2.model.SpansListResponse;
import com.datadog.api.client.v2.model.SpansQueryFilter;
import com.datadog.api.client.v2.model.SpansSort;
import dev.phantom.fault.Gap;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Retained spans: `POST /api/v2/spans/events/search`.
public final class Spans {
    private Spans() {}

    /// One span. All text is untrusted.
    ///
    /// @param durationNanos -1 if not known
    public record Line(
            @Nullable Instant at,
            String service,
            String resource,
            long durationNanos,
            boolean error,
            String traceId,
            String spanId) {}

    public static ApiAnswer<List<Line>> read(DatadogApi api, Search search) {
        return api.pages(Source.SPANS, search, new DatadogApi.Paging<SpansListResponse, Line>() {
            @Override
            public SpansListResponse read(ApiClient client, String cursor, int size) throws ApiException {
                var page = new SpansListRequestPage().limit(size);
                var attributes = new SpansListRequestAttributes()
                        .filter(new SpansQueryFilter()
                                .query(search.query())
                                .from(search.from())
                                .to(search.to()))
                        .sort(search.oldestFirst() ? SpansSort.TIMESTAMP_ASCENDING : SpansSort.TIMESTAMP_DESCENDING)
                        .page(cursor.isEmpty() ? page : page.cursor(cursor));
                return new SpansApi(client)
                        .listSpans(new SpansListRequest()
                                .data(new SpansListRequestData()
                                        .type(SpansListRequestType.SEARCH_REQUEST)
                                        .attributes(attributes)));
            }

            @Override
            public List<Line> items(SpansListResponse page) {
                return Wire.list(page.getData()).stream().map(Spans::line).toList();
            }

            @Override
            public String next(SpansListResponse page) {
                var meta = page.getMeta();
                return meta == null || meta.getPage() == null
                        ? ""
                        : Wire.text(meta.getPage().getAfter());
            }

            @Override
            public List<Gap> warnings(SpansListResponse page) {
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

    private static Line line(Span span) {
        var attributes = span.getAttributes();
        if (attributes == null) {
            return new Line(null, "", "", -1, false, "", "");
        }
        return new Line(
                Wire.instant(attributes.getStartTimestamp()),
                Wire.text(attributes.getService()),
                Wire.text(attributes.getResourceName()),
                duration(attributes),
                isError(attributes),
                Wire.text(attributes.getTraceId()),
                Wire.text(attributes.getSpanId()));
    }

    /// `custom.duration` in nanoseconds, else end minus start.
    private static long duration(SpansAttributes attributes) {
        if (first(attributes, "duration") instanceof Number nanos) {
            return nanos.longValue();
        }
        var start = attributes.getStartTimestamp();
        var end = attributes.getEndTimestamp();
        return start == null || end == null ? -1 : Duration.between(start, end).toNanos();
    }

    private static boolean isError(SpansAttributes attributes) {
        return Wire.text(
                                attributes.getAdditionalProperties() == null
                                        ? null
                                        : attributes.getAdditionalProperties().get("status"))
                        .equals("error")
                || Wire.text(first(attributes, "status")).equals("error")
                || Wire.at(attributes.getCustom(), "error") != null;
    }

    private static @Nullable Object first(SpansAttributes attributes, String key) {
        var custom = Wire.at(attributes.getCustom(), key);
        return custom != null ? custom : Wire.at(attributes.getAttributes(), key);
    }
}
