package dev.phantom.datadog.assets;

import com.fasterxml.jackson.databind.JsonNode;
import dev.phantom.datadog.api.ApiAnswer;
import dev.phantom.datadog.api.DatadogApi;
import dev.phantom.datadog.api.RawObjects;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Which of Phantom's monitors alert now, and for what.
public final class Alerts {
    private Alerts() {}

    /// @param monitor its name
    /// @param group   what it alerts for, `stack:payments,severity:high`; `*` where it watches one thing
    record Alert(String monitor, String group) {

        /// The value of a tag of the group; empty if it has none.
        String tag(String key) {
            return Stream.of(group.split(","))
                    .filter(tag -> tag.startsWith(key + ":"))
                    .map(tag -> tag.substring(key.length() + 1))
                    .findFirst()
                    .orElse("");
        }
    }

    /// A line for each monitor that alerts, `Phantom: … (payments: critical, high)`.
    public static ApiAnswer<List<String>> lines(DatadogApi api) {
        return read(api)
                .map(alerts -> alerts.stream()
                        .collect(Collectors.groupingBy(Alert::monitor, TreeMap::new, Collectors.toList()))
                        .entrySet()
                        .stream()
                        .map(e -> e.getKey() + stacks(e.getValue()))
                        .toList());
    }

    private static String stacks(List<Alert> alerts) {
        var severities = new TreeMap<String, TreeSet<String>>();
        alerts.stream()
                .filter(alert -> !alert.tag("stack").isEmpty())
                .forEach(alert -> severities
                        .computeIfAbsent(alert.tag("stack"), stack -> new TreeSet<>())
                        .add(alert.tag("severity")));
        return severities.isEmpty()
                ? ""
                : severities.entrySet().stream()
                        .map(e ->
                                e.getKey() + (e.getValue().contains("") ? "" : ": " + String.join(", ", e.getValue())))
                        .collect(Collectors.joining("; ", " (", ")"));
    }

    static ApiAnswer<List<Alert>> read(DatadogApi api) {
        var kind = AssetKind.MONITOR;
        var query =
                Map.of("monitor_tags", AssetCatalogue.OWNER, "group_states", "alert", "page", "0", "page_size", "100");
        return RawObjects.get(api, kind.reading(), kind.path(), query)
                .map(monitors -> StreamSupport.stream(monitors.spliterator(), false)
                        .flatMap(Alerts::of)
                        .toList());
    }

    private static Stream<Alert> of(JsonNode monitor) {
        return monitor.at("/state/groups").properties().stream()
                .filter(group -> group.getValue().path("status").asText().equals("Alert"))
                .map(group -> new Alert(monitor.path("name").asText(), group.getKey()));
    }
}
