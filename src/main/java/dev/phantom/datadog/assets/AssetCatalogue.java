package dev.phantom.datadog.assets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.fault.Plural;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// Every asset, in the order in which they are made. What they are stands in JSON beside this class, as Datadog's API
/// takes it; what a team sets is filled in.
final class AssetCatalogue {
    private AssetCatalogue() {}

    /// Every asset of Phantom's has this tag.
    static final String OWNER = "managed_by:phantom";

    /// With the name behind it, the tag by which one is found again.
    static final String MARKER = "phantom_asset:";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    static List<Asset> of(AssetSettings settings) {
        var filled = new AssetTemplate(values(settings));
        return List.of(
                read(AssetKind.MONITOR, "drift", "monitor-drift", filled),
                read(AssetKind.MONITOR, "silence", "monitor-silence", filled),
                read(AssetKind.MONITOR, "drift-cost", "monitor-drift-cost", filled),
                read(AssetKind.MONITOR, "model-cost", "monitor-model-cost", filled),
                read(AssetKind.SLO, "slo", "slo", filled),
                read(AssetKind.DASHBOARD, "dashboard", "dashboard", filled));
    }

    /// All of them as one document, `{dashboard, monitors: {name: …}, slo}`. Which monitors the SLO watches is left
    /// out: their ids are known only where they are.
    static ObjectNode document(AssetSettings settings) {
        var document = NODES.objectNode();
        var monitors = NODES.objectNode();
        for (var asset : of(settings)) {
            switch (asset.kind()) {
                case MONITOR -> monitors.set(asset.name(), asset.body());
                case SLO -> document.set("slo", ((ObjectNode) asset.body()).without("monitor_ids"));
                case DASHBOARD -> document.set("dashboard", asset.body());
            }
        }
        return document.set("monitors", monitors);
    }

    /// The placeholder of a monitor's id.
    static String idOf(Asset monitor) {
        return "monitor:" + monitor.name();
    }

    private static Asset read(AssetKind kind, String name, String file, AssetTemplate filled) {
        try (var in = Objects.requireNonNull(AssetCatalogue.class.getResourceAsStream(file + ".json"), file)) {
            return new Asset(kind, name, filled.in(JSON.readTree(in)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, JsonNode> values(AssetSettings settings) {
        var values = new HashMap<String, JsonNode>();
        values.put("window", NODES.textNode(window(settings.windowMinutes())));
        values.put("windowText", NODES.textNode(text(settings.windowMinutes())));
        values.put("intervalText", NODES.textNode(text(settings.intervalMinutes())));
        values.put("intervalSeconds", NODES.textNode(String.valueOf(60L * settings.intervalMinutes())));
        values.put("production", NODES.textNode(tagValues(settings.production())));
        values.put(
                "handles",
                NODES.textNode(settings.handles().isEmpty() ? "" : "\n\n" + String.join(" ", settings.handles())));
        values.put("driftUsd", number(settings.driftUsd()));
        values.put("driftUsdWarning", number(settings.driftUsdWarning()));
        values.put("modelUsd", number(settings.windowBudgetUsd()));
        return values;
    }

    /// A plain number: `1E+3` is none in a query.
    private static JsonNode number(BigDecimal value) {
        var plain = value.stripTrailingZeros();
        return NODES.numberNode(plain.scale() < 0 ? plain.setScale(0) : plain);
    }

    /// Datadog keeps values of tags in lower case.
    private static String tagValues(List<String> environments) {
        return environments.stream()
                .map(e -> e.toLowerCase(Locale.ROOT))
                .distinct()
                .collect(Collectors.joining(","));
    }

    private static String window(int minutes) {
        return minutes % 60 == 0 ? "last_" + minutes / 60 + "h" : "last_" + minutes + "m";
    }

    private static String text(int minutes) {
        return minutes % 60 == 0 ? Plural.counted(minutes / 60, "hour") : Plural.counted(minutes, "minute");
    }
}
