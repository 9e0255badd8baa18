package dev.phantom.telemetry;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Where telemetry goes: a Datadog Agent or a collector beside us, else Datadog's own intake.
///
/// @param base    `/v1/traces` and `/v1/metrics` are below it
/// @param headers of every request; hold the key when `direct`
/// @param direct  no Agent between us and Datadog
record OtlpTarget(URI base, Map<String, String> headers, boolean direct) {

    private static final int OTLP_PORT = 4318;
    private static final int PROBE_MILLIS = 150;
    private static final Pattern ADDRESS = Pattern.compile("https?://\\S+");

    /// Commercial sites; the others have no such intake.
    private static final Pattern WITH_INTAKE = Pattern.compile("((us[35]|ap[12]|uk1)\\.)?datadoghq\\.(com|eu)");

    public OtlpTarget {
        headers = Map.copyOf(headers);
    }

    /// In this order: the stand-in, `OTEL_EXPORTER_OTLP_ENDPOINT`, `DD_AGENT_HOST`, whoever listens on port 4318 of
    /// this machine, the intake with `DD_API_KEY`. Empty: nobody to tell.
    public static Optional<OtlpTarget> find(Map<String, String> environment) {
        return find(environment, OtlpTarget::answers);
    }

    static Optional<OtlpTarget> find(Map<String, String> environment, Predicate<URI> answers) {
        var key = environment.getOrDefault("DD_API_KEY", "").strip();
        var standIn = environment.getOrDefault("PHANTOM_DATADOG_URL", "").strip();
        if (!standIn.isEmpty()) {
            return key.isEmpty() ? Optional.empty() : address(standIn).map(base -> direct(base, key));
        }
        var endpoint =
                environment.getOrDefault("OTEL_EXPORTER_OTLP_ENDPOINT", "").strip();
        if (!endpoint.isEmpty()) {
            return address(endpoint).map(base -> new OtlpTarget(base, headers(environment), false));
        }
        var agent = environment.getOrDefault("DD_AGENT_HOST", "").strip();
        if (!agent.isEmpty()) {
            return address("http://" + agent + ":" + OTLP_PORT).map(base -> new OtlpTarget(base, Map.of(), false));
        }
        var local = URI.create("http://127.0.0.1:" + OTLP_PORT);
        if (answers.test(local)) {
            return Optional.of(new OtlpTarget(local, Map.of(), false));
        }
        return key.isEmpty() ? Optional.empty() : intake(environment).map(base -> direct(base, key));
    }

    private static Optional<URI> intake(Map<String, String> environment) {
        var named = environment.getOrDefault("DD_SITE", "").strip();
        var site = named.isEmpty() ? "datadoghq.com" : named;
        if (!WITH_INTAKE.matcher(site).matches()) {
            return Optional.empty();
        }
        var onGitHub = environment.getOrDefault("GITHUB_ACTIONS", "").equals("true");
        return Optional.of(URI.create("https://" + (onGitHub ? "github-actions.integrations." : "") + "otlp." + site));
    }

    private static OtlpTarget direct(URI base, String key) {
        return new OtlpTarget(base, Map.of("dd-api-key", key), true);
    }

    private static Optional<URI> address(String text) {
        try {
            return ADDRESS.matcher(text).matches()
                    ? Optional.of(URI.create(text.replaceAll("/+$", "")))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// `OTEL_EXPORTER_OTLP_HEADERS`, `a=1,b=2`.
    private static Map<String, String> headers(Map<String, String> environment) {
        var headers = new LinkedHashMap<String, String>();
        for (var pair :
                environment.getOrDefault("OTEL_EXPORTER_OTLP_HEADERS", "").split(",", -1)) {
            var equals = pair.indexOf('=');
            if (equals > 0) {
                headers.put(
                        pair.substring(0, equals).strip(),
                        pair.substring(equals + 1).strip());
            }
        }
        return headers;
    }

    private static boolean answers(URI address) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), PROBE_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return (direct ? "direct to " : "via ") + base;
    }
}
