package dev.phantom.datadog;

import dev.phantom.datadog.AlertSignals.Alerts;
import dev.phantom.datadog.api.ApiAnswer;
import dev.phantom.datadog.api.DatadogAccess;
import dev.phantom.datadog.api.DatadogApi;
import dev.phantom.datadog.api.DatadogCode;
import dev.phantom.datadog.api.DeepLinks;
import dev.phantom.datadog.api.Patience;
import dev.phantom.drift.subject.Subject;
import dev.phantom.evidence.Episode;
import dev.phantom.evidence.EvidenceChoice;
import dev.phantom.evidence.EvidenceClass;
import dev.phantom.evidence.EvidenceSource;
import dev.phantom.evidence.Signal;
import dev.phantom.evidence.Window;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.Gap;
import dev.phantom.fault.PhantomException;
import dev.phantom.wire.Network;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What Datadog saw around a change. Every class that cannot be had is a gap, with the permission that is lacking.
///
/// A drift costs so many calls as [EvidenceScope] says, at most; what the drifts of a run have in common is asked once.
/// What was not looked for is said. The client is made when it is needed first.
public final class DatadogEvidence implements EvidenceSource {

    private final Map<String, String> environment;
    private final String site;
    private final EvidenceChoice send;
    private final EvidenceScope scope;
    private final InstantSource clock;
    private final Patience patience;
    private final Network network;
    private final Map<String, ApiAnswer<?>> known = new LinkedHashMap<>();
    private @Nullable DatadogApi api;
    private @Nullable MetricTable table;

    /// @param environment with the secrets of `.env` in it
    /// @param site        of the configuration; `DD_SITE` wins
    /// @param send        classes that may be collected and reach the analyst
    /// @param network     of this run
    public DatadogEvidence(
            Map<String, String> environment,
            String site,
            EvidenceChoice send,
            EvidenceScope scope,
            InstantSource clock,
            Patience patience,
            Network network) {
        this.network = network;
        this.environment = Map.copyOf(environment);
        this.site = site;
        this.send = send;
        this.scope = scope;
        this.clock = clock;
        this.patience = patience;
    }

    @Override
    public String name() {
        return "datadog";
    }

    @Override
    public synchronized Collected collect(Subject subject, Window window) {
        try {
            network.vendor(DatadogApi.NAME).stillThere();
            network.within(subject.stack().id().toString(), DatadogCode.FAILED, "Datadog was not queried");
            var client = client();
            var links = new DeepLinks(client.access().app());
            var tag = metricTable()
                    .of(subject)
                    .map(e -> e.scope(subject.drift().physicalId()))
                    .orElse("");
            client.share(scope.callsPerDrift(), scope.said());
            return collect(new DriftQueries(
                    client,
                    links,
                    known,
                    scope,
                    subject,
                    window,
                    tag,
                    clock.instant(),
                    new LinkedHashSet<>(),
                    new LinkedHashSet<>()));
        } catch (PhantomException e) {
            return new Collected(List.of(), List.of(Gap.of("datadog: ", e.diagnostic())));
        } catch (RuntimeException e) {
            return new Collected(List.of(), List.of(Gap.of("datadog: ", Diagnostic.unexpected(e))));
        }
    }

