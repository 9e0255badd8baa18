package dev.phantom.claude;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.RequestOptions;
import com.anthropic.errors.AnthropicException;
import com.anthropic.errors.AnthropicIoException;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.StopReason;
import com.anthropic.models.messages.TextBlock;
import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import dev.phantom.analysis.ModelCall;
import dev.phantom.analysis.ModelCalls;
import dev.phantom.analysis.prompt.Prompt;
import dev.phantom.analysis.prompt.PromptedAnalyst;
import dev.phantom.fault.Cause;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.fault.Redirect;
import dev.phantom.severity.Severity;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Asks Claude one question. Whatever keeps it from answering in full is ANALYST_UNAVAILABLE: the rules judge then.
final class ClaudeModel implements PromptedAnalyst.Model {
    private static final Set<Integer> LATER = Set.of(408, 409, 429, 500, 502, 503, 504, 529);
    private static final int ATTEMPTS = 3;
    private static final int OVERLOADED = 529;

    /// As the GenAI conventions write it.
    private static final String PROVIDER = "anthropic";

    /// OkHttp would take the key along to wherever it is sent.
    private static final RequestOptions ONE_HOST =
            RequestOptions.builder().followRedirects(false).build();

    private final ClaudeSettings settings;
    private final AnthropicClient client;
    private final RetryPolicy<Answered> retries;
    private final ClaudePrices prices = new ClaudePrices();
    private final Budget budget;

    private record Answered(Message message, String requestId) {}

    ClaudeModel(ClaudeSettings settings) {
        this.settings = settings;
        this.budget = new Budget(settings.budgetUsd());
        this.client = client(settings);
        this.retries = RetryPolicy.<Answered>builder()
                .handleIf(ClaudeModel::worthRepeating)
                .withMaxAttempts(ATTEMPTS)
                .withDelayFnOn(context -> pause(context.getLastException(), settings.patience()), Throwable.class)
                .build();
    }

    @Override
    public Reply ask(Prompt prompt, Severity floor, ModelCalls calls) {
        var model = settings.modelFor(floor);
        try (var hold = hold(prompt, model)) {
            return ask(prompt, new Call(model, Instant.now(), calls, hold));
        }
    }

