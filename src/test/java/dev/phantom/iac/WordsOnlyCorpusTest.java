package dev.phantom.iac;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phantom.cli.Shell;
import dev.phantom.docs.AccuracyPage;
import dev.phantom.drift.TypeNode;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.fault.PhantomException;
import dev.phantom.iac.cloudformation.read.TemplateReader;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/// Every real template against itself with a tag and a description of each resource changed: drift, and low.
@Tag("corpus")
@EnabledIfEnvironmentVariable(named = "PHANTOM_CORPUS", matches = ".+")
class WordsOnlyCorpusTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> DESCRIPTIONS =
            List.of("Description", "GroupDescription", "AlarmDescription", "DisplayName");

    @TempDir
    private Path home;

    @Test
    void areLow() throws IOException {
        int number = 0;
        for (var file : files()) {
            var name = file.getFileName().toString();
            var text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            var live = reworded(name, text);
            if (!live.isEmpty()) {
                var folder = Files.createDirectory(home.resolve(number++ + "-" + name));
                Files.copy(file, folder.resolve("safe" + name.substring(name.lastIndexOf('.'))));
                Files.writeString(folder.resolve("live.yaml"), live);
            }
        }
        var run = JSON.readTree(new Shell()
                .in(home)
                .run("diff", "--batch", ".", "--output", "json")
                .out());
        var levels = new TreeMap<String, Integer>();
        var louder = new ArrayList<String>();
        for (JsonNode report : run.get("reports")) {
            for (JsonNode drift : report.get("drifts")) {
                var level = drift.at("/severity/level").asText();
                levels.merge(level, 1, Integer::sum);
                if (!level.equals("low")) {
                    louder.add(drift.get("type") + " " + drift.get("severity") + " " + drift.get("changes"));
                }
            }
        }
        assertThat(louder).isEmpty();
        AccuracyPage.holds(
                "words",
                "| templates compared | drifts | by level |\n|---|---|---|\n| %d | %d | %s |\n"
                        .formatted(
                                run.get("reports").size(),
                                levels.values().stream().mapToInt(i -> i).sum(),
                                levels));
    }

    /// Empty where nothing can be reworded.
    private static String reworded(String name, String text) {
        try {
            var document = (MapValue) TemplateReader.read(name, text).document();
            if (!(document.get("Resources") instanceof MapValue resources)) {
                return "";
            }
            var changed = new LinkedHashMap<String, Value>();
            resources.entries().forEach((id, resource) -> changed.put(id, reworded(resource)));
            return changed.equals(resources.entries())
                    ? ""
                    : new YamlPrinter(new Random(20261129)).print(with(document, "Resources", new MapValue(changed)));
        } catch (PhantomException e) {
            return "";
        }
    }

    private static Value reworded(Value resource) {
        if (!(resource instanceof MapValue map)
                || !(map.get("Type") instanceof Value.Scalar type)
                || !(map.get("Properties") instanceof MapValue properties)) {
            return resource;
        }
        var root = Known.TYPES.find(type.text()).map(facts -> facts.at(PropertyPath.ROOT));
        return root.map(node -> (Value) with(map, "Properties", described(node, tagged(node, properties))))
                .orElse(resource);
    }

    private static MapValue tagged(TypeNode type, MapValue properties) {
        var tags = properties.get("Tags");
        if (tags instanceof ListValue list) {
            var more = new ArrayList<>(list.items());
            more.add(tag(type));
            return with(properties, "Tags", new ListValue(more));
        }
        return tags == null && type.child("Tags").items().child("Key").isKnown()
                ? with(properties, "Tags", new ListValue(List.of(tag(type))))
                : properties;
    }

    private static Value tag(TypeNode type) {
        var entries = new LinkedHashMap<String, Value>(
                Map.of("Key", Value.string("reviewed-by"), "Value", Value.string("a")));
        if (type.child("Tags").items().child("PropagateAtLaunch").isKnown()) {
            entries.put("PropagateAtLaunch", Value.plain("true"));
        }
        return new MapValue(entries);
    }

    private static MapValue described(TypeNode type, MapValue properties) {
        for (var name : DESCRIPTIONS) {
            if (type.child(name).isKnown() && !(properties.get(name) instanceof Value.Intrinsic)) {
                return with(properties, name, Value.string("reworded"));
            }
        }
        return properties;
    }

    private static MapValue with(MapValue map, String key, Value value) {
        var entries = new LinkedHashMap<>(map.entries());
        entries.put(key, value);
        return new MapValue(entries);
    }

    private static List<Path> files() throws IOException {
        try (var all = Files.walk(Path.of(System.getenv("PHANTOM_CORPUS"), "cfn-templates"))) {
            return all.filter(Files::isRegularFile)
                    .filter(f -> !f.toString().matches(".*\\.(csv|md)"))
                    .sorted()
                    .toList();
        }
    }
}
