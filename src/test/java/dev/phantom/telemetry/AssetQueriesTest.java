package dev.phantom.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phantom.cli.Shell;
import dev.phantom.sandbox.EmbeddedWorld;
import dev.phantom.sandbox.loopback.CallLog;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every query of the dashboard and the monitors, held against what a run sends: a query by another name, or by a tag
/// that nobody sends, shows nothing for ever and no test of Datadog's would say so.
class AssetQueriesTest {

    private static final Pattern QUERY = Pattern.compile(
            "(avg|sum|min|max):([a-z][\\w.]*)\\{([^}]*)}" + "(?: by \\{([^}]*)})?((?:\\.\\w+\\([^)]*\\))*)");
    private static final Pattern MONITOR = Pattern.compile("(avg|sum|min|max)\\(last_\\d+[mh]\\):(.*) [<>]=? [\\d.]+");
    private static final Pattern TAG = Pattern.compile("(\\w+)(?::| IN \\()([\\w,]+)\\)?");

    /// What a tag can say, where one run cannot show all of it.
    private static final Map<String, Set<String>> CLOSED = Map.of(
            "severity", Set.of("low", "medium", "high", "critical"),
            "outcome", Set.of("ok", "failed"));

    @TempDir
    private Path folder;

    @Test
    void asksForWhatARunSends() throws Exception {
        var assets = assets();
        var sent = run();

        var asked = new TreeSet<String>();
        var queries = queries(assets.path("dashboard"), "metrics");
        assertThat(queries).hasSizeGreaterThan(20);
        for (var query : queries) {
            asked.add(holds(query.path("query").asText(), sent));
        }
        assertThat(asked)
                .as("every metric of the contract is on the dashboard")
                .isEqualTo(sent.metrics().stream().map(Metric::getName).collect(Collectors.toCollection(TreeSet::new)));

        assertThat(assets.path("monitors").properties()).hasSize(4).allSatisfy(monitor -> {
            var query = monitor.getValue().path("query").asText();
            var parsed = MONITOR.matcher(query);
            assertThat(parsed.matches()).as(query).isTrue();
            holds(parsed.group(2), sent);
            assertThat(parsed.group(2).contains(".as_count()"))
                    .as(query)
                    .isEqualTo(parsed.group(1).equals("sum"));
        });

        assertThat(queries(assets.path("dashboard"), "spans")).hasSize(2).allSatisfy(query -> holdsSpans(query, sent));
    }

    /// @return the metric
    private static String holds(String query, Sent sent) {
        var parsed = QUERY.matcher(query);
        assertThat(parsed.matches()).as(query).isTrue();
        var metrics = sent.metrics().stream()
                .filter(m -> m.getName().equals(parsed.group(2)))
                .toList();
        assertThat(metrics).as(query).isNotEmpty();

        var asCount = parsed.group(5).contains(".as_count()");
        assertThat(asCount).as(query).isEqualTo(metrics.getFirst().hasSum());
        if (asCount) {
            assertThat(parsed.group(1)).as("a count is summed: " + query).isEqualTo("sum");
        }

        var tags = metrics.stream()
                .flatMap(m -> TelemetryContract.tags(m).stream())
                .toList();
        var by = parsed.group(4) == null
                ? List.<String>of()
                : List.of(parsed.group(4).split(","));
        assertThat(tags)
                .as(query)
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it.keySet()).containsAll(by));
        filtered(parsed.group(3)).forEach((tag, values) -> {
            assertThat(tags).as(query).allSatisfy(it -> assertThat(it).containsKey(tag));
            var known = CLOSED.getOrDefault(
                    tag, tags.stream().map(it -> it.get(tag)).collect(Collectors.toSet()));
            assertThat(values).as(query).allMatch(v -> v.equals("*") || known.contains(v) || tag.equals("env"));
            assertThat(values).as(query).anyMatch(v -> v.equals("*") || known.contains(v));
        });
        return parsed.group(2);
    }

    /// The values that a filter takes by tag; a variable of the dashboard takes any.
    private static Map<String, List<String>> filtered(String filter) {
        if (filter.equals("*")) {
            return Map.of();
        }
        return Stream.of(filter.split(",(?![^(]*\\))| AND "))
                .map(part -> part.startsWith("$") ? part.substring(1) + ":*" : part)
                .collect(Collectors.toMap(part -> part.split(":| IN ")[0], part -> {
                    var tag = TAG.matcher(part);
                    return tag.matches() ? List.of(tag.group(2).split(",")) : List.of("*");
                }));
    }

    private static void holdsSpans(JsonNode query, Sent sent) {
        var found = sent.spans().stream();
        for (var term : query.at("/search/query").asText().split(" ")) {
            var word = term.split(":", 2);
            found = switch (word[0]) {
                case "service" -> {
                    assertThat(sent.resources()).allSatisfy(r -> assertThat(r).containsEntry("service.name", word[1]));
                    yield found;
                }
                case "status" -> found.filter(s -> s.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR);
                default -> found.filter(s -> word[1].equals(attribute(s, word[0])));
            };
        }
        var spans = found.toList();
        assertThat(spans).as(query.toString()).isNotEmpty();
        query.path("group_by")
                .forEach(by -> assertThat(spans)
                        .as(query.toString())
                        .allSatisfy(
                                s -> assertThat(attribute(s, by.path("facet").asText()))
                                        .isNotEmpty()));
        assertThat(query.at("/compute/metric").asText("@duration")).isEqualTo("@duration");
    }

    private static String attribute(Span span, String facet) {
        assertThat(facet).startsWith("@");
        return Sent.map(span.getAttributesList()).getOrDefault(facet.substring(1), "");
    }

    private static List<JsonNode> queries(JsonNode node, String source) {
        var found = new ArrayList<JsonNode>();
        if (node.path("data_source").asText().equals(source)) {
            found.add(node);
        }
        node.forEach(child -> found.addAll(queries(child, source)));
        return found;
    }

    private JsonNode assets() throws Exception {
        return new ObjectMapper()
                .readTree(new Shell().in(folder).run("datadog", "show").out());
    }

    private Sent run() {
        var morning = Instant.parse("2026-11-22T09:00:00Z");
        try (var world = EmbeddedWorld.start(
                "payments-night", folder.resolve("world"), morning, 0, false, new CallLog(null, call -> {}))) {
            var shell = new Shell().in(folder).set("PHANTOM_MASK_KEY", "k");
            world.environment().forEach(shell::set);
            System.setProperty("aws.accessKeyId", "embedded");
            System.setProperty("aws.secretAccessKey", "embedded");
            shell.at(Clock.fixed(world.now(), ZoneOffset.UTC))
                    .run("run", "--quiet", "--out", "out", "--analyst", "claude");
            return Sent.of(world.datadog().received());
        }
    }
}
