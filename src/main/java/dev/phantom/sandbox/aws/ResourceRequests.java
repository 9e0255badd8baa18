package dev.phantom.sandbox.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Cloud Control's writes: a patch of what the read handler gives, checked as a whole against the schema, carried out
/// while the client asks how far it is. What is never read back and is not in the patch is lost; what is absent
/// afterwards stays as it was; a list whose order says nothing comes back in another one.
///
/// @see <a href="https://docs.aws.amazon.com/cloudcontrolapi/latest/userguide/resource-operations-update.html">Updating
/// a resource</a>
/// @see <a href="https://github.com/hashicorp/terraform-provider-awscc/pull/1737">write-only properties are to be sent
/// again</a>
final class ResourceRequests {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// One request.
    private static final class Asked {
        final String token = UUID.randomUUID().toString();
        final LiveModel model;
        final ObjectNode desired;
        final String client;
        final String patch;
        int polls;
        String status = "IN_PROGRESS";
        String error = "";
        String message = "";

        Asked(LiveModel model, ObjectNode desired, String client, String patch) {
            this.model = model;
            this.desired = desired;
            this.client = client;
            this.patch = patch;
        }
    }

    private final AwsWorld world;
    private final Map<String, Asked> requests = new LinkedHashMap<>();

    ResourceRequests(AwsWorld world) {
        this.world = world;
    }

    /// @param model that the request names
    ObjectNode update(LiveModel model, JsonNode request) {
        var client = request.path("ClientToken").asText();
        var patch = request.path("PatchDocument").asText();
        var before = requests.values().stream()
                .filter(r -> !client.isEmpty() && r.client.equals(client))
                .findFirst();
        if (before.isPresent()) {
            if (!before.get().patch.equals(patch) || before.get().model != model) {
                throw new AwsFault(
                        400, "ClientTokenConflictException", "The client token was used for another request.");
            }
            return event(before.get());
        }
        if (!world.types.updatable(model.type)) {
            throw new AwsFault(
                    400,
                    "UnsupportedActionException",
                    "Resource type " + model.type + " does not support UPDATE action");
        }
        if (world.busy.contains(model.physicalId)
                || requests.values().stream().anyMatch(r -> r.model == model && r.status.equals("IN_PROGRESS"))) {
            throw new AwsFault(
                    400,
                    "ConcurrentOperationException",
                    "The specified request failed because another operation on " + model.joined() + " is in progress");
        }
        var asked = new Asked(model, patched(model, patch), client, patch);
        requests.put(asked.token, asked);
        return event(asked);
    }

    ObjectNode status(JsonNode request) {
        var asked = Optional.ofNullable(
                        requests.get(request.path("RequestToken").asText()))
                .orElseThrow(() ->
                        new AwsFault(400, "RequestTokenNotFoundException", "Request with this token was not found."));
        if (asked.status.equals("IN_PROGRESS") && asked.polls++ >= world.quirks.polls()) {
            end(asked);
        }
        return event(asked);
    }

    private void end(Asked asked) {
        var model = asked.model;
        var refused = refusal(model, asked.desired);
        if (refused.isPresent()) {
            asked.status = "FAILED";
            asked.error = refused.get().getKey();
            asked.message = refused.get().getValue();
            return;
        }
        var after = model.properties.deepCopy();
        asked.desired.properties().forEach(e -> {
            if (!e.getValue().equals(after.get(e.getKey()))) {
                after.set(e.getKey(), shuffled(model.type, e.getKey(), e.getValue()));
            }
        });
        world.types.writeOnly(model.type).stream()
                .filter(path -> !path.contains("/") && !asked.desired.has(path))
                .forEach(path -> world.lost.add(model.logicalId + "/" + path));
        model.properties = after;
        asked.status = "SUCCESS";
    }

    /// Code and message of what the handler would not do.
    private Optional<Map.Entry<String, String>> refusal(LiveModel model, ObjectNode desired) {
        for (var path : world.types.createOnly(model.type)) {
            var name = path.split("/")[0];
            if (!path.contains("/") && !desired.path(name).equals(model.properties.path(name))) {
                return Optional.of(Map.entry(
                        "NotUpdatable",
                        "Invalid patch update: createOnlyProperties [/properties/" + name + "] cannot be updated"));
            }
        }
        var shapes = world.types.properties(model.type);
        for (var property : desired.properties()) {
            var kinds = kinds(shapes.path(property.getKey()));
            if (!kinds.isEmpty() && kinds.stream().noneMatch(kind -> is(kind, property.getValue()))) {
                return Optional.of(Map.entry(
                        "InvalidRequest",
                        "Model validation failed (#/" + property.getKey() + ": expected type: " + kinds.getFirst()
                                + ")"));
            }
        }
        return world.types.required(model.type).stream()
                .filter(name ->
                        !desired.has(name) && !world.types.writeOnly(model.type).contains(name))
                .findFirst()
                .map(name -> Map.entry(
                        "InvalidRequest", "Model validation failed (#: required key [" + name + "] not found)"));
    }

    private static List<String> kinds(JsonNode shape) {
        var kind = shape.isTextual() ? shape.asText() : shape.path("kind").asText();
        return kind.isEmpty() || kind.startsWith("#") ? List.of() : List.of(kind.split("\\|"));
    }

    private static boolean is(String kind, JsonNode value) {
        return switch (kind) {
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "array" -> value.isArray();
            case "object" -> value.isObject();
            default -> true;
        };
    }

    private JsonNode shuffled(String type, String property, JsonNode value) {
        var shape = world.types.properties(type).path(property);
        if (!(value instanceof ArrayNode list) || shape.path("order").asBoolean(true)) {
            return value;
        }
        var reversed = JSON.createArrayNode();
        for (var i = list.size() - 1; i >= 0; i--) {
            reversed.add(list.get(i));
        }
        return reversed;
    }

    /// RFC 6902, as far as whole properties go.
    private static ObjectNode patched(LiveModel model, String patch) {
        var desired = model.properties.deepCopy();
        for (var step : operations(patch)) {
            var name =
                    step.path("path").asText().substring(1).replace("~1", "/").replace("~0", "~");
            var value = step.path("value");
            switch (step.path("op").asText()) {
                case "test" -> {
                    if (!desired.path(name).equals(value)) {
                        throw new AwsFault(400, "InvalidRequestException", "Patch test operation failed at /" + name);
                    }
                }
                case "replace" -> {
                    if (!desired.has(name)) {
                        throw new AwsFault(400, "InvalidRequestException", "Patch replace: no such path /" + name);
                    }
                    desired.set(name, value);
                }
                case "add" -> desired.set(name, value);
                case "remove" -> desired.remove(name);
                default -> throw new AwsFault(400, "ValidationException", "unknown patch operation");
            }
        }
        return desired;
    }

    private static JsonNode operations(String patch) {
        try {
            return JSON.readTree(patch);
        } catch (JsonProcessingException e) {
            throw new AwsFault(400, "ValidationException", "PatchDocument is not JSON");
        }
    }

    private static ObjectNode event(Asked asked) {
        var reply = JSON.createObjectNode();
        var event = reply.putObject("ProgressEvent")
                .put("TypeName", asked.model.type)
                .put("Identifier", asked.model.joined())
                .put("RequestToken", asked.token)
                .put("Operation", "UPDATE")
                .put("OperationStatus", asked.status);
        if (!asked.error.isEmpty()) {
            event.put("ErrorCode", asked.error).put("StatusMessage", asked.message);
        }
        return reply;
    }
}
