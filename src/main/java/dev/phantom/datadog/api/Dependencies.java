package dev.phantom.datadog.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Who calls a service and whom it calls, as its traces show: `GET /api/v1/service_dependencies/<service>`
/// (https://docs.datadoghq.com/api/latest/service-dependencies/get-one-apm-services-dependencies/).
public final class Dependencies {
    private Dependencies() {}

    /// @param calls    services that it calls
    /// @param calledBy services that call it
    public record Neighbours(List<String> calls, List<String> calledBy) {
        public Neighbours {
            calls = List.copyOf(calls);
            calledBy = List.copyOf(calledBy);
        }
    }

    /// @param env which the API wants to know
    public static ApiAnswer<List<Neighbours>> read(
            DatadogApi api, String service, String env, Instant from, Instant to) {
        return api.ask(
                        Source.DEPENDENCIES,
                        client -> Unmodelled.get(
                                client,
                                "/api/v1/service_dependencies/" + client.escapeString(service),
                                Map.of(
                                        "env",
                                        env,
                                        "start",
                                        String.valueOf(from.getEpochSecond()),
                                        "end",
                                        String.valueOf(to.getEpochSecond()))))
                .map(said -> List.of(new Neighbours(names(said.get("calls")), names(said.get("called_by")))));
    }

    private static List<String> names(@Nullable Object list) {
        return (list instanceof List<?> names ? names.stream() : Stream.<Object>empty())
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(name -> !name.isBlank())
                .distinct()
                .toList();
    }
}
