package dev.phantom.sandbox.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the registry schemas say of a type, as far as the embedded AWS behaves by it. Reads the same tables as Phantom.
final class ResourceTypes {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// @param facts what stands in the table for the type
    /// @param root  the shape of its properties
    private record Entry(JsonNode facts, JsonNode root) {
        static final Entry NONE = new Entry(MissingNode.getInstance(), MissingNode.getInstance());
    }

    private final Map<String, Entry> entries = new HashMap<>();
    private final Map<String, List<String>> actions = new HashMap<>();

    ResourceTypes() {
        for (var line : lines("/dev/phantom/aws/read-actions.txt")) {
            var words = List.of(line.split(" ", -1));
            actions.put(
                    words.getFirst(),
                    words.stream()
                            .skip(1)
                            .filter(word -> Character.isLetter(word.charAt(0))) // `+` and `!`: not asked by reading
                            .toList());
        }
    }

    boolean known(String type) {
        return !entry(type).facts.isMissingNode();
    }

    boolean readable(String type) {
        return entry(type).facts.path("handlers").has("read");
    }

    boolean updatable(String type) {
        return entry(type).facts.path("handlers").has("update");
    }

    List<String> createOnly(String type) {
        return texts(entry(type).facts.path("createOnly"));
    }

    /// The IAM actions that its read handler asks for.
    List<String> readActions(String type) {
        return actions.getOrDefault(type, List.of());
    }

    List<String> identifier(String type) {
        return texts(entry(type).facts.path("identifier"));
    }

    List<String> readOnly(String type) {
        return texts(entry(type).facts.path("readOnly"));
    }

    List<String> writeOnly(String type) {
        return texts(entry(type).facts.path("writeOnly"));
    }

    List<String> required(String type) {
        return texts(entry(type).root.path("required"));
    }

    /// Top-level properties and their shapes.
    JsonNode properties(String type) {
        return entry(type).root.path("properties");
    }

    /// Another type than those of the table.
    ///
    /// @param rows as the table would have it
    void add(String type, List<String> rows) {
        if (!known(type)) {
            var root = rows.stream()
                    .skip(1)
                    .map(ResourceTypes::parse)
                    .filter(row -> row.path("definition").asText().isEmpty())
                    .findFirst();
            entries.put(
                    type,
                    new Entry(
                            parse(rows.getFirst()),
                            root.map(row -> row.path("shape")).orElse(MissingNode.getInstance())));
        }
    }

    private Entry entry(String type) {
        var parts = type.split("::", -1);
        if (parts.length < 3) {
            return Entry.NONE;
        }
        var service = parts[0] + "-" + parts[1];
        if (!entries.containsKey(service)) {
            load(service);
            entries.put(service, Entry.NONE);
        }
        return entries.getOrDefault(type, Entry.NONE);
    }

    private void load(String service) {
        var current = "";
        var facts = (JsonNode) MissingNode.getInstance();
        for (var line : lines("/dev/phantom/drift/types/" + service + ".jsonl")) {
            var node = parse(line);
            if (node.has("type")) {
                facts = node;
                current = node.path("type").asText();
                entries.put(current, new Entry(facts, MissingNode.getInstance()));
            } else if (node.path("definition").asText().isEmpty()) {
                entries.put(current, new Entry(facts, node.path("shape")));
            }
        }
    }

    /// A type's lines of the table; none if the table does not have it.
    static List<String> rows(String type) {
        int name = type.lastIndexOf("::");
        var all = name < 0
                ? List.<String>of()
                : lines("/dev/phantom/drift/types/" + type.substring(0, name).replace("::", "-") + ".jsonl");
        var rows = all.stream()
                .dropWhile(line -> !line.startsWith("{\"type\":\"" + type + "\""))
                .toList();
        int more = (int) rows.stream()
                .skip(1)
                .takeWhile(line -> !line.startsWith("{\"type\""))
                .count();
        return rows.subList(0, rows.isEmpty() ? 0 : more + 1);
    }

    private static List<String> texts(JsonNode array) {
        var result = new ArrayList<String>();
        array.forEach(n -> result.add(n.asText()));
        return result;
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(String resource) {
        try (var in = ResourceTypes.class.getResourceAsStream(resource)) {
            if (in == null) {
                return List.of();
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
