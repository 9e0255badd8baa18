package dev.phantom.datadog.api;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// Addresses in Datadog's own pages, on the configured host only; ids are taken from answers when they look like ids.
/// Every page is frozen in time (`live=false`).
public final class DeepLinks {

    private final URI app;

    public DeepLinks(URI app) {
        this.app = app;
    }

    public String logs(String query, Instant from, Instant to) {
        return app + "/logs?query=" + encode(query) + span("from_ts", "to_ts", from, to) + "&live=false";
    }

    /// Empty if the trace has no id of the known shape.
    public String trace(String traceId, String spanId, Instant at) {
        if (!traceId.matches("[0-9a-fA-F]{1,40}")) {
            return "";
        }
        var span = spanId.matches("\\d{1,20}") ? "spanID=" + spanId + "&" : "";
        return app + "/apm/trace/" + traceId + "?" + span + "timeHint=" + at.toEpochMilli();
    }

    public String monitor(long id, Instant from, Instant to) {
        return app + "/monitors/" + id + "?"
                + span("from_ts", "to_ts", from, to).substring(1) + "&live=false";
    }

    /// Empty if the objective has no id of the known shape.
    public String objective(String id, Instant from, Instant to) {
        return id.matches("[0-9a-f]{32}")
                ? app + "/slo?slo_id=" + id + span("from_ts", "to_ts", from, to) + "&live=false"
                : "";
    }

    public String events(String query, Instant from, Instant to) {
        return app + "/event/explorer?query=" + encode(query) + span("from_ts", "to_ts", from, to) + "&live=false";
    }

    /// Empty if the incident has no number.
    public String incident(String publicId) {
        return publicId.matches("\\d{1,12}") ? app + "/incidents/" + publicId : "";
    }

    public String metric(String name, String scope, Instant from, Instant to) {
        return app + "/metric/explorer?exp_metric=" + encode(name) + "&exp_scope=" + encode(scope)
                + span("start", "end", from, to) + "&live=false";
    }

    public String service(String name, Instant from, Instant to) {
        return app + "/apm/services/" + encode(name) + "?"
                + span("start", "end", from, to).substring(1) + "&paused=true";
    }

    private static String span(String begin, String end, Instant from, Instant to) {
        return "&" + begin + "=" + from.toEpochMilli() + "&" + end + "=" + to.toEpochMilli();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("*", "%2A")
                .replace("+", "%20");
    }
}
