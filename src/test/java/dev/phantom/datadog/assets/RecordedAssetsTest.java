package dev.phantom.datadog.assets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.datadog.api.ApiAnswer;
import dev.phantom.datadog.api.ApiAnswer.Got;
import dev.phantom.datadog.api.DatadogApi;
import dev.phantom.datadog.api.RawObjects;
import dev.phantom.datadog.api.Recording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/// Dashboards, monitors and SLOs that Datadog's own engineers made, replaced and deleted, through our calls and our
/// comparison.
@Tag("corpus")
@EnabledIfEnvironmentVariable(named = "PHANTOM_CORPUS", matches = ".+")
class RecordedAssetsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ASSET = Pattern.compile("/api/v1/(dashboard|monitor|slo)(?:/[\\w-]+)?");

    private final List<String> differing = new ArrayList<>();
    private final Map<String, Integer> played = new TreeMap<>();

    @Test
    void whatIsAnsweredIsReadWholeAndCoversWhatWasWritten() throws Exception {
        try (var files = Files.list(Path.of(System.getenv("PHANTOM_CORPUS"), "datadog-cassettes/features/v1"))) {
            for (var file : (Iterable<Path>) files.sorted()::iterator) {
                play(file);
            }
        }
        assertThat(differing).isEmpty();
        assertThat(played.get("POST dashboard")).isGreaterThan(40);
        assertThat(played.get("POST monitor")).isGreaterThan(5);
        assertThat(played.get("POST slo")).isGreaterThan(5);
        assertThat(played).containsKeys("PUT dashboard", "DELETE dashboard", "DELETE monitor", "DELETE slo");
    }

    private void play(Path file) throws IOException {
        try (var recording = new Recording(file)) {
            var api = recording.api();
            for (var exchange : recording.exchanges()) {
                var request = exchange.path("httpRequest");
                var route = ASSET.matcher(request.path("path").asText());
                if (route.matches() && exchange.at("/httpResponse/statusCode").asInt() == 200) {
                    var kind = AssetKind.valueOf(route.group(1).toUpperCase(Locale.ROOT));
                    played.merge(request.path("method").asText() + " " + route.group(1), 1, Integer::sum);
                    exchange(file, api, kind, exchange);
                }
            }
            recording.unmatched().forEach(asked -> differing.add(file.getFileName() + " was not asked: " + asked));
        }
    }

    private void exchange(Path file, DatadogApi api, AssetKind kind, JsonNode exchange) throws IOException {
        var request = exchange.path("httpRequest");
        var path = request.path("path").asText();
        var text = request.at("/body/json").asText("");
        var body = text.isEmpty() ? JSON.nullNode() : JSON.readTree(text);
        var recorded = JSON.readTree(exchange.at("/httpResponse/body").asText());
        switch (request.path("method").asText()) {
            case "POST" -> {
                if (!path.equals(kind.path())) {
                    return;
                }
                var said = got(RawObjects.create(api, kind.writing(), path, body));
                same(file, said, recorded);
                covers(file, kind, kind == AssetKind.SLO ? said.at("/data/0") : said, body);
            }
            case "PUT" -> {
                var said = got(RawObjects.replace(api, kind.writing(), path, body));
                same(file, said, recorded);
                covers(file, kind, kind == AssetKind.SLO ? said.at("/data/0") : said, body);
            }
            case "DELETE" -> {
                if (body.isNull()) {
                    same(file, got(RawObjects.delete(api, kind.writing(), path)), recorded);
                }
            }
            default -> {
                var query = new TreeMap<String, String>();
                request.path("queryStringParameters")
                        .properties()
                        .forEach(e -> query.put(e.getKey(), e.getValue().path(0).asText()));
                same(file, got(RawObjects.get(api, kind.reading(), path, query)), recorded);
            }
        }
    }

    private static JsonNode got(ApiAnswer<JsonNode> answer) {
        return answer instanceof Got<JsonNode>(var said, var _) ? said : JSON.nullNode();
    }

    /// Nothing of an answer is lost on the way through the client.
    private void same(Path file, JsonNode said, JsonNode recorded) throws IOException {
        if (!JSON.readTree(said.toString()).equals(recorded)) {
            differing.add(file.getFileName() + " reads otherwise: " + said);
        }
    }

    /// What Datadog answers to what it was given is no edit of anybody's.
    private void covers(Path file, AssetKind kind, JsonNode answered, JsonNode written) {
        if (written.at("/options/on_missing_data").asText().equals("default")) {
            ((ObjectNode) written.path("options")).remove("on_missing_data"); // it is not answered; Phantom sets none
        }
        var difference = new ThreeWayDifference(null, NormalForm.of(kind, answered), NormalForm.of(kind, written));
        if (difference.behind()) {
            differing.add(file.getFileName() + ": " + difference.lines());
        }
    }
}
