package dev.phantom.datadog.observe;

import dev.phantom.datadog.api.ApiAnswer;
import dev.phantom.datadog.api.ApiAnswer.Got;
import dev.phantom.datadog.api.ApiAnswer.Refused;
import dev.phantom.datadog.api.DatadogApi;
import dev.phantom.datadog.api.Events;
import dev.phantom.datadog.api.Logs;
import dev.phantom.datadog.api.Search;
import dev.phantom.datadog.api.Source;
import dev.phantom.datadog.api.Spans;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads logs, traces, metrics and events of services, one span of time for all of them.
final class Observer {

    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);
    private static final int SAMPLE = 1000;

    /// How long Datadog keeps logs and spans that it indexes, where nobody chose otherwise.
    static final Duration MEMORY = Duration.ofDays(15);

    private final DatadogApi api;
    private final Instant from;
    private final Instant to;
    private final int limit;
    /// A source that was denied once is not asked again for the next service.
    private final Map<Source, Refused<?>> denied = new EnumMap<>(Source.class);

    Observer(DatadogApi api, Instant from, Instant to, int limit) {
        this.api = api;
        this.from = from;
        this.to = to;
        this.limit = limit;
    }

    /// Whether there is a service of a name.
    enum Presence {
        SEEN,
        /// Nothing now, something in the days before.
        QUIET,
        /// Nothing at all.
        UNKNOWN,
        /// Not to be told, as a read was refused.
        UNDETERMINED
    }

    /// @param seen    names of services in the newest logs and spans, sorted
    /// @param partial there may be more than those
    record Services(SequencedSet<String> seen, boolean partial) {}

    /// Services that show in the newest thousand logs and spans.
    Services services() {
        var logs = once(Source.LOGS, () -> Logs.read(api, Search.newest("*", from, to, SAMPLE)));
        var spans = once(Source.SPANS, () -> Spans.read(api, Search.newest("*", from, to, SAMPLE)));
        var names = new TreeSet<String>();
        if (logs instanceof Got<List<Logs.Line>>(var lines, var _)) {
            lines.forEach(line -> names.add(line.service()));
        }
        if (spans instanceof Got<List<Spans.Line>>(var lines, var _)) {
            lines.forEach(line -> names.add(line.service()));
        }
        names.remove("");
        var full = size(logs) == SAMPLE || size(spans) == SAMPLE;
        return new Services(new LinkedHashSet<>(names), full);
    }

    Observation observe(String service) {
        var term = Search.term("service", service);
        return observation(service, term, new MetricLines(api, from, to, limit).section(service), "service:" + service);
    }

    /// Everything, where no service shows.
    Observation everything() {
        return observation("all services", "*", new MetricLines(api, from, to, limit).everything(), "");
    }

    private Observation observation(String name, String query, Section metrics, String tags) {
        var search = Search.newest(query, from, to, limit);
        var logs = once(Source.LOGS, () -> Logs.read(api, search));
        var spans = once(Source.SPANS, () -> Spans.read(api, search));
        var events = once(Source.EVENTS, () -> Events.read(api, tags, from, to, limit));
        return new Observation(
                name,
                List.of(
                        Section.of("Logs", logs, Observer::log, Observer::logItem),
                        Section.of("Traces", spans, Observer::span, Observer::spanItem),
                        metrics,
                        Section.of("Events", events, Observer::event, Observer::eventItem)));
    }

    @SuppressWarnings("unchecked")
    private <T> ApiAnswer<T> once(Source source, Supplier<ApiAnswer<T>> read) {
        var known = denied.get(source);
        if (known != null) {
            return (Refused<T>) known;
        }
        var answer = read.get();
        if (answer instanceof Refused<T> refused && answer.denied()) {
            denied.put(source, refused);
        }
        return answer;
    }

    private static int size(ApiAnswer<? extends List<?>> answer) {
        return answer instanceof Got<? extends List<?>>(var lines, var _) ? lines.size() : 0;
    }

    /// Whether a service that was silent here was seen in the days before.
    Presence presence(String service) {
        var search = Search.newest(Search.term("service", service), to.minus(MEMORY), to, 1);
        var logs = once(Source.LOGS, () -> Logs.read(api, search));
        if (size(logs) > 0) {
            return Presence.QUIET;
        }
        var spans = once(Source.SPANS, () -> Spans.read(api, search));
        return size(spans) > 0
                ? Presence.QUIET
                : logs instanceof Refused || spans instanceof Refused ? Presence.UNDETERMINED : Presence.UNKNOWN;
    }

    private static Map<String, Object> logItem(Logs.Line line) {
        return new Fields()
                .at(line.at())
                .text("level", line.status())
                .text("host", line.host())
                .text("message", line.message())
                .map();
    }

    private static Map<String, Object> spanItem(Spans.Line line) {
        var fields = new Fields().at(line.at()).text("level", line.error() ? "error" : "ok");
        fields.text("resource", line.resource());
        if (line.durationNanos() >= 0) {
            fields.value("durationNanos", line.durationNanos());
        }
        return fields.text("traceId", line.traceId()).map();
    }

    private static Map<String, Object> eventItem(Events.Line line) {
        return new Fields()
                .at(line.at())
                .text("level", line.alertType())
                .text("title", line.title())
                .text("text", line.text())
                .text("source", line.source())
                .map();
    }

    private static String log(Logs.Line line) {
        var message = line.message().isEmpty() ? "(no message)" : TerminalText.of(line.message());
        return "[" + time(MILLIS, line.at()) + "] " + message;
    }

    private static String span(Spans.Line line) {
        var name = line.resource().isEmpty() ? "(no resource name)" : TerminalText.of(line.resource());
        return name + " - " + (line.durationNanos() < 0 ? "unknown duration" : line.durationNanos() + "ns");
    }

    private static String event(Events.Line line) {
        var title = line.title().isEmpty() ? line.text() : line.title();
        var source = line.source().isEmpty() ? "" : " (" + TerminalText.of(line.source()) + ")";
        return "[" + time(SECONDS, line.at()) + "] " + (title.isEmpty() ? "(no title)" : TerminalText.of(title))
                + source;
    }

    private static String time(DateTimeFormatter format, @Nullable Instant at) {
        return at == null ? "no time" : format.format(at);
    }
}
