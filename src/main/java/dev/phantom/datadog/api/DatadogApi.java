package dev.phantom.datadog.api;

import com.datadog.api.client.ApiClient;
import com.datadog.api.client.ApiException;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.phantom.datadog.api.ApiAnswer.Got;
import dev.phantom.datadog.api.ApiAnswer.Refused;
import dev.phantom.datadog.api.ApiAnswer.Why;
import dev.phantom.fault.Cause;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.Gap;
import dev.phantom.fault.Limits;
import dev.phantom.fault.Redirect;
import dev.phantom.wire.Exchange;
import dev.phantom.wire.Network;
import dev.phantom.wire.Vendor;
import dev.phantom.wire.WireException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
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

    /// As messages name it.
    public static final String NAME = "Datadog";

    /// Kept, because java.util.logging forgets a level when nobody holds the logger.
    private static final List<Logger> QUIET = List.of(
            Logger.getLogger("com.datadog.api.client"),
            Logger.getLogger("org.apache.http"),
            Logger.getLogger("org.glassfish.jersey"));

    private final ApiClient client;
    private final DatadogAccess access;
    private final Patience patience;
    private final Vendor vendor;
    private final Retries retries;
    private int callsLeft;
    private String share = "";
    private int shareLeft = Integer.MAX_VALUE;

    public DatadogApi(DatadogAccess access, Patience patience) {
        this(access, patience, Network.standard().vendor(NAME));
    }

    /// @param vendor shared by all that asks Datadog in this run
    public DatadogApi(DatadogAccess access, Patience patience, Vendor vendor) {
        QUIET.forEach(logger -> logger.setLevel(Level.OFF));
        this.access = access;
        this.vendor = vendor;
        this.patience = patience;
        this.retries = new Retries(vendor, patience);
        this.callsLeft = patience.calls();
        client = new ApiClient();
        client.setServerIndex(null);
        client.setBasePath(access.api().toString());
        client.setConnectTimeout(Math.toIntExact(patience.connect().toMillis()));
        client.setReadTimeout(Math.toIntExact(patience.read().toMillis()));
        client.enableRetry(false);
        client.setUnstableOperationEnabled("v2.searchIncidents", true);
        client.setUserAgent("phantom");
        LenientAnswers.in(client.getJSON().getMapper());
        // a redirect would take both keys along
        client.getHttpClient().property(ClientProperties.FOLLOW_REDIRECTS, false);
        client.getHttpClient().register(new BoundedAnswers(vendor));
        if (access.bearer()) {
            client.addDefaultHeader("Authorization", "Bearer " + access.appKey());
        } else {
            client.configureApiKeys(Map.of("apiKeyAuth", access.apiKey(), "appKeyAuth", access.appKey()));
        }
    }

    public DatadogAccess access() {
        return access;
    }

    /// Why it is not asked any more in this run.
    public Optional<Diagnostic> away() {
        return vendor.away();
    }

    /// From here on no more than this many calls are made, until this is said again.
    ///
    /// @param said what they are for and who sets their number: `the 20 calls for one drift (datadog.callsPerDrift)`
    public synchronized void share(int calls, String said) {
        share = said;
        shareLeft = calls;
    }

    /// Asks; retries what may pass, within the budget of calls and the patience.
    <T> ApiAnswer<T> ask(Source source, Call<T> call) {
        return ask(source, call, true);
    }

    /// Has something made: repeated only where Datadog said that it was not, or there would be two.
    <T> ApiAnswer<T> make(Source source, Call<T> call) {
        return ask(source, call, false);
    }

    private synchronized <T> ApiAnswer<T> ask(Source source, Call<T> call, boolean repeatable) {
        var away = vendor.away();
        if (away.isPresent()) {
            return new Refused<>(Why.of(away.get().cause()), away.get().summary());
        }
        var begun = System.nanoTime();
        var attempts = new AtomicInteger();
        ApiAnswer<T> answer;
        try {
            return Failsafe.with(retries.policy(begun, repeatable)).get(() -> {
                var spent = spent();
                if (!spent.isEmpty()) {
                    return new Refused<T>(Why.BUDGET, spent);
                }
                callsLeft--;
                shareLeft--;
                attempts.incrementAndGet();
                return answered(call, begun);
            });
        } catch (FailsafeException e) {
            answer = e.getCause() instanceof ApiException refusal ? refused(source, refusal) : failed(e);
        } catch (RuntimeException e) {
            answer = failed(e);
        }
        return told((Refused<T>) answer, attempts.get(), Duration.ofNanos(System.nanoTime() - begun));
    }

    private String spent() {
        return callsLeft <= 0
                ? "the budget of %d calls per run is used up".formatted(patience.calls())
                : shareLeft <= 0 ? share + " are used up" : "";
    }

    /// One attempt, no longer than what is left of the call.
    private <T> Got<T> answered(Call<T> call, long begun) throws IOException, ApiException {
        var limits = vendor.limits();
        var left = limits.call().minusNanos(System.nanoTime() - begun);
        var time = left.compareTo(patience.read()) < 0 ? left : patience.read();
        var answer = Exchange.<Object>of(access.api(), time, limits.bytes(), exchange -> {
            LenientAnswers.lost();
            try {
                return new Got<>(call.ask(client), unread(LenientAnswers.lost()));
            } catch (ApiException e) {
                if (e.getCode() > 0 && !(e.getCause() instanceof WireException)) {
                    return e;
                }
                throw e;
            }
        });
        if (answer instanceof ApiException e) {
            throw e;
        }
        @SuppressWarnings("unchecked")
        var got = (Got<T>) answer;
        return got;
    }

    private static List<Gap> unread(int lost) {
        return lost == 0
                ? List.of()
                : List.of(new Gap(
                        "%d %s not what Datadog documents and left out"
                                .formatted(lost, lost == 1 ? "part of the answer was" : "parts of the answer were"),
                        Cause.BROKEN));
    }

    private <T> Refused<T> told(Refused<T> refused, int attempts, Duration waited) {
        var said = attempts > 1
                ? new Refused<T>(
                        refused.why(), "%s (%d attempts, %s)".formatted(refused.line(), attempts, Limits.said(waited)))
                : refused;
        vendor.failed(
                new Diagnostic(
                        DatadogCode.FAILED, said.line(), "", "", said.why().cause()),
                waited);
        return said;
    }

    /// Asks for page after page until there is enough or no more. A page that fails ends the reading with what is
    /// there.
    <P, T> ApiAnswer<List<T>> pages(Source source, Search search, Paging<P, T> paging) {
        var collected = new ArrayList<T>();
        var partial = new LinkedHashSet<Gap>();
        var cursor = "";
        do {
            var from = cursor;
            var want = Math.min(search.page(), search.limit() - collected.size());
            switch (ask(source, c -> paging.read(c, from, want))) {
                case Got<P>(var page, var unread) -> {
                    partial.addAll(unread);
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

    private <T> Refused<T> refused(Source source, ApiException e) {
        if (Redirect.is(e.getCode())) {
            var redirect = new Redirect(
                    access.api(),
                    e.getCode(),
                    AnswerHeaders.of(e, "location").stream().findFirst().orElse(""));
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
                        Why.FORBIDDEN,
                        "403 forbidden" + quoted
                                + (source.permission().isEmpty()
                                        ? "; check DD_API_KEY, DD_APP_KEY and DD_SITE"
                                        : "; needs the permission " + source.permission()));
            case 429 -> new Refused<>(Why.RATE_LIMITED, "429 rate limited" + quoted + when(e));
            case 0 -> failed(e);
            default ->
                new Refused<>(
                        e.getCode() >= 500 ? Why.FAILED : Why.REJECTED,
                        e.getCode() >= 500
                                ? e.getCode() + " server error" + quoted + when(e)
                                : e.getCode() + " refused" + quoted);
        };
    }

    private String when(ApiException e) {
        return AnswerHeaders.asked(e)
                .map(wait -> "; "
                        + (retries.fits(wait)
                                ? "resets in " + Limits.said(wait)
                                : vendor.tooLong(wait, retries.longest())))
                .orElse("");
    }

    private static <T> Refused<T> failed(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof WireException wire) {
                var told = wire.failure();
                return new Refused<>(Why.of(told.cause()), told.text());
            }
            if (cause instanceof InterruptedIOException) {
                return new Refused<>(Why.AWAY, "the query was interrupted");
            }
        }
        // what the vendor's client cannot make its own objects of
        return new Refused<>(Why.FAILED, "Datadog's answer is not what it documents");
    }
}
