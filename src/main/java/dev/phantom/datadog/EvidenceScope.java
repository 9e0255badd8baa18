package dev.phantom.datadog;

import java.util.List;

/// How far the questions about one drift go.
///
/// @param callsPerDrift how many calls they may cost; what the drifts of a stack have in common is asked once
/// @param dependencies  who calls whom, as the configuration says it
public record EvidenceScope(int callsPerDrift, List<ServiceCall> dependencies) {

    /// As long as nobody chose otherwise.
    public static final EvidenceScope DEFAULT = new EvidenceScope(20, List.of());

    public EvidenceScope {
        dependencies = List.copyOf(dependencies);
    }

    /// The calls, as messages name them.
    String said() {
        return "the %d calls for one drift (datadog.callsPerDrift)".formatted(callsPerDrift);
    }
}
