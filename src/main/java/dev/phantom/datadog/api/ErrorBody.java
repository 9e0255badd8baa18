package dev.phantom.datadog.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Datadog's error answers as one line. They come as `{"errors":["…"]}`, as JSON:API objects, as one string, with a
/// Python dictionary inside, or as a page of HTML.
final class ErrorBody {
    private ErrorBody() {}

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST = 240;
    private static final Pattern NESTED = Pattern.compile("\\{'errors': \\[u?[\"'](.*)[\"']]}", Pattern.DOTALL);
    private static final Pattern SECRET = Pattern.compile(
            "\\b(ddapp_|ddpat_|ddsat_)\\w+|\\b([0-9a-f]{40}|[0-9a-f]{32})\\b", Pattern.CASE_INSENSITIVE);

    /// @param body what was answered; may be null or no JSON
    /// @return empty if the body says nothing
    static String text(@Nullable String body) {
        if (body == null || body.isBlank()) {
            return "";
        }
        String said;
        try {
            said = errors(JSON.readTree(body));
        } catch (JsonProcessingException e) {
            said = body.stripLeading().startsWith("<") ? "a page of HTML instead of JSON" : body;
        }
        return oneLine(said);
    }

    /// Scrubbed of keys and control characters, and not too long.
    static String oneLine(String said) {
        var line = SECRET.matcher(said)
                .replaceAll("[key]")
                .replaceAll("[\\p{Cntrl}\\s]+", " ")
                .strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
    }

    private static String errors(JsonNode root) {
        var errors = root.path("errors").isMissingNode() ? root.path("error") : root.path("errors");
        var lines = new ArrayList<String>();
        if (errors.isArray()) {
            errors.forEach(error -> lines.add(one(error)));
        } else if (!errors.isMissingNode() && !errors.isNull()) {
            lines.add(one(errors));
        }
        return String.join("; ", lines);
    }

    private static String one(JsonNode error) {
        if (error.isTextual()) {
            var nested = NESTED.matcher(error.textValue());
            return nested.matches() ? nested.group(1) : error.textValue();
        }
        var title = error.path("title").asText("");
        var detail = error.path("detail").asText("");
        if (title.isEmpty() && detail.isEmpty()) {
            return error.toString();
        }
        return detail.isEmpty() ? title : title.isEmpty() ? detail : title + ": " + detail;
    }
}
