package dev.phantom.datadog.assets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/// What was installed last, `phantom.datadog-assets/v1`: by the name of an asset its id, and in [NormalForm] what
/// Datadog answered when it was written: who made it is left out. Without it nobody can tell an edit of a person's from
/// a newer Phantom.
public final class LastInstalled {

    /// A file in the folder of the history.
    public static final String FILE = "datadog-assets.json";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SCHEMA = "phantom.datadog-assets/v1";

    private final ObjectNode assets;

    private LastInstalled(ObjectNode assets) {
        this.assets = assets;
    }

    public static LastInstalled none() {
        return new LastInstalled(JsonNodeFactory.instance.objectNode());
    }

    /// @return empty where the text is no such document
    public static Optional<LastInstalled> read(String text) {
        try {
            var document = JSON.readTree(text);
            return document.path("schema").asText().equals(SCHEMA)
                            && document.path("assets").isObject()
                    ? Optional.of(new LastInstalled((ObjectNode) document.path("assets")))
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    public String text() {
        var document = JsonNodeFactory.instance.objectNode().put("schema", SCHEMA);
        document.set("assets", assets);
        return document.toPrettyString() + "\n";
    }

    /// What was written to this object; empty for one that is not known here.
    Optional<JsonNode> of(Asset asset, String id) {
        var known = assets.path(asset.name());
        return known.path("id").asText().equals(id) ? Optional.of(known.path("answered")) : Optional.empty();
    }

    void note(Asset asset, String id, JsonNode answered) {
        assets.putObject(asset.name()).put("id", id).set("answered", NormalForm.of(asset.kind(), answered));
    }

    void forget(Asset asset) {
        assets.remove(asset.name());
    }
}
