package dev.phantom.drift.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phantom.drift.Change;
import dev.phantom.drift.compare.Arns;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.drift.knowledge.ProviderSchema;
import dev.phantom.drift.knowledge.ProviderSchemas;
import dev.phantom.stack.ValueJson;
import dev.phantom.value.Value.MapValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// 96 states of a former drift tool, each beside the resources that it read out of them. It drops what is empty and the
/// attributes that its own types do not compare, and it spells policies its own way.
@Tag("corpus")
class StateCorpusTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// Without marks: the corpus holds secrets in clear, and the golden files too.
    private static final ProviderSchemas UNMARKED = new ProviderSchemas(() -> new ByteArrayInputStream(new byte[0]));

    /// The former tool works out the ids of rules by itself, and writes the numbers of protocols for their names.
    private static final Set<String> OTHER_IDS = Set.of("aws_network_acl_rule", "aws_security_group_rule");

    private static final JsonTexts TEXTS = new JsonTexts(new Arns("", ""), Known.FACTS);

    @Test
    void whatIsReadOfEveryStateEqualsItsGoldenFile() throws IOException {
        var folder = Path.of(System.getenv().getOrDefault("PHANTOM_CORPUS", ""), "terraform-states");
        var goldens = new ArrayList<Path>();
        try (var files = Files.walk(folder)) {
            files.filter(f -> f.endsWith("results.golden.json")).sorted().forEach(goldens::add);
        }
        assertThat(goldens).hasSize(96);
        int resources = 0;
        var wrong = new TreeSet<String>();
        for (var golden : goldens) {
            var state = golden.resolveSibling("terraform.tfstate");
            var read = StateReader.read(state.toString(), Files.newInputStream(state), UNMARKED);
            assertThat(read).as(state.toString()).hasSize(managed(state));
            for (var expected : JSON.readTree(golden.toFile())) {
                resources++;
                if (read.values().stream().noneMatch(held -> equal(expected, held))) {
                    wrong.add(golden.getParent().getFileName() + " " + expected.get("Type") + " " + expected.get("Id"));
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(resources).isEqualTo(218);
    }

    private static int managed(Path state) throws IOException {
        int found = 0;
        for (var resource : JSON.readTree(state.toFile()).get("resources")) {
            found += resource.get("mode").asText().equals("managed")
                    ? resource.get("instances").size()
                    : 0;
        }
        return found;
    }

    private static boolean equal(JsonNode expected, StateResource held) {
        var type = expected.get("Type").asText();
        return held.at().type().equals(type)
                && (OTHER_IDS.contains(type)
                        || held.physicalId().equals(expected.get("Id").asText()))
                && differences(expected.get("Attrs"), held.attributes()).stream()
                        .allMatch(c -> type.equals("aws_network_acl_rule")
                                && c.path().toString().equals("/protocol"));
    }

    /// Whatever the golden file holds must have been read; it does not hold all that was read.
    private static List<Change> differences(JsonNode attributes, MapValue read) {
        try {
            var wanted = (MapValue) ValueJson.parse(attributes.toString());
            return AttributeWalk.between(wanted, read, ProviderSchema.UNKNOWN, TEXTS).stream()
                    .filter(c ->
                            !(c instanceof Change.Add) && !c.path().toString().equals("/id"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
