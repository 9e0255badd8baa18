package dev.phantom.store.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phantom.drift.attribute.Sightings;
import dev.phantom.run.LastLook;
import dev.phantom.severity.Severity;
import dev.phantom.value.BoundedNumber;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Locale;

/// `{"resources": 47, "compared": 41, "monthlyDeltaUsd": 2452.80, "unpriced": 2, "open": [{"driftId": "d-…",
/// "firstSeen": "…", "severity": "high"}], "seen": {…}}`; `monthlyDeltaUsd` is null where it is not known, `seen` is
/// [SightingsJson].
final class LastLookJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private LastLookJson() {}

    static String write(LastLook look) {
        var root = JSON.createObjectNode().put("resources", look.resources()).put("compared", look.compared());
        root.put("monthlyDeltaUsd", look.monthlyDeltaUsd());
        if (look.unpriced() != null) {
            root.put("unpriced", look.unpriced());
        }
        var open = root.putArray("open");
        look.open().stream()
                .sorted(Comparator.comparing(LastLook.Open::driftId))
                .forEach(drift -> open.addObject()
                        .put("driftId", drift.driftId())
                        .put("firstSeen", drift.firstSeen().toString())
                        .put("severity", drift.severity().text()));
        if (!look.sightings().equals(Sightings.NONE)) {
            root.set("seen", SightingsJson.write(look.sightings()));
        }
        return root.toPrettyString() + "\n";
    }

    /// @throws IllegalArgumentException where it is something else
    static LastLook read(String text) {
        try {
            var root = JSON.readTree(text);
            if (!root.path("open").isArray()) {
                throw new IllegalArgumentException("open is missing");
            }
            var open = new ArrayList<LastLook.Open>();
            for (var drift : root.path("open")) {
                open.add(new LastLook.Open(
                        word(drift, "driftId"),
                        Instant.parse(word(drift, "firstSeen")),
                        Severity.valueOf(word(drift, "severity").toUpperCase(Locale.ROOT))));
            }
            var monthly = root.path("monthlyDeltaUsd");
            return new LastLook(
                    number(root, "resources").intValueExact(),
                    number(root, "compared").intValueExact(),
                    monthly.isNumber() ? BoundedNumber.of(monthly.asText()).orElse(null) : null,
                    root.has("unpriced") ? number(root, "unpriced").intValueExact() : null,
                    open,
                    SightingsJson.read(text));
        } catch (JsonProcessingException | DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static String word(JsonNode node, String key) {
        if (!node.path(key).isTextual()) {
            throw new IllegalArgumentException(key + " is missing");
        }
        return node.get(key).asText();
    }

    private static BigDecimal number(JsonNode node, String key) {
        if (!node.path(key).isNumber()) {
            throw new IllegalArgumentException(key + " is missing");
        }
        return node.get(key).decimalValue();
    }
}
