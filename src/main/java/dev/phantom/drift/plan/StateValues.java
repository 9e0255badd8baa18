package dev.phantom.drift.plan;

import com.fasterxml.jackson.core.JsonParser;
import dev.phantom.drift.knowledge.ProviderSchemas;
import dev.phantom.value.Value.MapValue;
import java.io.IOException;
import java.util.Map;

/// The `values` of a state, as `terraform show -json` prints it: modules in modules.
///
/// @param found takes the managed resources, by address
record StateValues(ProviderSchemas schemas, Map<String, StateResource> found) {

    /// Reads the state at the parser's current token.
    void read(JsonParser in) throws IOException {
        PlanJson.fields(in, part -> {
            if (part.equals("values")) {
                values(in);
            } else {
                in.skipChildren();
            }
        });
    }

    /// Reads the values at the parser's current token.
    void values(JsonParser in) throws IOException {
        PlanJson.fields(in, part -> {
            if (part.equals("root_module")) {
                module(in);
            } else {
                in.skipChildren();
            }
        });
    }

    private void module(JsonParser in) throws IOException {
        PlanJson.fields(in, part -> {
            switch (part) {
                case "resources" -> PlanJson.items(in, () -> resource(PlanValues.object(in)));
                case "child_modules" -> PlanJson.items(in, () -> module(in));
                default -> in.skipChildren();
            }
        });
    }

    private void resource(MapValue fields) {
        if (!PlanReader.text(fields, "mode").equals("managed")
                || fields.entries().containsKey("deposed_key")) {
            return;
        }
        var at = new ResourceAddress(
                PlanReader.text(fields, "address"),
                PlanReader.text(fields, "type"),
                PlanReader.text(fields, "provider_name"));
        var values = fields.get("values") instanceof MapValue map ? map : MapValue.EMPTY;
        found.put(
                at.address(),
                new StateResource(
                        at, SensitiveMarks.marked(values, fields.get("sensitive_values"), schemas.of(at.type()))));
    }
}
