package dev.phantom.assembly;

import dev.phantom.drift.Drift;
import dev.phantom.evidence.EvidenceSource;
import dev.phantom.evidence.Window;
import dev.phantom.stack.Stack;
import java.util.List;

/// Stands where Datadog would, so that its absence is a named gap.
record NoDatadog() implements EvidenceSource {

    @Override
    public String name() {
        return "datadog";
    }

    @Override
    public Collected collect(Stack stack, Drift drift, Window window) {
        return new Collected(List.of(), List.of("Datadog was not queried: DD_API_KEY and DD_APP_KEY are not set"));
    }
}
