package dev.phantom.datadog.assets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The assets, held against Datadog's own OpenAPI document (`src/test/resources/datadog/openapi`).
public class AssetSchemaTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FILE = Path.of("src/test/resources/datadog/openapi/assets-schema.json");

    /// @param definition `v1.Dashboard`
    public static JsonSchema schema(String definition) {
        try {
            var document = (ObjectNode) JSON.readTree(FILE.toFile());
            document.put("$ref", "#/$defs/" + definition);
            return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(document);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String definition(AssetKind kind) {
        return switch (kind) {
            case MONITOR -> "v1.Monitor";
            case SLO -> "v1.ServiceLevelObjectiveRequest";
            case DASHBOARD -> "v1.Dashboard";
        };
    }

    private static List<Asset> assets() {
        var ids = new AssetTemplate(
                java.util.Map.of("monitor:silence", JSON.getNodeFactory().numberNode(7L)));
        return AssetCatalogue.of(AssetInstallationTest.NIGHTLY).stream()
                .map(a -> new Asset(a.kind(), a.name(), ids.in(a.body())))
                .toList();
    }

    @Test
    void everyAssetIsWhatTheDocumentAsksFor() {
        assertThat(assets()).hasSize(6).allSatisfy(asset -> {
            assertThat(schema(definition(asset.kind())).validate(asset.body()))
                    .as(asset.name())
                    .isEmpty();
            assertThat(asset.body().toString())
                    .as("a placeholder that nobody filled")
                    .doesNotContain("${");
        });
        var monitor = assets().getFirst();
        assertThat(schema("v1.MonitorUpdateRequest").validate(monitor.body())).isEmpty();
    }

    /// Or the check could not fail.
    @ParameterizedTest
    @CsvSource({
        "0, /options/on_missing_data, \"dunno\"",
        "0, /options/thresholds/critical, \"0\"",
        "0, /options/notify_nodata, true",
        "0, /type, \"metric allert\"",
        "4, /thresholds/0/timeframe, \"31d\"",
        "5, /layout_type, \"ordred\"",
        "5, /widgets/0/definition/widgets/0/definition/requests/0/formulas/0/formla, \"a\"",
        "5, /widgets/2/definition/widgets/6/definition/requests/0/queries/0/compute/aggregation, \"p95ish\"",
    })
    void aPlantedMistakeIsFound(int asset, String pointer, String value) throws IOException {
        var planted = assets().get(asset);
        var cut = pointer.lastIndexOf('/');
        ((ObjectNode) planted.body().at(pointer.substring(0, cut)))
                .set(pointer.substring(cut + 1), (JsonNode) JSON.readTree(value));
        assertThat(schema(definition(planted.kind())).validate(planted.body())).isNotEmpty();
    }
}
