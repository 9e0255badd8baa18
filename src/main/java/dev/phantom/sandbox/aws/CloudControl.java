package dev.phantom.sandbox.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/// Cloud Control: the read handlers, one resource at a time, and updates.
final class CloudControl {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final AwsWorld world;
    private final ResourceRequests requests;

    CloudControl(AwsWorld world) {
        this.world = world;
        this.requests = new ResourceRequests(world);
    }

    ObjectNode serve(String operation, Caller caller, JsonNode request) {
        return switch (operation) {
            case "GetResource" -> get(caller, request);
            case "ListResources" -> list(caller, request);
            case "UpdateResource" -> requests.update(found(caller, request), request);
            case "GetResourceRequestStatus" -> requests.status(request);
            default -> throw new AwsFault(400, "UnsupportedActionException", operation + " is not spoken here");
        };
    }

    private ObjectNode get(Caller caller, JsonNode request) {
        var model = found(caller, request);
        var reply = JSON.createObjectNode().put("TypeName", model.type);
        reply.set("ResourceDescription", description(model));
        return reply;
    }

    private LiveModel found(Caller caller, JsonNode request) {
        var type = readable(caller, request);
        var identifier = request.path("Identifier").asText();
        return world.models.stream()
                .filter(m -> m.in(caller) && m.type.equals(type) && m.joined().equals(identifier))
                .findFirst()
                .orElseThrow(() -> new AwsFault(
                        400,
                        "ResourceNotFoundException",
                        "Resource of type '%s' with identifier '%s' was not found.".formatted(type, identifier)));
    }

    private ObjectNode list(Caller caller, JsonNode request) {
        var type = readable(caller, request);
        var all = world.models.stream()
                .filter(m -> m.in(caller) && m.type.equals(type))
                .toList();
        var token = Optional.ofNullable(request.path("NextToken").textValue());
        var page = Page.of(all, token, world.quirks.page(25)); // MaxResults is not honoured by AWS either
        var reply = JSON.createObjectNode().put("TypeName", type);
        var descriptions = reply.putArray("ResourceDescriptions");
        page.items().forEach(m -> descriptions.add(description(m)));
        if (page.nextToken() != null) {
            reply.put("NextToken", page.nextToken());
        }
        return reply;
    }

    private String readable(Caller caller, JsonNode request) {
        var type = request.path("TypeName").asText();
        if (!world.types.known(type)) {
            throw new AwsFault(400, "TypeNotFoundException", "The type '" + type + "' cannot be found.");
        }
        if (!world.types.readable(type)) {
            throw new AwsFault(
                    400, "UnsupportedActionException", "Resource type " + type + " does not support READ action");
        }
        for (var action : world.types.readActions(type)) {
            if (!world.access.may(action)) {
                throw new AwsFault(
                        400,
                        "GeneralServiceException",
                        type + " Handler returned status FAILED: " + Access.refusal(caller, action)
                                + " (HandlerErrorCode: AccessDenied)");
            }
        }
        return type;
    }

    private static ObjectNode description(LiveModel model) {
        return JSON.createObjectNode().put("Identifier", model.joined()).put("Properties", model.properties.toString());
    }
}