    private Collected collect(DriftQueries planned) {
        if (!planned.hasService() && planned.subject().drift().physicalId().isEmpty()) {
            return new Collected(
                    List.of(), List.of(Gap.of("datadog: neither a service nor a physical id to search for")));
        }
        var signals = new ArrayList<Signal>();
        var own = MetricChoice.of(planned.subject(), metricTable());
        var metrics = send.has(EvidenceClass.METRICS) ? metrics(planned, own) : MetricReadings.NONE;
        var dated = new MetricReadings(
                        metrics.range(),
                        metrics.readings().stream()
                                .filter(r -> own.contains(r.asked()))
                                .toList())
                .dated(planned.window())
                .orElse(null);
        var inquiry = dated == null ? planned : planned.around(dated.window());
        var alerting = allows(EvidenceClass.ALERTS, inquiry) ? AlertSignals.read(inquiry) : Alerts.UNKNOWN;
        signals.addAll(alerting.signals());
        if (allows(EvidenceClass.INCIDENTS, inquiry)) {
            signals.addAll(IncidentSignals.read(inquiry));
            signals.addAll(IncidentSignals.elsewhere(inquiry));
        }
        var episode = Episode.around(signals, inquiry.window()).orElse(null);
        if (allows(EvidenceClass.METRICS, inquiry)) {
            signals.addAll(MetricSignals.tell(inquiry, metrics, episode));
            signals.addAll(HealthSignals.read(inquiry, alerting, episode));
            signals.addAll(UsageSignals.read(inquiry, metricTable()));
        }
        signals.addAll(around(inquiry, signals, alerting, episode));
        if (dated != null) {
            signals.add(MetricSignals.dating(inquiry, dated));
        }
        return new Collected(
                signals,
                List.copyOf(inquiry.gaps()),
                List.copyOf(inquiry.notAsked()),
                dated == null ? null : dated.window());
    }

    /// The resource's own, and those that the service's monitors and dashboards ask for.
    private MetricReadings metrics(DriftQueries inquiry, List<MetricAsked> own) {
        if (own.isEmpty()) {
            inquiry.skips(
                    metricTable().of(inquiry.subject()).isEmpty()
                            ? "metrics: no metric table for "
                                    + inquiry.subject().type()
                            : "metrics: the resource has no physical id to ask by");
        }
        var all = new ArrayList<>(own);
        all.addAll(ServiceMetrics.read(inquiry, own, send.has(EvidenceClass.ALERTS)));
        return MetricSignals.read(inquiry, all);
    }

    /// What is not the resource's own: what happened, what guards the service, what was said, what lies near.
    ///
    /// @param known what was found of its own
    private List<Signal> around(
            DriftQueries inquiry, List<Signal> known, Alerts alerts, @Nullable Episode episode) {
        var signals = new ArrayList<Signal>();
        var sameTime = new ArrayList<Signal.Nearby>();
        var deploys = allows(EvidenceClass.DEPLOYS, inquiry);
        if (deploys) {
            signals.addAll(EventSignals.read(inquiry));
        }
        if (send.has(EvidenceClass.ALERTS)) {
            signals.addAll(GuardSignals.read(inquiry, alerts));
        }
        if (deploys && send.has(EvidenceClass.ALERTS)) {
            var services = NeighbourServices.of(inquiry);
            var events = EnvironmentEvents.read(inquiry, NearbySignals.query(inquiry, services));
            signals.addAll(NearbySignals.read(inquiry, services, events));
            sameTime.addAll(SameTimeSignals.read(inquiry, events, known, services.keySet()));
            signals.addAll(sameTime);
        } else {
            inquiry.skips("other services: alerts or deploys are " + send.withheld());
        }
        if (allows(EvidenceClass.LOGS, inquiry)) {
            signals.addAll(AccessSignals.read(inquiry));
            signals.addAll(LogSignals.read(inquiry, episode));
        } else {
            AccessSignals.withheld(inquiry, "logs are " + send.withheld());
        }
        if (allows(EvidenceClass.TRACES, inquiry)) {
            signals.addAll(TraceSignals.read(inquiry, episode));
        }
        if (send.has(EvidenceClass.LOGS)) {
            signals.addAll(OtherLogs.read(inquiry, sameTime));
        }
        return signals;
    }

    private boolean allows(EvidenceClass kind, DriftQueries inquiry) {
        if (send.has(kind)) {
            return true;
        }
        inquiry.skips(kind.name().toLowerCase(Locale.ROOT) + ": " + send.withheld());
        return false;
    }

    private DatadogApi client() {
        var known = api;
        if (known == null) {
            known = new DatadogApi(DatadogAccess.from(environment, site), patience, network.vendor(DatadogApi.NAME));
            api = known;
        }
        return known;
    }

    private MetricTable metricTable() {
        var known = table;
        if (known == null) {
            known = MetricTable.embedded();
            table = known;
        }
        return known;
    }
}
