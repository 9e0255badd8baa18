package dev.phantom.assembly;

import dev.phantom.config.PhantomConfig;
import dev.phantom.datadog.ChangeEvents;
import dev.phantom.datadog.api.DatadogAccess;
import dev.phantom.datadog.api.DatadogApi;
import dev.phantom.datadog.api.Patience;
import dev.phantom.fault.Cause;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.run.RunReport;
import dev.phantom.wire.Network;
import java.util.Optional;

/// Tells whoever observes the services what is new and grave, once a run is over.
record DriftAnnouncement(PhantomConfig config, Invocation invocation, Network network) {

    /// @return why not all of it was told, one line; empty where it was, and where nobody is there to be told
    Optional<String> send(RunReport run) {
        if (config.otlp() == PhantomConfig.Otlp.OFF) {
            return Optional.empty();
        }
        try {
            var access = DatadogAccess.from(
                            invocation.environment(), config.datadog().site())
                    .eventIntake();
            return new ChangeEvents(new DatadogApi(access, Patience.EVENTS, network.vendor(DatadogApi.NAME))).send(run);
        } catch (PhantomException e) {
            return e.diagnostic().cause() == Cause.NOT_CONFIGURED
                    ? Optional.empty()
                    : Optional.of(e.diagnostic().line());
        } catch (RuntimeException e) {
            return Optional.of(Diagnostic.unexpected(e).line()); // a fault of ours costs the event, not the report
        }
    }
}
