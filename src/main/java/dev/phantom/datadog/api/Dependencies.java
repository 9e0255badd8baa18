package dev.phantom.datadog.api;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Who calls a service, whom it calls, and who else calls them, as the traces of an environment show:
/// `GET /api/v1/service_dependencies`
/// (https://docs.datadoghq.com/api/latest/service-dependencies/get-all-apm-service-dependencies/). The route of one
/// service knows its direct neighbours only.
public final class Dependencies {
    private Dependencies() {}

    /// @param calls    services that it calls
    /// @param calledBy services that call it
    /// @param sharing  services that call one that it calls: what it does there, they feel
    public record Neighbours(List<String> calls, List<String> calledBy, List<String> sharing) {
        public Neighbours(List<String> calls, List<String> calledBy) {
            this(calls, calledBy, List.of());
        }

        public Neighbours {
            calls = List.copyOf(calls);
            calledBy = List.copyOf(calledBy);
            sharing = List.copyOf(sharing);
        }
    }

    /// @param env which the API wants to know
    public static ApiAnswer<List<Neighbours>> read(
            DatadogApi api, String service, String env, Instant from, Instant to) {
        return api.ask(
                        Source.DEPENDENCIES,
                        client -> Unmodelled.get(
                                client,
                                "/api/v1/service_dependencies",
                                Map.of(
                                        "env",
                                        env,
                                        "start",
                                        String.valueOf(from.getEpochSecond()),
                                        "end",
                                        String.valueOf(to.getEpochSecond()))))
                .map(said -> List.of(around(service, calls(said))));
    }

    private static Map<String, List<String>> calls(Map<String, ?> said) {
        var calls = new LinkedHashMap<String, List<String>>();
        said.forEach((name, one) -> {
            if (one instanceof Map<?, ?> fields) {
                calls.put(name, names(fields.get("calls")));
            }
        });
        return calls;
    }

    private static Neighbours around(String service, Map<String, List<String>> calls) {
        var called = calls.getOrDefault(service, List.of());
        return new Neighbours(
                called,
                callers(calls, List.of(service)),
                callers(calls, called).stream()
                        .filter(name -> !name.equals(service))
                        .toList());
    }

    private static List<String> callers(Map<String, List<String>> calls, List<String> of) {
        return calls.entrySet().stream()
                .filter(e -> e.getValue().stream().anyMatch(of::contains))
                .map(Map.Entry::getKey)
                .toList();
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
