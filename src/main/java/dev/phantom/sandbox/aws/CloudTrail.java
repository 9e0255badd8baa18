package dev.phantom.sandbox.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// CloudTrail's event history: LookupEvents over the scenario's writes, newest first.
final class CloudTrail {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration HISTORY = Duration.ofDays(90);

    private final AwsWorld world;

    CloudTrail(AwsWorld world) {
        this.world = world;
    }

    ObjectNode serve(String operation, Caller caller, JsonNode request) {
        if (!operation.equals("LookupEvents")) {
            throw new AwsFault(400, "UnsupportedOperationException", operation + " is not spoken here");
        }
        var attributes = request.path("LookupAttributes");
        if (attributes.size() > 1) {
            throw new AwsFault(400, "InvalidLookupAttributesException", "only one lookup attribute is allowed");
        }
        var from = time(request, "StartTime").orElse(world.now().minus(HISTORY));
        var to = time(request, "EndTime").orElse(world.now());
        if (from.isAfter(to)) {
            throw new AwsFault(400, "InvalidTimeRangeException", "StartTime is after EndTime");
        }
        var oldest = world.now().minus(HISTORY);
        var all = world.events.stream()
                .filter(e -> e.path("awsRegion").asText(world.region).equals(caller.region()))
                .filter(e -> e.path("recipientAccountId").asText(world.account).equals(caller.account()))
                .filter(e -> !at(e).isBefore(from) && !at(e).isAfter(to) && at(e).isAfter(oldest))
                .filter(e -> attributes.isEmpty() || matches(e, attributes.get(0)))
                .sorted(Comparator.comparing(CloudTrail::at).reversed())
                .toList();
        var token = Optional.ofNullable(request.path("NextToken").textValue());
        var page =
                Page.of(all, token, world.quirks.page(request.path("MaxResults").asInt(50)));
        var reply = JSON.createObjectNode();
        var events = reply.putArray("Events");
        page.items().forEach(e -> events.add(event(e)));
        if (page.nextToken() != null) {
            reply.put("NextToken", page.nextToken());
        }
        return reply;
    }

    private static boolean matches(JsonNode event, JsonNode attribute) {
        var value = attribute.path("AttributeValue").asText();
        return switch (attribute.path("AttributeKey").asText()) {
            case "EventId" -> event.path("eventID").asText().equals(value);
            case "EventName" -> event.path("eventName").asText().equals(value);
            case "EventSource" -> event.path("eventSource").asText().equals(value);
            case "ReadOnly" -> event.path("readOnly").asText("false").equals(value);
            case "Username" -> username(event).equals(value);
            case "AccessKeyId" -> event.at("/userIdentity/accessKeyId").asText().equals(value);
            case "ResourceName" -> names(event).contains(value);
            case "ResourceType" ->
                event.path("resources")
                        .valueStream()
                        .anyMatch(r -> r.path("type").asText().equals(value));
            default -> throw new AwsFault(400, "InvalidLookupAttributesException", "unknown attribute key");
        };
    }

    private static ObjectNode event(JsonNode event) {
        var reply = JSON.createObjectNode()
                .put("EventId", event.path("eventID").asText())
                .put("EventName", event.path("eventName").asText())
                .put("ReadOnly", event.path("readOnly").asText("false"))
                .put("EventTime", at(event).toEpochMilli() / 1000.0)
                .put("EventSource", event.path("eventSource").asText())
                .put("Username", username(event))
                .put("CloudTrailEvent", event.toString());
        var resources = reply.putArray("Resources");
        names(event).forEach(n -> resources.addObject().put("ResourceName", n));
        return reply;
    }

    /// CloudTrail indexes the names in `resources` and those of the parameters.
    private static Set<String> names(JsonNode event) {
        var result = new LinkedHashSet<String>();
        event.path("resources").forEach(r -> result.add(r.path("ARN").asText()));
        collect(event.path("requestParameters"), result);
        return result;
    }

    private static final Pattern NAMING = Pattern.compile("(?i).*(id|name|arn|identifier|url)(s|list)?");

    private static void collect(JsonNode node, Set<String> into) {
        node.properties().forEach(e -> {
            if (NAMING.matcher(e.getKey()).matches()) {
                texts(e.getValue()).forEach(into::add);
            }
            collect(e.getValue(), into);
        });
        if (node.isArray()) {
            node.forEach(n -> collect(n, into));
        }
    }

    private static Stream<String> texts(JsonNode value) {
        return value.isTextual()
                ? Stream.of(value.asText())
                : value.valueStream()
                        .filter(v -> value.isArray() && v.isTextual())
                        .map(JsonNode::asText);
    }

    private static String username(JsonNode event) {
        var identity = event.path("userIdentity");
        var name = identity.path("userName").asText();
        var arn = identity.path("arn").asText();
        return name.isEmpty() ? arn.substring(arn.lastIndexOf('/') + 1) : name;
    }

    private static Instant at(JsonNode event) {
        return Instant.parse(event.path("eventTime").asText());
    }

    private static Optional<Instant> time(JsonNode request, String field) {
        return request.has(field)
                ? Optional.of(
                        Instant.ofEpochMilli(Math.round(request.path(field).asDouble() * 1000)))
                : Optional.empty();
    }
}