    private Budget.Hold hold(Prompt prompt, String model) {
        try {
            return budget.hold(prices.cost(model, ClaudeRequest.most(prompt)))
                    .orElseThrow(() -> unavailable(
                            "the budget of %s USD is used up"
                                    .formatted(settings.budgetUsd().toPlainString()),
                            "raise analyst.budgetUsd"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable("the call was interrupted while it waited", "");
        }
    }

    private Reply ask(Prompt prompt, Call call) {
        var model = call.model();
        try {
            var answered = Failsafe.with(retries).get(() -> send(ClaudeRequest.of(prompt, model)));
            return reply(answered, account(answered, call), call);
        } catch (AnthropicServiceException e) {
            if (Redirect.is(e.statusCode())) {
                throw call.failed(unavailable(
                        redirect(e).line(), "check the network, a proxy and ANTHROPIC_BASE_URL", Cause.BROKEN));
            }
            var reply = "%s answered %d %s"
                    .formatted(model, e.statusCode(), e.apiMessage().orElse(""));
            throw call.failed(unavailable(
                    reply.strip(), e.requestId().map(id -> "request " + id).orElse(""), cause(e.statusCode())));
        } catch (AnthropicIoException e) {
            throw call.failed(unavailable(
                    "%s cannot be reached: %s".formatted(model, rootMessage(e)),
                    "check the network and ANTHROPIC_BASE_URL",
                    Cause.AWAY));
        } catch (AnthropicException e) {
            throw call.failed(unavailable(
                    "%s returned an answer that cannot be parsed".formatted(model), rootMessage(e), Cause.BROKEN));
        }
    }

    private static Cause cause(int status) {
        return switch (status) {
            case 401, 403 -> Cause.DENIED;
            case 429, OVERLOADED -> Cause.RATE_LIMITED;
            default -> status >= 500 ? Cause.BROKEN : Cause.OTHER;
        };
    }

    /// A call that is under way.
    private record Call(String model, Instant startedAt, ModelCalls calls, Budget.Hold hold) {

        void ended(ModelCall.Result result) {
            calls.called(new ModelCall(PROVIDER, model, startedAt, Instant.now(), result));
        }

        PhantomException failed(PhantomException why) {
            ended(new ModelCall.Result.Failed(why.diagnostic()));
            return why;
        }
    }

    private static Reply reply(Answered answered, ModelCall.Reply accounted, Call call) {
        String text;
        try {
            text = text(answered);
        } catch (PhantomException e) {
            call.ended(new ModelCall.Result.Unusable(accounted, e.diagnostic()));
            throw e;
        }
        call.ended(new ModelCall.Result.Answered(accounted));
        return new Reply(text, accounted.responseModel());
    }

    private Answered send(MessageCreateParams params) {
        try (var response = client.messages().withRawResponse().create(params, ONE_HOST)) {
            return new Answered(response.parse(), response.requestId().orElse(""));
        }
    }

    /// Text by the type of its block: thinking comes first.
    private static String text(Answered answered) {
        var message = answered.message();
        var stop = message.stopReason().orElse(StopReason.END_TURN);
        if (stop.equals(StopReason.REFUSAL)) {
            var category = message.stopDetails()
                    .flatMap(d -> d.category())
                    .map(c -> " (" + c.asString() + ")")
                    .orElse("");
            throw unavailable("the model refused to answer" + category, request(answered));
        }
        if (!stop.equals(StopReason.END_TURN) && !stop.equals(StopReason.STOP_SEQUENCE)) {
            throw unavailable("the answer was cut off: " + stop.asString(), request(answered));
        }
        return message.content().stream()
                .flatMap(block -> block.text().stream())
                .map(TextBlock::text)
                .collect(Collectors.joining());
    }

    private ModelCall.Reply account(Answered answered, Call call) {
        var usage = answered.message().usage();
        var tokens = new ModelCall.Tokens(
                usage.inputTokens(),
                usage.outputTokens(),
                usage.cacheReadInputTokens().orElse(0L),
                usage.cacheCreationInputTokens().orElse(0L));
        var cost = prices.cost(call.model(), tokens);
        call.hold().spend(cost);
        return new ModelCall.Reply(
                answered.message().model().asString(),
                answered.message().stopReason().map(StopReason::asString).orElse(""),
                tokens,
                cost.orElse(null),
                answered.requestId());
    }

    private static AnthropicClient client(ClaudeSettings settings) {
        var builder = AnthropicOkHttpClient.builder()
                .apiKey(settings.apiKey())
                .timeout(settings.timeout())
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
                ? LATER.contains(s.statusCode())
                : e instanceof AnthropicIoException;
    }

    private static Duration pause(Throwable e, Duration patience) {
        var wanted = e instanceof AnthropicServiceException s
                ? s.headers().values("retry-after").stream().findFirst().flatMap(ClaudeModel::seconds)
                : Optional.<Duration>empty();
        var pause = wanted.orElse(Duration.ofMillis(800));
        return pause.compareTo(patience) <= 0 ? pause : patience;
    }

    private static Optional<Duration> seconds(String text) {
        return text.matches("\\d{1,6}") ? Optional.of(Duration.ofSeconds(Long.parseLong(text))) : Optional.empty();
    }

    private Redirect redirect(AnthropicServiceException e) {
        var asked = URI.create(settings.baseUrl().isEmpty() ? "https://api.anthropic.com" : settings.baseUrl());
        var target = e.headers().values("location").stream().findFirst().orElse("");
        return new Redirect(asked, e.statusCode(), target);
    }

    private static String request(Answered answered) {
        return answered.requestId().isEmpty() ? "" : "request " + answered.requestId();
    }

    private static String rootMessage(Throwable e) {
        var root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    private static PhantomException unavailable(String summary, String detail) {
        return unavailable(summary, detail, Cause.OTHER);
    }

    private static PhantomException unavailable(String summary, String detail, Cause source) {
        return new PhantomException(new Diagnostic(Code.ANALYST_UNAVAILABLE, summary, detail, "", source));
    }
}
