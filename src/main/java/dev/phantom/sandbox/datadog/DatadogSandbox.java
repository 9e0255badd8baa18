package dev.phantom.sandbox.datadog;

import dev.phantom.sandbox.loopback.CallLog;
import dev.phantom.sandbox.loopback.LoopbackServer;
import dev.phantom.sandbox.loopback.LoopbackServer.Reply;
import dev.phantom.sandbox.loopback.LoopbackServer.Request;
import dev.phantom.sandbox.loopback.Scenario;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Datadog on loopback: reads told from a scenario, intakes that keep what they were sent.
public final class DatadogSandbox implements AutoCloseable {

    /// The keys that it accepts; every other one is refused as Datadog refuses.
    public static final String API_KEY = "embedded-datadog-api-key";

    public static final String APP_KEY = "embedded-datadog-app-key";

    /// A token that works alone.
    public static final String TOKEN = "ddsat_embedded";

    /// One request of an intake.
    public record Received(String path, Map<String, String> headers, byte[] body) {}

    private final CallLog log;
    private final Reads reads;
    private final LoopbackServer server;
    private final List<Received> received = new ArrayList<>();
    private final Map<String, InjectedFault> mishaps = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> happened = new ConcurrentHashMap<>();

    private DatadogSandbox(int port, Scenario scenario, Instant until, CallLog log) {
        this.log = log;
        // what is sent carries the time of the machine, so monitors look back from there
        reads = new Reads(DatadogWorld.of(scenario, until), new Monitoring(this::received, InstantSource.system()));
        server = LoopbackServer.start(port, this::handle);
    }

    /// @param port 0 for any free one
    public static DatadogSandbox start(int port, Scenario scenario, CallLog log) {
        return start(port, scenario, scenario.now(), log);
    }

    /// @param until what the scenario's metrics last show goes on until then
    public static DatadogSandbox start(int port, Scenario scenario, Instant until, CallLog log) {
        return new DatadogSandbox(port, scenario, until, log);
    }

    public URI uri() {
        return server.uri();
    }

    /// What points Phantom at it.
    public Map<String, String> environment() {
        var exports = new LinkedHashMap<String, String>();
        exports.put("PHANTOM_DATADOG_URL", uri().toString());
        exports.put("DD_API_KEY", API_KEY);
        exports.put("DD_APP_KEY", APP_KEY);
        exports.put("DD_SITE", "datadoghq.com");
        return exports;
    }

    /// Lets a route go wrong, `POST /api/v2/logs/events/search`.
    public void inject(String route, InjectedFault mishap) {
        mishaps.put(route, mishap);
        happened.put(route, new AtomicInteger());
    }

    /// What the intakes were sent, in order.
    public synchronized List<Received> received() {
        return List.copyOf(received);
    }

    @Override
    public void close() {
        server.close();
    }

    private Reply handle(Request request) {
        var route = request.method() + " " + request.path();
        log.record("datadog", route, "");
        var mishap = mishaps.get(route);
        var count = happened.getOrDefault(route, new AtomicInteger()).incrementAndGet();
        var early = mishap == null ? null : Mishaps.early(mishap, count);
        if (early != null) {
            return early;
        }
        if (Intake.PATHS.contains(route)) {
            return intake(request);
        }
        if (!accepts(request, route)) {
            return Mishaps.FORBIDDEN;
        }
        return Mishaps.late(mishap, reads.answer(route, request));
    }

    private Reply intake(Request request) {
        if (!API_KEY.equals(request.headers().get("dd-api-key"))) {
            return Mishaps.FORBIDDEN;
        }
        synchronized (this) {
            received.add(new Received(request.path(), request.headers(), request.body()));
        }
        return Intake.accepted(request.path());
    }

    private static boolean accepts(Request request, String route) {
        var headers = request.headers();
        if (("Bearer " + TOKEN).equals(headers.get("authorization"))) {
            return true;
        }
        var appKey = headers.getOrDefault("dd-application-key", "");
        return API_KEY.equals(headers.get("dd-api-key"))
                && (appKey.equals(APP_KEY) || appKey.equals(TOKEN) || route.equals("GET /api/v1/validate"));
    }
}
