package dev.phantom.datadog.observe;

import dev.phantom.datadog.api.ApiAnswer;
import dev.phantom.datadog.api.ApiAnswer.Got;
import dev.phantom.datadog.api.DatadogAccess;
import dev.phantom.datadog.api.DatadogApi;
import dev.phantom.datadog.api.DatadogCode;
import dev.phantom.datadog.api.Patience;
import dev.phantom.datadog.api.Validation;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/// `phantom observe [SERVICE]`: logs, traces, metrics and events of one service, or a block for each service seen.
public final class Observe {

    /// More services than this are named, not read: every block costs four calls of a shared budget.
    private static final int BLOCKS = 25;

    /// @param service empty for each service that shows in logs or spans
    /// @param last    how far back
    /// @param limit   lines under a heading
    /// @param json    for a program: one document `phantom.observe/v1`
    public record Options(String service, Duration last, int limit, boolean json) {
        public Options {
            if (limit < 1 || limit > 10_000) {
                throw new PhantomException(new Diagnostic(
                        Code.USAGE, "'" + limit + "' is not a number of lines", "1 to 10000", "--limit"));
            }
        }
    }

    private final Map<String, String> environment;
    private final InstantSource clock;
    private final Patience patience;
    private final PrintStream out;
    private final PrintStream err;

    /// @param environment with the secrets of `.env` already in it
    public Observe(
            Map<String, String> environment, InstantSource clock, Patience patience, PrintStream out, PrintStream err) {
        this.environment = Map.copyOf(environment);
        this.clock = clock;
        this.patience = patience;
        this.out = out;
        this.err = err;
    }

    /// @return 0, or 1 for refused keys and when a source failed; one that the keys have no permission for is only said
    public int run(Options options) {
        try {
            return observe(options, new DatadogApi(DatadogAccess.from(environment), patience));
        } catch (PhantomException e) {
            err.println(e.diagnostic().line());
            return 1;
        }
    }

    private int observe(Options options, DatadogApi api) {
        if (refusesKey(api)) {
            return refused(api, "the API key is not valid for " + api.access().site());
        }
        var to = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var observer = new Observer(api, to.minus(options.last()), to, options.limit());
        var blocks = options.service().isEmpty() ? List.<String>of() : List.of(options.service());
        var services = new Observer.Services(new java.util.LinkedHashSet<>(blocks), false);
        if (blocks.isEmpty()) {
            services = observer.services();
            blocks = services.seen().stream().limit(BLOCKS).toList();
        }
        var first = blocks.isEmpty() ? observer.everything() : observer.observe(blocks.getFirst());
        if (first.all(Section::denied)) {
            return refused(
                    api,
                    "every read was refused: " + first.sections().getFirst().refused());
        }
        var printed = new Printed(options, to.minus(options.last()), to, out);
        var presence = first.silent() && !options.service().isEmpty()
                ? observer.presence(options.service())
                : Observer.Presence.SEEN;
        printed.add(first, presence);
        var failed = first.all(Section::failed);
        var lost = first.any(Section::lost);
        for (var service : blocks.stream().skip(1).toList()) {
            var block = observer.observe(service);
            printed.add(block, Observer.Presence.SEEN);
            failed &= block.all(Section::failed);
            lost |= block.any(Section::lost);
        }
        printed.end();
        missing(options, presence);
        if (services.seen().size() > BLOCKS) {
            err.println("%d more services were seen; name one to read it: %s"
                    .formatted(
                            services.seen().size() - BLOCKS,
                            TerminalText.of(String.join(
                                    ", ", services.seen().stream().skip(BLOCKS).toList()))));
        } else if (services.partial()) {
            err.println("services were looked for in the newest 1000 logs and spans; name a quieter one to read it");
        }
        if (failed) {
            err.println(new Diagnostic(
                            DatadogCode.FAILED,
                            "every source failed",
                            "",
                            api.access().api().toString())
                    .line());
        } else if (lost) {
            err.println(new Diagnostic(
                            DatadogCode.FAILED,
                            "a source failed, so this is not all there is",
                            "see why above, then run it again",
                            api.access().api().toString())
                    .line());
        }
        return failed || lost ? 1 : 0;
    }

    /// A name that is wrong looks like a service that is quiet: which of the two it is, is said.
    private void missing(Options options, Observer.Presence presence) {
        var service = TerminalText.of(options.service());
        var days = Observer.MEMORY.toDays();
        switch (presence) {
            case SEEN -> {}
            case QUIET ->
                err.println(
                        "'" + service + "' was quiet: logs or spans of it are older than what was asked for, and less"
                                + " than " + days + " days old; --last looks further back");
            case UNKNOWN ->
                err.println("no service '" + service + "' shows in logs or spans of the last " + days
                        + " days; check the name: `phantom observe` lists the services that do");
            case UNDETERMINED ->
                err.println("whether there is a service '" + service + "' is not known: logs or spans cannot be read");
        }
    }

    /// `GET /api/v1/validate` needs an API key; a token alone shows its worth with the reads.
    private static boolean refusesKey(DatadogApi api) {
        if (api.access().bearer()) {
            return false;
        }
        return switch (Validation.read(api)) {
            case Got<Boolean>(var valid, var _) -> !valid;
            case ApiAnswer.Refused<Boolean>(var why, var _) -> why == ApiAnswer.Why.FORBIDDEN;
        };
    }

    private int refused(DatadogApi api, String summary) {
        err.println(
                new Diagnostic(DatadogCode.KEYS, summary, "", api.access().api().toString()).line());
        return 1;
    }
}
