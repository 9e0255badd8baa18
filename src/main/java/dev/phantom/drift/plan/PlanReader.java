package dev.phantom.drift.plan;

import com.fasterxml.jackson.core.JsonParser;
import dev.phantom.drift.knowledge.ProviderSchema;
import dev.phantom.drift.knowledge.ProviderSchemas;
import dev.phantom.drift.plan.TerraformPlan.Kind;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads a plan as `terraform show -json` prints it, in one pass; what nobody needs of it is never in memory. Values of
/// variables and outputs are not read.
///
/// @see <a href="https://developer.hashicorp.com/terraform/internals/json-format#plan-representation">Plan
/// representation</a>
public final class PlanReader {

    private final String file;
    private final ProviderSchemas schemas;
    private final List<PlannedResource> drift = new ArrayList<>();
    private final List<PlannedResource> planned = new ArrayList<>();
    private final Map<String, StateResource> state = new LinkedHashMap<>();
    private final Map<String, ConfiguredAttributes> blocks = new HashMap<>();
    private final List<String> notes = new ArrayList<>();
    private String format = "";
    private String version = "";
    private @Nullable Instant madeAt;
    private boolean changes;
    private boolean defaultTags;
    private boolean ofPlan;
    private boolean ofState;

    private PlanReader(String file, ProviderSchemas schemas) {
        this.file = file;
        this.schemas = schemas;
    }

    /// @throws PhantomException PLAN_UNREADABLE
    public static TerraformPlan read(String file, InputStream json, ProviderSchemas schemas) {
        var reader = new PlanReader(file, schemas);
        PlanJson.each(file, json, reader::section);
        return reader.plan();
    }

    private void section(String name, JsonParser in) throws IOException {
        switch (name) {
            case "format_version" -> format = in.getText();
            case "terraform_version" -> version = in.getText();
            case "timestamp" -> madeAt = instant(in.getText());
            case "resource_drift" -> PlanJson.items(in, () -> change(in, drift, false));
            case "resource_changes" -> {
                changes = true;
                PlanJson.items(in, () -> change(in, planned, true));
            }
            case "action_invocations" -> PlanJson.items(in, () -> invoked(PlanValues.object(in)));
            case "prior_state" -> new StateValues(schemas, state).read(in);
            case "configuration" -> PlanJson.fields(in, part -> configuration(part, in));
            case "planned_values" -> {
                ofPlan = true;
                in.skipChildren();
            }
            case "errored" -> note(in, true, "Terraform reported errors while it was made");
            case "complete" -> note(in, false, "it does not cover the whole module (`-target`, or deferred changes)");
            case "values", "resources", "serial", "lineage" -> {
                ofState = true;
                in.skipChildren();
            }
            default -> in.skipChildren();
        }
    }

    private void note(JsonParser in, boolean when, String note) throws IOException {
        if (in.getBooleanValue() == when) {
            notes.add(note);
        }
    }

    /// @param deposed whether what a failed replacement left behind is wanted too
    private void change(JsonParser in, List<PlannedResource> found, boolean deposed) throws IOException {
        var fields = PlanValues.object(in);
        if (!text(fields, "mode").equals("managed") || !(fields.get("change") instanceof MapValue change)) {
            return;
        }
        var at = new ResourceAddress(text(fields, "address"), text(fields, "type"), text(fields, "provider_name"));
        var schema = schemas.of(at.type());
        var before = side(change, "before", schema);
        var after = side(change, "after", schema);
        if (after != null && change.get("after_unknown") instanceof MapValue unknown) {
            after = UnknownMarks.marked(after, unknown);
        }
        if (at.address().isEmpty()) {
            return;
        }
        var key = text(fields, "deposed");
        if (key.isEmpty()) {
            found.add(new PlannedResource(at, action(change), before, after));
        } else if (deposed) {
            var there = new ResourceAddress(at.address() + " (deposed " + key + ")", at.type(), at.provider());
            found.add(new PlannedResource(there, action(change), before, after));
        }
    }

    /// What a change of a resource sets off (Terraform 1.14 and later).
    private void invoked(MapValue action) {
        var at = new ResourceAddress(text(action, "address"), text(action, "type"), text(action, "provider_name"));
        planned.add(new PlannedResource(at, PlannedResource.Action.OTHER, null, null));
    }

    private static @Nullable MapValue side(MapValue change, String name, ProviderSchema schema) {
        return change.get(name) instanceof MapValue values
                ? SensitiveMarks.marked(values, change.get(name + "_sensitive"), schema)
                : null;
    }

    private static PlannedResource.Action action(MapValue change) {
        var words = change.get("actions") instanceof Value.ListValue list
                ? list.items().stream()
                        .map(item -> item instanceof Scalar s ? s.text() : "")
                        .toList()
                : List.<String>of();
        if (words.size() > 1) {
            return PlannedResource.Action.REPLACE;
        }
        return switch (words.isEmpty() ? "" : words.getFirst()) {
            case "create" -> PlannedResource.Action.CREATE;
            case "update" -> PlannedResource.Action.UPDATE;
            case "delete" -> PlannedResource.Action.DELETE;
            case "forget" -> PlannedResource.Action.FORGET;
            case "no-op", "read", "" -> PlannedResource.Action.NONE;
            default -> PlannedResource.Action.OTHER;
        };
    }

    private void configuration(String part, JsonParser in) throws IOException {
        switch (part) {
            case "provider_config" -> {
                var providers = PlanValues.object(in);
                defaultTags = providers.entries().values().stream().anyMatch(PlanReader::tagsAll);
            }
            case "root_module" -> module("", in);
            default -> in.skipChildren();
        }
    }

    private static boolean tagsAll(Value provider) {
        return provider instanceof MapValue map
                && map.get("expressions") instanceof MapValue expressions
                && expressions.get("default_tags") != null;
    }

    private void module(String prefix, JsonParser in) throws IOException {
        PlanJson.fields(in, part -> {
            switch (part) {
                case "resources" -> PlanJson.items(in, () -> block(prefix, PlanValues.object(in)));
                case "module_calls" ->
                    PlanJson.fields(
                            in,
                            name -> PlanJson.fields(in, field -> {
                                if (field.equals("module")) {
                                    module(prefix + "module." + name + ".", in);
                                } else {
                                    in.skipChildren();
                                }
                            }));
                default -> in.skipChildren();
            }
        });
    }

    private void block(String prefix, MapValue resource) {
        if (text(resource, "mode").equals("managed")) {
            var expressions = resource.get("expressions") instanceof MapValue map ? map : MapValue.EMPTY;
            blocks.put(prefix + text(resource, "address"), ConfiguredAttributes.of(expressions));
        }
    }

    private TerraformPlan plan() {
        if (!ofPlan && ofState) {
            throw unreadable("it is a state, not a plan; pass the output of `terraform show -json` of a saved plan");
        }
        PlanJson.version(file, format, "plan");
        var kind = changes ? drift.isEmpty() ? Kind.UNREFRESHED : Kind.BOTH : Kind.REFRESH_ONLY;
        return new TerraformPlan(file, kind, version, madeAt, drift, planned, state, blocks, defaultTags, notes);
    }

    private PhantomException unreadable(String why) {
        return new PhantomException(new Diagnostic(Code.PLAN_UNREADABLE, why, "", file));
    }

    static String text(MapValue fields, String key) {
        return fields.get(key) instanceof Scalar s ? s.text() : "";
    }

    private @Nullable Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw unreadable("'timestamp' is not a timestamp: " + PlanJson.clipped(text));
        }
    }
}
