package dev.phantom.datadog;

import dev.phantom.datadog.api.ApiAnswer;
import dev.phantom.datadog.api.ApiAnswer.Got;
import dev.phantom.datadog.api.ApiAnswer.Refused;
import dev.phantom.datadog.api.ApiAnswer.Why;
import dev.phantom.datadog.api.Dashboards;
import dev.phantom.datadog.api.DatadogAccess;
import dev.phantom.datadog.api.DatadogApi;
import dev.phantom.datadog.api.EventSearch;
import dev.phantom.datadog.api.Incidents;
import dev.phantom.datadog.api.Logs;
import dev.phantom.datadog.api.Metrics;
import dev.phantom.datadog.api.Monitors;
import dev.phantom.datadog.api.Objectives;
import dev.phantom.datadog.api.Patience;
import dev.phantom.datadog.api.Search;
import dev.phantom.datadog.api.Source;
import dev.phantom.datadog.api.Spans;
import dev.phantom.datadog.api.Validation;
import dev.phantom.evidence.EvidenceChoice;
import dev.phantom.evidence.EvidenceClass;
import dev.phantom.fault.HealthCheck;
import dev.phantom.fault.PhantomException;
import dev.phantom.wire.Network;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Asks Datadog what `doctor` prints: whether the keys are keys of this site, and which evidence they may read. Each
/// probe is
/// the smallest read of its kind.
public final class DatadogDoctor {

    private static final Duration LITTLE = Duration.ofMinutes(5);

    private final Map<String, String> environment;
    private final String site;
    private final EvidenceChoice send;
    private final InstantSource clock;
    private final Patience patience;
    private final Network network;

    /// @param site of the configuration; `DD_SITE` wins
    /// @param send classes that are switched on; others are not probed
    /// @param network how long it is waited for
    public DatadogDoctor(
            Map<String, String> environment,
            String site,
            EvidenceChoice send,
            InstantSource clock,
            Patience patience,
            Network network) {
        this.network = network;
        this.environment = Map.copyOf(environment);
        this.site = site;
        this.send = send;
        this.clock = clock;
        this.patience = patience;
    }

    public List<HealthCheck> signs() {
        DatadogAccess access;
        try {
            access = DatadogAccess.from(environment, site);
        } catch (PhantomException e) {
            return List.of(HealthCheck.warn(
                    "datadog keys",
                    e.diagnostic().summary(),
                    "without them there is no evidence; " + e.diagnostic().detail()));
        }
        var api = new DatadogApi(access, patience, network.vendor(DatadogApi.NAME));
        var signs = new ArrayList<HealthCheck>();
        signs.add(keys(api));
        if (signs.getFirst().level() != HealthCheck.Level.FAIL) {
            probe(api, signs);
        }
        return List.copyOf(signs);
    }

    private static HealthCheck keys(DatadogApi api) {
        var name = "datadog keys";
        if (api.access().bearer()) {
            return HealthCheck.ok(name, "an access token alone, " + api.access().site());
        }
        return switch (Validation.read(api)) {
            case Got<Boolean>(var valid, var _)
            when valid ->
                HealthCheck.ok(name, "the API key is valid for " + api.access().site());
            case Got<Boolean> _ -> invalid(name, api);
            case Refused<Boolean>(var why, var _)
            when why == Why.FORBIDDEN || why == Why.UNAUTHORISED -> invalid(name, api);
            case Refused<Boolean>(var _, var line) ->
                HealthCheck.fail(name, line, "check DD_SITE, the network and the proxy");
        };
    }

    private static HealthCheck invalid(String name, DatadogApi api) {
        return HealthCheck.fail(
                name, "the API key is not valid for " + api.access().site(), "check DD_API_KEY and DD_SITE");
    }

    private void probe(DatadogApi api, List<HealthCheck> signs) {
        var to = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var from = to.minus(LITTLE);
        var one = Search.newest("*", from, to, 1);
        probe(
                signs,
                Source.METRICS,
                EvidenceClass.METRICS,
                () -> Metrics.query(api, "avg:datadog.estimated_usage.hosts{*}", from, to));
        probe(signs, Source.METRIC_NAMES, EvidenceClass.METRICS, () -> Metrics.names(api, "service:none", from));
        probe(signs, Source.EVENTS, EvidenceClass.ALERTS, () -> EventSearch.read(api, one));
        probe(signs, Source.MONITORS, EvidenceClass.ALERTS, () -> Monitors.groups(api, "status:alert"));
        probe(signs, Source.OBJECTIVES, EvidenceClass.ALERTS, () -> Objectives.tagged(api, "service:none", 1));
        probe(signs, Source.DASHBOARDS, EvidenceClass.METRICS, () -> Dashboards.read(api));
        probe(signs, Source.INCIDENTS, EvidenceClass.INCIDENTS, () -> Incidents.read(api, to));
        probe(signs, Source.LOGS, EvidenceClass.LOGS, () -> Logs.read(api, one));
        probe(signs, Source.SPANS, EvidenceClass.TRACES, () -> Spans.read(api, one));
    }

    private <T> void probe(List<HealthCheck> signs, Source source, EvidenceClass kind, Supplier<ApiAnswer<T>> read) {
        var name = "datadog " + source.noun();
        if (!send.has(kind)) {
            signs.add(HealthCheck.ok(name, send.withheld()));
            return;
        }
        signs.add(
                switch (read.get()) {
                    case Got<T> _ -> HealthCheck.ok(name, "readable");
                    case Refused<T>(var why, var line) ->
                        HealthCheck.warn(
                                name,
                                line,
                                why == Why.FORBIDDEN || why == Why.UNAUTHORISED
                                        ? "give the application key or its role " + source.permission()
                                        : "try again later; until then this evidence is a gap");
                });
    }
}
