package dev.phantom.cli.doctor;

import dev.phantom.fault.HealthCheck;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Endpoints, proxies and keys, as far as the environment tells of them. No secret is printed.
///
/// @param environment with what `.env` adds
record EnvironmentChecks(Map<String, String> environment) {

    private static final List<String> ENDPOINTS = List.of(
            "AWS_ENDPOINT_URL",
            "AWS_ENDPOINT_URL_CLOUDFORMATION",
            "AWS_ENDPOINT_URL_CLOUDCONTROL",
            "AWS_ENDPOINT_URL_CLOUDTRAIL",
            "AWS_ENDPOINT_URL_STS",
            "ANTHROPIC_BASE_URL",
            "PHANTOM_GITHUB_URL",
            "PHANTOM_DATADOG_URL",
            "OTEL_EXPORTER_OTLP_ENDPOINT");

    private static final List<String> PROXIES =
            List.of("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY");

    public EnvironmentChecks {
        environment = Map.copyOf(environment);
    }

    public List<HealthCheck> signs(boolean asksClaude) {
        var signs = new ArrayList<HealthCheck>();
        signs.add(claude(asksClaude));
        signs.addAll(endpoints());
        signs.addAll(proxies());
        return signs;
    }

    private HealthCheck claude(boolean asked) {
        var name = "anthropic key";
        if (!text("ANTHROPIC_API_KEY").isEmpty()) {
            return HealthCheck.ok(name, "ANTHROPIC_API_KEY is set");
        }
        return asked
                ? HealthCheck.fail(
                        name,
                        "ANTHROPIC_API_KEY is not set and the configured analyst is claude",
                        "set it in the environment or in .env")
                : HealthCheck.ok(name, "not set, and not needed by the rules analyst");
    }

    private List<HealthCheck> endpoints() {
        var set = ENDPOINTS.stream()
                .filter(name -> !text(name).isEmpty())
                .map(this::endpoint)
                .toList();
        return set.isEmpty() ? List.of(HealthCheck.ok("endpoints", "vendor defaults")) : set;
    }

    private HealthCheck endpoint(String name) {
        var shown = address(text(name));
        return shown.isEmpty()
                ? HealthCheck.fail(name, "is not an HTTP URL", "fix or unset it")
                : HealthCheck.ok(name, "calls go to " + shown + " instead of the vendor");
    }

    private List<HealthCheck> proxies() {
        var set = PROXIES.stream()
                .filter(name -> !text(name).isEmpty())
                .map(this::proxy)
                .toList();
        return set.isEmpty() ? List.of(HealthCheck.ok("proxy", "none")) : set;
    }

    /// AWS's SDK reads these variables; the JVM's own clients read system properties.
    private HealthCheck proxy(String name) {
        var shown = address(text(name));
        if (shown.isEmpty()) {
            return HealthCheck.fail(name, "is not an HTTP URL", "fix or unset it");
        }
        var uri = URI.create(shown);
        var port = uri.getPort() < 0 ? "" : " -Dhttps.proxyPort=" + uri.getPort();
        var options = text("PHANTOM_JAVA_OPTS").contains("proxyHost");
        return options
                ? HealthCheck.ok(name, shown + ", for the JVM too")
                : HealthCheck.warn(
                        name,
                        shown + " serves AWS only",
                        "for GitHub, Datadog and Claude set PHANTOM_JAVA_OPTS=\"-Dhttps.proxyHost=" + uri.getHost()
                                + port + "\"");
    }

    /// The address without what may be a password in it; empty if it is none.
    private static String address(String text) {
        try {
            var uri = URI.create(text.strip());
            var http = uri.getScheme() != null && uri.getScheme().matches("https?") && uri.getHost() != null;
            var port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            return http ? uri.getScheme() + "://" + uri.getHost() + port : "";
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private String text(String name) {
        return environment.getOrDefault(name, "").strip();
    }
}
