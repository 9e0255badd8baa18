package dev.phantom.stack.file;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.phantom.secret.Secrets;
import dev.phantom.stack.LiveResource;
import dev.phantom.stack.LiveState;
import dev.phantom.stack.Mask;
import dev.phantom.stack.ValueJson;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;

/// Writes `phantom.live/v1`, one stack per line, as a person may see it.
///
/// @param secrets of the stack
public record LiveStateWriter(Mask mask, Secrets secrets) {

    public void write(LiveState state, Writer out) throws IOException {
        try (var json = ValueJson.FACTORY.createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.writeStartObject();
            json.writeStringField("schema", LiveStateReader.SCHEMA);
            json.writeObjectFieldStart("stack");
            json.writeStringField("name", state.id().name());
            json.writeStringField("account", state.id().account());
            json.writeStringField("region", state.id().region());
            json.writeEndObject();
            if (state.capturedAt() != null) {
                json.writeStringField("capturedAt", state.capturedAt().toString());
            }
            json.writeStringField("source", word(state.source()));
            optional(json, "scanId", state.scanId());
            resources(json, "resources", state.resources());
            if (!state.unmanaged().isEmpty()) {
                resources(json, "unmanaged", state.unmanaged());
            }
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private void resources(JsonGenerator json, String name, List<LiveResource> resources) throws IOException {
        json.writeArrayFieldStart(name);
        for (var resource : resources) {
            write(resource.shown(secrets), json);
        }
        json.writeEndArray();
    }

    private void write(LiveResource resource, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("logicalId", resource.logicalId());
        json.writeStringField("physicalId", resource.physicalId());
        json.writeStringField("type", resource.type());
        json.writeObjectFieldStart("identifier");
        for (var part : resource.identifier().entrySet()) {
            json.writeStringField(part.getKey(), part.getValue());
        }
        json.writeEndObject();
        json.writeFieldName("properties");
        ValueJson.write(resource.properties(), json, mask);
        json.writeStringField("provenance", word(resource.provenance()));
        json.writeStringField("status", word(resource.status()));
        optional(json, "detail", resource.detail());
        json.writeEndObject();
    }

    private static void optional(JsonGenerator json, String name, String text) throws IOException {
        if (!text.isEmpty()) {
            json.writeStringField(name, text);
        }
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
