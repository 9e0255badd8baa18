package dev.phantom.sandbox.datadog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.sandbox.datadog.DatadogSandbox.Received;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/// Evaluates metric monitors on what came by OTLP. A monitor is looked at when somebody asks, so it alerts at once and
/// has no memory.
///
/// @param clock it looks back from there
record Monitoring(Supplier<List<Received>> received, InstantSource clock) {

    static final String NO_DATA = "No Data";

    /// The worst first.
    private static final List<String> STATES = List.of("Alert", "Warn", NO_DATA, "OK");

    /// The monitor with its states: `overall_state` and `state.groups`.
    ObjectNode evaluated(ObjectNode monitor) {
        var copy = monitor.deepCopy();
        if (!monitor.path("type").asText().equals("query alert") || !monitor.has("created_at")) {
            return copy; // told by the scenario, states and all
        }
        var query = MonitorQuery.parse(monitor.path("query").asText());
        var states = states(query, monitor.path("options"));
        copy.put("overall_state", worst(states));
        var groups = copy.putObject("state").putObject("groups");
        states.forEach(
                (group, state) -> groups.putObject(group).put("name", group).put("status", state));
        return copy;
    }

    private Map<String, String> states(MonitorQuery query, JsonNode options) {
        var now = clock.instant();
        var states = new TreeMap<String, String>();
        query.over(ReceivedPoint.of(received.get()), now)
                .forEach((group, value) -> states.put(group, state(query, value, options)));
        if (states.isEmpty()) {
            states.put("*", missing(query, options));
        }
        return states;
    }

    private static String state(MonitorQuery query, double value, JsonNode options) {
        var warning = options.at("/thresholds/warning");
        if (query.crosses(value, query.threshold())) {
            return "Alert";
        }
        return warning.isNumber() && query.crosses(value, warning.asDouble()) ? "Warn" : "OK";
    }

    /// https://docs.datadoghq.com/monitors/guide/on_missing_data
    private static String missing(MonitorQuery query, JsonNode options) {
        return switch (options.path("on_missing_data").asText("default")) {
            case "resolve" -> "OK";
            case "default" -> query.count() ? state(query, 0, options) : NO_DATA;
            default -> NO_DATA;
        };
    }

    private static String worst(Map<String, String> states) {
        return STATES.stream().filter(states::containsValue).findFirst().orElse(NO_DATA);
    }
}
