package dev.phantom.datadog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// One scenario's evidence files beside its cases.
final class ScenarioCoverage {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// What a reason names: a figure, a name with a hyphen, a name in capitals.
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][\\w./:-]*[A-Za-z0-9]");

    private static final Pattern DEPLOY = Pattern.compile("(?i)\\b(deploy|release|roll(ed|ing)? ?back|shipped)");

    private static final List<String> NAMES =
            List.of("alerts", "monitors", "slos", "dashboards", "dependencies", "services");

    /// A figure elsewhere is the same by chance.
    private static final List<String> FIGURES = List.of("events", "incidents");

    /// What no reason speaks of.
    private static final Pattern NOT_SAID = Pattern.compile("\"(source|url|id|created|modified)\": *(\"[^\"]*\"|\\d+)");

    static final class Count {
        private int found;
        private int all;

        int found() {
            return found;
        }

        int all() {
            return all;
        }

        void add(boolean isFound) {
            add(isFound ? 1 : 0, 1);
        }

        void add(int more, int of) {
            found += more;
            all += of;
        }

        Count plus(Count other) {
            add(other.found, other.all);
            return this;
        }
    }

    private final Path evidence;
    private final Path label;
    private final boolean logs;
    private final String service;
    private final Set<String> resources;
    private final List<JsonNode> exhibits;
    private final String exhibited;
    private final String text;
    private final Map<String, Count> counts = new LinkedHashMap<>();
    private final List<String> missed = new ArrayList<>();

    ScenarioCoverage(Path folder, List<JsonNode> cases) throws IOException {
        evidence = folder.resolve("input/evidence");
        label = folder.resolve("label.json");
        logs = Files.readString(folder.resolve("input/safe/phantom.yaml")).contains("logs, traces");
        service = cases.getFirst().at("/stack/service").asText();
        resources = cases.stream()
                .map(c -> c.at("/drift/physicalId").asText())
                .map(EventScope::shortName)
                .filter(id -> !id.isEmpty())
                .collect(Collectors.toSet());
        exhibits =
                cases.stream().flatMap(c -> stream(c.at("/evidence/exhibits"))).toList();
        exhibited = exhibits.toString();
        text = cases.toString().toLowerCase(Locale.ROOT);
    }

    /// Each class of signals: what is tagged with the service, or names the resource.
    Map<String, Count> classes() throws IOException {
        for (var alert : own("alerts")) {
            count("alerts", alert.at("/attributes/attributes/title").asText(), exhibited.contains(moment(alert, "/attributes/timestamp")));
        }
        for (var monitor : own("monitors")) {
            count("monitors", monitor.path("name").asText(), exhibited.contains(quoted(monitor.path("name").asText())));
        }
        incidents();
        for (var event : own("events")) {
            var title = event.path("title").asText();
            count(DEPLOY.matcher(title).find() ? "deployments" : "other events", title, told(event, title));
        }
        for (var objective : own("slos")) {
            count("SLOs", objective.path("name").asText(), exhibited.contains(quoted(objective.path("name").asText())));
        }
        for (var series : items("metrics", "series")) {
            if (isOwn(series.path("scope"))) {
                var name = series.path("metric").asText();
                count(
                        "metrics",
                        name + series.path("scope"),
                        name.startsWith("trace.")
                                || any(e -> e.path("name").asText().equals(name)));
            }
        }
        if (logs) {
            logs();
        }
        return counts;
    }

    private void incidents() throws IOException {
        for (var incident : items("incidents", "data")) {
            var attributes = incident.path("attributes");
            var services = attributes.at("/fields/services/value").toString();
            if (!services.isEmpty() && !services.equals("null") && !services.contains(quoted(service))) {
                continue;
            }
            var id = attributes.path("public_id").asText();
            var told = exhibits.stream()
                    .filter(e -> e.path("kind").asText().equals("incident")
                            && e.path("incident").asText().equals(id))
                    .findFirst();
            count("incidents", id, told.isPresent());
            for (var time : List.of("declared", "customer_impact_start", "customer_impact_end", "resolved")) {
                if (attributes.path(time).isTextual()) {
                    var at = moment(attributes, "/" + time);
                    count(
                            "incident times",
                            id + " " + time,
                            told.filter(t -> t.path("course").toString().contains(at))
                                    .isPresent());
                }
            }
            for (var note : (Iterable<JsonNode>) stream(incident.path("timeline"))::iterator) {
                var said = SummaryText.line(note.path("content").asText());
                count(
                        "notes of incidents",
                        said,
                        told.filter(t -> t.toString().contains(quoted(said))).isPresent());
            }
        }
    }

    private void logs() throws IOException {
        for (var log : items("logs", "data")) {
            var attributes = log.path("attributes");
            if (attributes.path("service").asText().equals(service) || isOwn(log)) {
                var line = SummaryText.verbatim(attributes.path("message").asText());
                var pattern = LogPattern.of(line, "").text();
                var address = log.at("/attributes/attributes/network/client/ip").asText();
                count("log lines as they are", line, any(e -> e.path("text").asText().equals(line)));
                count(
                        "log patterns",
                        pattern,
                        !address.isEmpty()
                                        && any(e -> Stream.of(address, AccessSignals.network(address))
                                                .toList()
                                                .contains(e.path("who").asText()))
                                || any(e -> e.path("kind").asText().equals("log")
                                        && (e.path("summary").asText().contains(pattern)
                                                || LogPattern.of(e.path("text").asText(), "")
                                                        .text()
                                                        .equals(pattern))));
            }
        }
        for (var span : items("spans", "data")) {
            if (span.at("/attributes/service").asText().equals(service)) {
                var name = SummaryText.line(span.at("/attributes/resource_name").asText());
                count("resources of spans", name, any(e -> e.path("resource").asText().equals(name)));
            }
        }
    }

    private boolean told(JsonNode event, String title) {
        var at = moment(event, "/date_happened");
        var said = SummaryText.line(title);
        var more = SummaryText.verbatim(event.path("text").asText());
        return any(e -> e.path("at").asText().startsWith(at)
                && e.path("summary").asText().contains(said)
                && (said.startsWith(more) || e.path("summary").asText().contains(more)));
    }

    private boolean any(Predicate<JsonNode> which) {
        return exhibits.stream().anyMatch(which);
    }

    private void count(String what, String said, boolean isFound) {
        counts.computeIfAbsent(what, w -> new Count()).add(isFound);
        if (!isFound) {
            missed.add(what + ": " + said);
        }
    }

    /// What the classes count as not in a case, for whoever looks at one scenario.
    List<String> missed() {
        return missed;
    }

    private List<JsonNode> own(String file) throws IOException {
        return items(file, "data").stream().filter(this::isOwn).toList();
    }

    private boolean isOwn(JsonNode item) {
        var written = item.toString();
        return written.contains("\"service:" + service + "\"")
                || resources.stream().anyMatch(id -> written.contains(id));
    }

    private List<JsonNode> items(String file, String member) throws IOException {
        var path = evidence.resolve(file + ".json");
        return Files.exists(path)
                ? stream(JSON.readTree(Files.readString(path)).path(member)).toList()
                : List.of();
    }

    private static String moment(JsonNode node, String pointer) {
        var at = node.at(pointer).asText();
        return at.substring(0, Math.min(19, at.length()));
    }

    private static String quoted(String text) {
        return JSON.getNodeFactory().textNode(text).toString();
    }

    /// How many words of the reason are names or figures that the scenario's Datadog holds.
    int named() throws IOException {
        return words().size();
    }

    /// Those of them that no case has.
    List<String> lacking() throws IOException {
        return words().stream().filter(word -> !has(text, word)).toList();
    }

    private Set<String> words() throws IOException {
        var why = JSON.readTree(Files.readString(label)).path("why").asText();
        var figures = held(FIGURES);
        var held = figures + held(NAMES);
        var found = new LinkedHashSet<String>();
        var matcher = WORD.matcher(why);
        while (matcher.find()) {
            var word = matcher.group();
            var first =
                    matcher.start() == 0 || why.substring(0, matcher.start()).matches("(?s).*[.?!] ");
            var name = Character.isUpperCase(word.charAt(0)) && !first && word.length() > 3;
            var figure = word.matches("[\\d.,:/%]+");
            if ((name || word.matches(".*[\\d-].*")) && has(figure ? figures : held, word)) {
                found.add(word.toLowerCase(Locale.ROOT));
            }
        }
        return found;
    }

    private String held(List<String> files) throws IOException {
        var all = new ArrayList<>(files);
        if (logs) {
            all.addAll(List.of("logs", "spans"));
        }
        var held = new StringBuilder();
        for (var file : all) {
            var path = evidence.resolve(file + ".json");
            held.append(
                    Files.exists(path)
                            ? NOT_SAID.matcher(Files.readString(path))
                                    .replaceAll("")
                                    .toLowerCase(Locale.ROOT)
                            : "");
        }
        return held.toString();
    }

    private static boolean has(String text, String word) {
        return Pattern.compile("(?<!\\w)(?<!\\d\\.)" + Pattern.quote(word.toLowerCase(Locale.ROOT)) + "(?!\\w)")
                .matcher(text)
                .find();
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
