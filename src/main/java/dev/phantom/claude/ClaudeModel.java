package dev.phantom.claude;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.RequestOptions;
import com.anthropic.core.Timeout;
import com.anthropic.errors.AnthropicException;
import com.anthropic.errors.AnthropicInvalidDataException;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.models.messages.MessageCreateParams;
import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import dev.phantom.analysis.ModelCall;
import dev.phantom.analysis.ModelCalls;
import dev.phantom.analysis.prompt.Prompt;
import dev.phantom.analysis.prompt.PromptedAnalyst;
import dev.phantom.fault.Cause;
import dev.phantom.fault.Limits;
import dev.phantom.fault.PhantomException;
import dev.phantom.fault.Redirect;
import dev.phantom.wire.AskedWait;
import dev.phantom.wire.Vendor;
import dev.phantom.wire.WireException;
import dev.phantom.wire.WireFailure;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/// Asks Claude one question. Whatever keeps it from answering in full is ANALYST_UNAVAILABLE: the rules judge then.
final class ClaudeModel implements PromptedAnalyst.Model {
    private static final Set<Integer> LATER = Set.of(408, 409, 429, 500, 502, 503, 504);
    private static final int ATTEMPTS = 3;
    private static final int OVERLOADED = 529;
    private static final Duration BETWEEN = Duration.ofMillis(800);

    /// As messages name it.
    private static final String NAME = "Claude";

    /// As the GenAI conventions write it.
    private static final String PROVIDER = "anthropic";

    /// OkHttp would take the key along to wherever it is sent.
    private static final RequestOptions ONE_HOST =
            RequestOptions.builder().followRedirects(false).build();

    private final ClaudeSettings settings;
    private final String model;
    private final AnthropicClient client;
    private final ClaudePrices prices = new ClaudePrices();
    private final Budget budget;
    private final Vendor vendor;

    /// The one that is asked first.
    ClaudeModel(ClaudeSettings settings) {
        this.settings = settings;
        this.model = settings.model();
        this.budget = new Budget(settings.budgetUsd());
        this.vendor = settings.network().model(NAME);
        this.client = client(settings, vendor);
    }

    private ClaudeModel(ClaudeModel other, String model) {
        this.settings = other.settings;
        this.model = model;
        this.budget = other.budget;
        this.vendor = other.vendor;
        this.client = other.client;
    }

    /// The one that is asked where more hangs on it; both spend the same budget.
    ClaudeModel critical() {
        return new ClaudeModel(this, settings.critical());
    }

    /// What waits between attempts, as long as the call lasts.
    private RetryPolicy<ClaudeAnswer> retries(Call call) {
        return RetryPolicy.<ClaudeAnswer>builder()
                .handleIf(e -> worthRepeating(e) && wanted(e).compareTo(longest()) <= 0 && fits(call, wanted(e)))
                .withMaxAttempts(ATTEMPTS)
                .withDelayFnOn(context -> wanted(context.getLastException()), Throwable.class)
                .build();
    }

    private boolean fits(Call call, Duration wait) {
        return waited(call).plus(wait).compareTo(vendor.limits().call()) < 0;
    }

    /// The longest wait between two attempts.
    private Duration longest() {
        var limit = vendor.limits().call();
        return settings.patience().compareTo(limit) < 0 ? settings.patience() : limit;
    }

    private static Duration waited(Call call) {
        return Duration.ofNanos(System.nanoTime() - call.begun());
    }

    @Override
    public Reply ask(Prompt prompt, ModelCalls calls) {
        vendor.stillThere();
        try (var hold = hold(prompt)) {
            return ask(prompt, new Call(model, Instant.now(), System.nanoTime(), new AtomicInteger(), calls, hold));
        }
    }

