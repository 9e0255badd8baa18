package dev.phantom.drift.plan;

import com.fasterxml.jackson.core.JsonParser;
import dev.phantom.drift.knowledge.ProviderSchemas;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads the managed resources of a state: the file `terraform.tfstate` (version 4), or what `terraform show -json`
/// prints of one. Outputs are not read, nor what a provider keeps for itself.
///
/// @see <a href="https://developer.hashicorp.com/terraform/internals/json-format#state-representation">State
/// representation</a>
public final class StateReader {

    private static final String VERSION = "4";

    private final String file;
    private final ProviderSchemas schemas;
    private final Map<String, StateResource> found = new LinkedHashMap<>();
    private String version = "";
    private String format = "";

    private StateReader(String file, ProviderSchemas schemas) {
        this.file = file;
        this.schemas = schemas;
    }

    /// By address, in the order of the file.
    ///
    /// @throws PhantomException PLAN_UNREADABLE
    public static Map<String, StateResource> read(String file, InputStream json, ProviderSchemas schemas) {
        var reader = new StateReader(file, schemas);
        PlanJson.each(file, json, reader::section);
        reader.check();
        return reader.found;
    }

    private void section(String name, JsonParser in) throws IOException {
        switch (name) {
            case "version" -> version = in.getText();
            case "format_version" -> format = in.getText();
            case "values" -> new StateValues(schemas, found).values(in);
            case "resources" -> PlanJson.items(in, () -> resource(PlanValues.object(in)));
            case "encrypted_data" -> throw PlanJson.encrypted(file);
            case "planned_values" -> throw unreadable("it is a plan, not a state");
            default -> in.skipChildren();
        }
    }

    private void check() {
        if (version.isEmpty()) {
            PlanJson.version(file, format, "state");
        } else if (!version.equals(VERSION)) {
            throw unreadable("its version is " + version + "; only version " + VERSION
                    + " is supported, which Terraform 0.12 and later write");
        }
    }

    private void resource(MapValue fields) {
        if (!PlanReader.text(fields, "mode").equals("managed")
                || !(fields.get("instances") instanceof ListValue instances)) {
            return;
        }
        var module = PlanReader.text(fields, "module");
        var type = PlanReader.text(fields, "type");
        var block = (module.isEmpty() ? "" : module + ".") + type + "." + PlanReader.text(fields, "name");
        var provider = provider(PlanReader.text(fields, "provider"));
        for (var item : instances.items()) {
            if (item instanceof MapValue instance && instance.get("deposed") == null) {
                var at = new ResourceAddress(block + key(instance.get("index_key")), type, provider);
                found.put(at.address(), new StateResource(at, attributes(instance, type)));
            }
        }
    }

    private MapValue attributes(MapValue instance, String type) {
        var values = instance.get("attributes") instanceof MapValue map ? map : MapValue.EMPTY;
        var paths = instance.get("sensitive_attributes") instanceof ListValue list
                ? list.items().stream().map(StateReader::path).toList()
                : List.<PropertyPath>of();
        return SensitiveMarks.marked(values, paths, schemas.of(type));
    }

    /// `provider["registry.terraform.io/hashicorp/aws"].east`; before Terraform 0.13 `provider.aws`.
    private static String provider(String text) {
        int from = text.indexOf("[\"");
        int to = text.indexOf("\"]");
        return from >= 0 && to > from ? text.substring(from + 2, to) : "";
    }

    private static String key(@Nullable Value index) {
        return index instanceof Scalar s ? s.isPlain() ? "[" + s.text() + "]" : "[\"" + quoted(s.text()) + "\"]" : "";
    }

    private static String quoted(String key) {
        return key.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    /// `[{"type": "get_attr", "value": "password"}, {"type": "index", "value": {"value": 0, "type": "number"}}]`
    private static PropertyPath path(Value steps) {
        return steps instanceof ListValue list
                ? new PropertyPath(list.items().stream()
                        .map(step -> step instanceof MapValue map ? map.get("value") : null)
                        .map(value -> value instanceof MapValue map ? map.get("value") : value)
                        .map(value -> value instanceof Scalar s ? s.text() : null)
                        .filter(Objects::nonNull)
                        .toList())
                : PropertyPath.ROOT;
    }

    private PhantomException unreadable(String why) {
        return new PhantomException(new Diagnostic(Code.PLAN_UNREADABLE, why, "", file));
    }
}
