package dev.phantom.sandbox.loopback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A scenario folder (`phantom.scenario/v1`, see docs/scenario.md): a world on disk. Every time in it is an ISO-8601
/// string and is moved by whole days, so that the story happened "last night" whenever it is played.
public final class Scenario {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");

    private final Path folder;
    private final JsonNode head;
    private final Duration shift;

    private Scenario(Path folder, JsonNode head, Duration shift) {
        this.folder = folder;
        this.head = head;
        this.shift = shift;
    }

    /// @param today the scenario's own `now` is moved to the last moment not after this, by whole days
    public static Scenario open(Path folder, Instant today) {
        var head = read(folder.resolve("scenario.json"));
        var now = moment(head);
        return new Scenario(
                folder,
                head,
                Duration.ofDays(Math.floorDiv(Duration.between(now, today).toSeconds(), 86_400L)));
    }

    /// The moment at which the story of a folder is looked at, not moved.
    public static Instant moment(Path folder) {
        return moment(read(folder.resolve("scenario.json")));
    }

    private static Instant moment(JsonNode head) {
        return Instant.parse(head.required("now").textValue());
    }

    /// The moment at which the scenario is looked at.
    public Instant now() {
        return moment(head).plus(shift);
    }

    /// By how much the story is moved: whole days.
    public Duration shift() {
        return shift;
    }

    public String account() {
        return head.required("account").textValue();
    }

    public String region() {
        return head.required("region").textValue();
    }

    /// `owner/name` of the repository that holds the safe state.
    public String repository() {
        return head.required("repository").textValue();
    }

    /// A JSON file below `input/`, its times moved; empty if there is no such file.
    public Optional<JsonNode> json(String name) {
        var file = input().resolve(name);
        return Files.exists(file) ? Optional.of(moved(read(file))) : Optional.empty();
    }

    /// A JSON Lines file below `input/` (one document per line), its times moved; empty list if there is no such file.
    public List<JsonNode> jsonLines(String name) {
        var file = input().resolve(name);
        if (!Files.exists(file)) {
            return List.of();
        }
        try (var documents = JSON.readerFor(JsonNode.class).<JsonNode>readValues(file.toFile())) {
            var result = new ArrayList<JsonNode>();
            while (documents.hasNextValue()) {
                result.add(moved(documents.nextValue()));
            }
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    public Path input() {
        return folder.resolve("input");
    }

    private JsonNode moved(JsonNode node) {
        return switch (node) {
            case TextNode text ->
                TextNode.valueOf(INSTANT.matcher(text.textValue())
                        .replaceAll(m -> Instant.parse(m.group()).plus(shift).toString()));
            case ObjectNode object -> {
                var copy = JSON.createObjectNode();
                object.properties().forEach(e -> copy.set(e.getKey(), moved(e.getValue())));
                yield copy;
            }
            case com.fasterxml.jackson.databind.node.ArrayNode array -> {
                var copy = JSON.createArrayNode();
                array.forEach(e -> copy.add(moved(e)));
                yield copy;
            }
            default -> node;
        };
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
