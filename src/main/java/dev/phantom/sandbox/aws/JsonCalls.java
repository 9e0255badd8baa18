package dev.phantom.sandbox.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phantom.sandbox.loopback.LoopbackServer.Reply;
import dev.phantom.sandbox.loopback.LoopbackServer.Request;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The calls of services that speak JSON.
///
/// @param lock held while one is served
record JsonCalls(
        AwsWorld world, CallGate gate, Object lock, CloudControl control, CloudTrail trail, PriceOffers prices) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// @param target the header `X-Amz-Target`
    Reply answer(Request request, String target) {
        var operation = target.substring(target.lastIndexOf('.') + 1);
        var id = UUID.randomUUID().toString();
        try {
            var caller = Caller.of(request, world.account);
            var body = parse(request);
            var service = JsonProtocol.of(target);
            admit(caller, service, operation, body);
            synchronized (lock) {
                var reply = switch (service) {
                    case CLOUD_TRAIL -> trail.serve(operation, caller, body);
                    case PRICING -> prices.serve(operation, body);
                    case CLOUD_CONTROL -> control.serve(operation, caller, body);
                };
                return reply(200, reply, id);
            }
        } catch (AwsFault fault) {
            var error = JSON.createObjectNode().put("__type", fault.code()).put("message", fault.message());
            return reply(fault.code().equals("InvalidClientTokenId") ? 403 : 400, error, id);
        }
    }

    private void admit(Caller caller, JsonProtocol service, String operation, JsonNode body) {
        var types = service == JsonProtocol.CLOUD_CONTROL
                ? List.of(body.path("TypeName").asText())
                : List.<String>of();
        try {
            gate.admit(caller, service.title(), operation, service.prefix(), types, "ThrottlingException");
        } catch (AwsFault fault) {
            throw fault.code().equals("AccessDenied")
                    ? new AwsFault(400, "AccessDeniedException", fault.message())
                    : fault;
        }
    }

    private static JsonNode parse(Request request) {
        try {
            return JSON.readTree(request.text());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Reply reply(int status, JsonNode body, String id) {
        return new Reply(
                status,
                Map.of("Content-Type", "application/x-amz-json-1.1", "x-amzn-RequestId", id),
                body.toString().getBytes(StandardCharsets.UTF_8));
    }
}
