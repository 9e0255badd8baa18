package dev.phantom.datadog.api;

import dev.phantom.fault.Cause;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which Datadog to speak to, and as whom.
///
/// @param apiKey `DD_API_KEY`; empty when the application key is a token that works alone
/// @param appKey `DD_APP_KEY`: an application key, or a `ddpat_` or `ddsat_` token
/// @param site   `datadoghq.com`
/// @param api    where calls go, `https://api.<site>`, or the stand-in
/// @param app    where deep links lead; never anything that came in an answer
public record DatadogAccess(String apiKey, String appKey, String site, URI api, URI app) {

    private static final List<String> SITES = List.of(
            "datadoghq.com",
            "us3.datadoghq.com",
            "us5.datadoghq.com",
            "ap1.datadoghq.com",
            "ap2.datadoghq.com",
            "uk1.datadoghq.com",
            "datadoghq.eu",
            "ddog-gov.com",
            "us2.ddog-gov.com");
    private static final Set<String> APP_SUBDOMAIN = Set.of("datadoghq.com", "datadoghq.eu", "ddog-gov.com");

    /// @param environment `DD_API_KEY`, `DD_APP_KEY`, `DD_SITE`, `DD_APP_URL`, `PHANTOM_DATADOG_URL`
    /// @throws PhantomException KEYS of [DatadogCode], CONFIG_BAD_VALUE
    public static DatadogAccess from(Map<String, String> environment) {
        return from(environment, SITES.getFirst());
    }

    /// @param configured the site of the configuration; `DD_SITE` wins
    public static DatadogAccess from(Map<String, String> environment, String configured) {
        var apiKey = environment.getOrDefault("DD_API_KEY", "").strip();
        var appKey = environment.getOrDefault("DD_APP_KEY", "").strip();
        if (appKey.isEmpty() || (apiKey.isEmpty() && !isToken(appKey))) {
            var absent = apiKey.isEmpty() && appKey.isEmpty()
                    ? "DD_API_KEY and DD_APP_KEY are"
                    : appKey.isEmpty() ? "DD_APP_KEY is" : "DD_API_KEY is";
            throw new PhantomException(
                    new Diagnostic(DatadogCode.KEYS, absent + " not set", "set it in the environment or in .env", "")
                            .by(Cause.NOT_CONFIGURED));
        }
        var site = site(environment, configured);
        var override = environment.getOrDefault("PHANTOM_DATADOG_URL", "").strip();
        return new DatadogAccess(
                apiKey,
                appKey,
                site,
                uri("PHANTOM_DATADOG_URL", override.isEmpty() ? "https://api." + site : override),
                appUri(environment, site));
    }

    /// The same, with calls going where events are taken (`servers` of `POST /api/v2/events` in Datadog's OpenAPI
    /// document); a stand-in takes everything.
    public DatadogAccess eventIntake() {
        var standard = api.equals(URI.create("https://api." + site));
        return new DatadogAccess(
                apiKey, appKey, site, standard ? URI.create("https://event-management-intake." + site) : api, app);
    }

    /// Where deep links lead, known without any key.
    public static URI appUri(Map<String, String> environment, String site) {
        var own = environment.getOrDefault("DD_APP_URL", "").strip();
        var host = APP_SUBDOMAIN.contains(site) ? "app." + site : site;
        return uri("DD_APP_URL", own.isEmpty() ? "https://" + host : own);
    }

    /// The site to speak to: `DD_SITE`, else the configured one, else `datadoghq.com`. Only Datadog's own.
    public static String site(Map<String, String> environment, String configured) {
        var named = environment.getOrDefault("DD_SITE", "").strip();
        var site = named.isEmpty() ? configured : named;
        if (!SITES.contains(site)) {
            throw new PhantomException(new Diagnostic(
                    Code.CONFIG_BAD_VALUE,
                    "'" + site + "' is not a Datadog site",
                    "use one of " + String.join(", ", SITES),
                    "DD_SITE"));
        }
        return site;
    }

    /// A personal or service access token, which needs no API key.
    public boolean bearer() {
        return apiKey.isEmpty();
    }

    private static boolean isToken(String appKey) {
        return appKey.startsWith("ddpat_") || appKey.startsWith("ddsat_");
    }

    private static URI uri(String name, String text) {
        var trimmed = text.replaceAll("/+$", "");
        if (!trimmed.matches("https?://[A-Za-z0-9.\\-\\[\\]:]+(/[\\w.\\-/]*)?")) {
            throw new PhantomException(
                    new Diagnostic(Code.CONFIG_BAD_VALUE, "'" + text + "' is not an HTTP URL", "", name));
        }
        return URI.create(trimmed);
    }

    @Override
    public String toString() {
        return "DatadogAccess[" + site + ", " + api + "]";
    }
}
