package dev.phantom.assembly;

import dev.phantom.drift.subject.Subject;
import dev.phantom.evidence.EvidenceSource;
import dev.phantom.evidence.Window;
import dev.phantom.fault.Cause;
import dev.phantom.fault.Gap;
import java.util.List;

/// Stands where Datadog would, so that its absence is a named gap.
record NoDatadog() implements EvidenceSource {

    @Override
    public String name() {
        return "datadog";
    }

    @Override
    public Collected collect(Subject subject, Window window) {
        return new Collected(
                List.of(),
                List.of(new Gap(
                        "Datadog was not queried: DD_API_KEY and DD_APP_KEY are not set", Cause.NOT_CONFIGURED)));
    }
}
