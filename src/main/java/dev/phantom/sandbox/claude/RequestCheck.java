package dev.phantom.sandbox.claude;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Refuses what the real API (version 2026-10-21) refuses of a request to `POST /v1/messages`.
final class RequestCheck {
    private static final Set<String> FIELDS = Set.of(
            "model",
            "max_tokens",
            "messages",
            "system",
            "output_config",
            "metadata",
            "stop_sequences",
            "stream",
            "thinking",
            "tools",
            "tool_choice",
            "service_tier",
            "cache_control",
            "container",
            "inference_geo",
            "speed");
    /// Ids that the API knows; of any other it says that there is no such model.
    static final Set<String> MODELS = Set.of(
            "claude-sonnet-5-5",
            "claude-opus-5-5",
            "claude-haiku-5-5",
            "claude-sonnet-5",
            "claude-opus-5",
            "claude-sonnet-4-6",
            "claude-haiku-4-5");

    private static final Set<String> SAMPLING = Set.of("temperature", "top_p", "top_k");
    private static final Set<String> UNSUPPORTED = Set.of(
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
            "minLength",
            "maxLength",
            "maxItems",
            "uniqueItems",
            "patternProperties",
            "if",
            "not",
            "oneOf");
    private static final int MAX_UNIONS = 16;

    private RequestCheck() {}

    /// The message of the 400 that the API would answer; empty if it would take the request.
    static Optional<String> refuse(JsonNode request) {
        return Stream.of(fields(request), required(request), turns(request), tools(request), format(request))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> fields(JsonNode request) {
        return request.propertyStream()
                .map(java.util.Map.Entry::getKey)
                .filter(f -> !FIELDS.contains(f))
                .findFirst()
                .map(f -> SAMPLING.contains(f)
                        ? "`" + f + "` is not supported on this model"
                        : f + ": Extra inputs are not permitted");
    }

    private static Optional<String> required(JsonNode request) {
        return Stream.of("model", "max_tokens", "messages")
                .filter(f -> !request.hasNonNull(f))
                .findFirst()
                .map(f -> f + ": Field required");
    }

    private static Optional<String> turns(JsonNode request) {
        var messages = request.path("messages");
        if (messages.isEmpty()) {
            return Optional.of("messages: at least one message is required");
        }
        return messages.get(messages.size() - 1).path("role").asText().equals("user")
                ? Optional.empty()
                : Optional.of(
                        "This model does not support assistant message prefill. The conversation must end with a user message.");
    }

    private static Optional<String> tools(JsonNode request) {
        return Set.of("any", "tool")
                        .contains(request.path("tool_choice").path("type").asText())
                ? Optional.of("tool_choice: forcing tool use is not supported on this model")
                : Optional.empty();
    }

    private static Optional<String> format(JsonNode request) {
        var format = request.path("output_config").path("format");
        if (format.isMissingNode()) {
            return Optional.empty();
        }
        var schema = format.path("schema");
        if (!format.path("type").asText().equals("json_schema") || !schema.isObject()) {
            return Optional.of("output_config.format: a json_schema with a schema is required");
        }
        if (unions(schema) > MAX_UNIONS) {
            return Optional.of("Schema is too complex for compilation");
        }
        return unsupported(schema);
    }

    private static Optional<String> unsupported(JsonNode schema) {
        if (schema.isObject()) {
            var keyword = schema.propertyStream()
                    .map(java.util.Map.Entry::getKey)
                    .filter(UNSUPPORTED::contains)
                    .findFirst();
            if (keyword.isPresent()) {
                return Optional.of("output_config.format.schema: keyword '" + keyword.get() + "' is not supported");
            }
            var open = schema.path("type").asText().equals("object")
                    && !schema.path("additionalProperties").isBoolean();
            if (open || schema.path("additionalProperties").asBoolean(false)) {
                return Optional.of(
                        "output_config.format.schema: for 'object' type, 'additionalProperties' must be explicitly set to false");
            }
        }
        return schema.valueStream()
                .map(RequestCheck::unsupported)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static int unions(JsonNode schema) {
        int here = schema.has("anyOf") || schema.path("type").isArray() ? 1 : 0;
        return here + schema.valueStream().mapToInt(RequestCheck::unions).sum();
    }
}