    private Budget.Hold hold(Prompt prompt) {
        var most = prices.cost(model, ClaudeRequest.most(prompt));
        try {
            return budget.hold(most).orElseThrow(() -> unavailable(budget.shortOf(most), "raise analyst.budgetUsd"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable("the call was interrupted while it waited", "");
        }
    }

    private Reply ask(Prompt prompt, Call call) {
        var model = call.model();
        try {
            var answered = Failsafe.with(retries(call)).get(() -> send(ClaudeRequest.of(prompt, model), call));
            return reply(answered, account(answered, call), call);
        } catch (AnthropicException e) {
            throw failed(e, call);
        } catch (NullPointerException | IllegalStateException e) {
            throw failed(new AnthropicInvalidDataException("a member is absent", e), call);
        }
    }

    private PhantomException failed(AnthropicException e, Call call) {
        var why = call.failed(problem(e, call));
        vendor.failed(why.diagnostic(), waited(call));
        return why;
    }

    private PhantomException problem(AnthropicException e, Call call) {
        var tried = call.attempts().get() > 1
                ? " (%d attempts, %s)".formatted(call.attempts().get(), Limits.said(waited(call)))
                : "";
        return switch (e) {
            case AnthropicServiceException s
            when Redirect.is(s.statusCode()) ->
                unavailable(redirect(s).line(), "check the network, a proxy and ANTHROPIC_BASE_URL", Cause.BROKEN);
            case AnthropicServiceException s -> {
                var reply = "%s answered %d %s"
                        .formatted(call.model(), s.statusCode(), s.apiMessage().orElse(""));
                var asked = wanted(s);
                yield unavailable(
                        asked.compareTo(longest()) > 0
                                ? reply.strip() + "; " + vendor.tooLong(asked, longest())
                                : reply.strip() + tried,
                        s.requestId().map(id -> "request " + id).orElse(""),
                        cause(s.statusCode()));
            }
            default ->
                wire(e).map(w -> unavailable("%s: %s".formatted(call.model(), w.text()) + tried, w.remedy(), w.cause()))
                        .orElseGet(() -> unavailable(
                                "%s gave an answer that is not what its API documents".formatted(call.model()),
                                "check ANTHROPIC_BASE_URL and the proxy",
                                Cause.BROKEN));
        };
    }

    private static Optional<WireFailure> wire(Throwable thrown) {
        for (Throwable e = thrown; e != null; e = e.getCause()) {
            if (e instanceof WireException wire) {
                return Optional.of(wire.failure());
            }
        }
        return Optional.empty();
    }

    private static Cause cause(int status) {
        return switch (status) {
            case 401, 403 -> Cause.DENIED;
            case 429, OVERLOADED -> Cause.RATE_LIMITED;
            default -> status >= 500 ? Cause.BROKEN : Cause.OTHER;
        };
    }

    /// A call that is under way.
    private record Call(
            String model, Instant startedAt, long begun, AtomicInteger attempts, ModelCalls calls, Budget.Hold hold) {

        void ended(ModelCall.Result result) {
            calls.called(new ModelCall(PROVIDER, model, startedAt, Instant.now(), result));
        }

        PhantomException failed(PhantomException why) {
            ended(new ModelCall.Result.Failed(why.diagnostic()));
            return why;
        }
    }

    private static Reply reply(ClaudeAnswer answered, ModelCall.Reply accounted, Call call) {
        String text;
        try {
            text = answered.text();
        } catch (PhantomException e) {
            call.ended(new ModelCall.Result.Unusable(accounted, e.diagnostic()));
            throw e;
        }
        call.ended(new ModelCall.Result.Answered(accounted));
        return new Reply(text, accounted.responseModel());
    }

    private ClaudeAnswer send(MessageCreateParams params, Call call) {
        call.attempts().incrementAndGet();
        try (var response = client.messages().withRawResponse().create(params, ONE_HOST)) {
            return new ClaudeAnswer(response.parse(), response.requestId().orElse(""));
        }
    }

    private ModelCall.Reply account(ClaudeAnswer answered, Call call) {
        var reply = answered.account(call.model(), prices);
        call.hold().spend(Optional.ofNullable(reply.costUsd()));
        return reply;
    }

    private static AnthropicClient client(ClaudeSettings settings, Vendor vendor) {
        var builder = AnthropicOkHttpClient.builder()
                .apiKey(settings.apiKey())
                .timeout(Timeout.builder()
                        .connect(vendor.limits().connect())
                        // what bounds it is the exchange, which knows what happened by then
                        .request(vendor.limits().call().multipliedBy(2))
                        .build())
                .addInterceptor(wire -> new BoundedClaude(wire, vendor))
                // the SDK would wait for as long as retry-after says
                .maxRetries(0)
                // our Jackson is newer than the one that the SDK was built with
                .checkJacksonVersionCompatibility(false);
        if (!settings.baseUrl().isEmpty()) {
            builder.baseUrl(settings.baseUrl());
        }
        return builder.build();
    }

    private static boolean worthRepeating(Throwable e) {
        return e instanceof AnthropicServiceException s
                // 520 to 529: what stands before it got no answer, or it is overloaded
                ? LATER.contains(s.statusCode()) || s.statusCode() / 10 == OVERLOADED / 10
                : wire(e).map(w -> w.kind().mayPass()).orElse(false);
    }

    private Duration wanted(Throwable e) {
        var wanted = e instanceof AnthropicServiceException s
                ? AskedWait.of(s.headers().values("retry-after"), Instant.now())
                : Optional.<Duration>empty();
        return wanted.orElse(
                BETWEEN.compareTo(longest()) < 0 ? BETWEEN : longest().dividedBy(2));
    }

    private Redirect redirect(AnthropicServiceException e) {
        var asked = URI.create(settings.baseUrl().isEmpty() ? "https://api.anthropic.com" : settings.baseUrl());
        var target = e.headers().values("location").stream().findFirst().orElse("");
        return new Redirect(asked, e.statusCode(), target);
    }

    private static PhantomException unavailable(String summary, String detail) {
        return unavailable(summary, detail, Cause.OTHER);
    }

    private static PhantomException unavailable(String summary, String detail, Cause source) {
        return ClaudeAnswer.unavailable(summary, detail, source);
    }
}
