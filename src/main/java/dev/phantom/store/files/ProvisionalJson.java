package dev.phantom.store.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phantom.analysis.Provisional;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;

/// `{"since": "2026-11-22T03:12:00Z", "sources": ["datadog"]}`.
final class ProvisionalJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ProvisionalJson() {}

    static String write(Provisional provisional) {
        var root = JSON.createObjectNode().put("since", provisional.since().toString());
        provisional.sources().forEach(root.putArray("sources")::add);
        return root.toPrettyString() + "\n";
    }

    /// @throws IllegalArgumentException where it is something else
    static Provisional read(String text) {
        try {
            var root = JSON.readTree(text);
            var sources = new ArrayList<String>();
            root.path("sources").forEach(source -> sources.add(source.asText()));
            if (sources.isEmpty()) {
                throw new IllegalArgumentException("sources is missing");
            }
            return new Provisional(Instant.parse(root.path("since").asText()), sources);
        } catch (JsonProcessingException | DateTimeException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
