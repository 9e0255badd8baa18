package dev.phantom.datadog.api;

import com.datadog.api.client.ApiClient;
import com.datadog.api.client.ApiException;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.failsafe.function.CheckedPredicate;
import dev.phantom.datadog.api.ApiAnswer.Got;
import dev.phantom.datadog.api.ApiAnswer.Refused;
import dev.phantom.datadog.api.ApiAnswer.Why;
import dev.phantom.fault.Gap;
import dev.phantom.fault.Redirect;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.glassfish.jersey.client.ClientProperties;

/// One confined client of Datadog. Each call is bounded in time and number, and never throws for what Datadog says.
///
/// The client's own retry stays off: it sleeps as long as `x-ratelimit-reset` says, which may be an hour.
public final class DatadogApi {

    /// A call through the official client.
    @FunctionalInterface
    interface Call<T> {
        T ask(ApiClient client) throws ApiException;
    }

    /// Kept, because java.util.logging forgets a level when nobody holds the logger.
    private static final List<Logger> QUIET = List.of(
            Logger.getLogger("com.datadog.api.client"),
            Logger.getLogger("org.apache.http"),
            Logger.getLogger("org.glassfish.jersey"));

    private final ApiClient client;
    private final DatadogAccess access;
    private final Patience patience;
    private int callsLeft;

    public DatadogApi(DatadogAccess access, Patience patience) {
        QUIET.forEach(logger -> logger.setLevel(Level.OFF));
        this.access = access;
        this.patience = patience;
        this.callsLeft = patience.calls();
        client = new ApiClient();
        client.setServerIndex(null);
        client.setBasePath(access.api().toString());
        client.setConnectTimeout(Math.toIntExact(patience.connect().toMillis()));
        client.setReadTimeout(Math.toIntExact(patience.read().toMillis()));
        client.enableRetry(false);
        client.setUnstableOperationEnabled("v2.searchIncidents", true);
        client.setUserAgent("phantom");
        // a redirect would take both keys along
        client.getHttpClient().property(ClientProperties.FOLLOW_REDIRECTS, false);
        if (access.bearer()) {
            client.addDefaultHeader("Authorization", "Bearer " + access.appKey());
        } else {
            client.configureApiKeys(Map.of("apiKeyAuth", access.apiKey(), "appKeyAuth", access.appKey()));
        }
    }

    public DatadogAccess access() {
        return access;
    }

    /// Asks; retries what may pass, within the budget of calls and the patience.
    synchronized <T> ApiAnswer<T> ask(Source source, Call<T> call) {
        try {
            return Failsafe.with(policy()).get(() -> {
                if (callsLeft <= 0) {
                    return new Refused<T>(
                            Why.BUDGET,
                            "not queried: the budget of %d calls per run is used up".formatted(patience.calls()));
                }
                callsLeft--;
                return new Got<>(call.ask(client));
            });
        } catch (FailsafeException e) {
            return e.getCause() instanceof ApiException refusal ? refused(source, refusal) : failed(e);
        } catch (RuntimeException e) {
            return failed(e);
        }
    }

    /// Asks for page after page until there is enough or no more. A page that fails ends the reading with what is
    /// there.
    <P, T> ApiAnswer<List<T>> pages(Source source, Search search, Paging<P, T> paging) {
        var collected = new java.util.ArrayList<T>();
        var partial = new java.util.LinkedHashSet<Gap>();
        var cursor = "";
        do {
            var from = cursor;
            var want = Math.min(search.page(), search.limit() - collected.size());
            switch (ask(source, c -> paging.read(c, from, want))) {
                case Got<P>(var page, var _) -> {
                    collected.addAll(paging.items(page));
                    partial.addAll(paging.warnings(page));
                    var next = paging.next(page);
                    cursor = next.equals(from) ? "" : next;
                }
                case Refused<P> refused -> {
                    if (collected.isEmpty()) {
                        return refused.as();
                    }
                    partial.add(refused.gap("stopped after %d: ".formatted(collected.size())));
                    cursor = "";
                }
            }
        } while (!cursor.isEmpty() && collected.size() < search.limit());
        return new Got<>(collected.subList(0, Math.min(search.limit(), collected.size())), List.copyOf(partial));
    }

    /// How one kind of page is asked for and taken apart.
    interface Paging<P, T> {
        /// @param cursor empty for the first page
        P read(ApiClient client, String cursor, int size) throws ApiException;

        List<T> items(P page);

        /// Empty after the last page.
        String next(P page);

        List<Gap> warnings(P page);
    }

    private <T> RetryPolicy<T> policy() {
        return RetryPolicy.<T>builder()
                .handleIf((CheckedPredicate<Throwable>) this::mayPass)
                .withMaxRetries(patience.retries())
                .withDelayFnOn(
                        context -> pause(context.getLastException(), context.getAttemptCount()), ApiException.class)
                .build();
    }

    private boolean mayPass(Throwable failure) {
        return failure instanceof ApiException e
                && ((e.getCode() == 429 && reset(e).compareTo(patience.longestWait()) <= 0) || e.getCode() >= 500);
    }

    private Duration pause(ApiException e, int attempt) {
        var pause = e.getCode() == 429 ? reset(e) : patience.firstWait().multipliedBy(1L << Math.min(attempt, 5));
        return pause.compareTo(patience.longestWait()) > 0 ? patience.longestWait() : pause;
    }

    private static Duration reset(ApiException e) {
        var value = header(e, "x-ratelimit-reset");
        return value.matches("\\d{1,6}") ? Duration.ofSeconds(Long.parseLong(value)) : Duration.ofSeconds(1);
    }

    private static String header(ApiException e, String name) {
        var headers = e.getResponseHeaders();
        if (headers == null) {
            return "";
        }
        return headers.entrySet().stream()
                .filter(h -> h.getKey() != null
                        && h.getKey().toLowerCase(Locale.ROOT).equals(name)
                        && !h.getValue().isEmpty())
                .map(h -> h.getValue().getFirst())
                .findFirst()
                .orElse("");
    }

    private <T> Refused<T> refused(Source source, ApiException e) {
        if (Redirect.is(e.getCode())) {
            var redirect = new Redirect(access.api(), e.getCode(), header(e, "location"));
            return new Refused<>(Why.FAILED, redirect.line() + "; check the network, a proxy and DD_SITE");
        }
        var said = ErrorBody.text(e.getResponseBody());
        var quoted = said.isEmpty() ? "" : ": " + said;
        return switch (e.getCode()) {
            case 401 ->
                new Refused<>(
                        Why.UNAUTHORISED, "401 unauthorised" + quoted + "; check DD_API_KEY, DD_APP_KEY and DD_SITE");
            case 403 ->
                new Refused<>(
                        Why.FORBIDDEN, "403 forbidden" + quoted + "; needs the permission " + source.permission());
            case 429 ->
                new Refused<>(
                        Why.RATE_LIMITED, "429 rate limited" + quoted + "; resets in " + reset(e).toSeconds() + " s");
            case 0 -> failed(e);
            default ->
                new Refused<>(
                        e.getCode() >= 500 ? Why.FAILED : Why.REJECTED,
                        e.getCode() + " " + (e.getCode() >= 500 ? "server error" : "refused") + quoted);
        };
    }

    private static <T> Refused<T> failed(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketTimeoutException
                    || cause instanceof org.apache.http.conn.ConnectTimeoutException) {
                return new Refused<>(Why.AWAY, "the request timed out");
            }
            if (cause instanceof java.net.UnknownHostException) {
                return new Refused<>(Why.AWAY, "unknown host " + ErrorBody.oneLine(String.valueOf(cause.getMessage())));
            }
            if (cause instanceof java.net.ConnectException) {
                return new Refused<>(
                        Why.AWAY, "cannot connect: " + ErrorBody.oneLine(String.valueOf(cause.getMessage())));
            }
        }
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return new Refused<>(
                Why.FAILED, "failed: " + ErrorBody.oneLine(root.getClass().getSimpleName() + " " + root.getMessage()));
    }
}
