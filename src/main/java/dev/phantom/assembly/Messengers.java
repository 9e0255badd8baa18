package dev.phantom.assembly;

import dev.phantom.channel.Channels;
import dev.phantom.config.PhantomConfig;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.notify.Channel;
import dev.phantom.notify.Notifying;
import dev.phantom.pullrequest.CodeHost;
import dev.phantom.run.RunReport;
import dev.phantom.run.Stage;
import dev.phantom.stack.Progress;
import dev.phantom.stack.Stack;
import dev.phantom.store.files.FileNotified;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Tells the channels of `notify:` what a run found.
///
/// @param history folder
/// @param host    of the repository; empty where the safe state is a folder
record Messengers(
        PhantomConfig config,
        Invocation invocation,
        Path history,
        boolean dryRun,
        Progress progress,
        Optional<CodeHost> host) {

    /// A page on which the whole report is, for the link of a message.
    private static final String REPORT = "PHANTOM_REPORT_URL";

    /// The same run with what failed of its messages.
    RunReport told(RunReport run) {
        var failed = tell(run).stream().map(why -> new RunReport.Failure("", Stage.PUBLISH.verb(), why));
        return new RunReport(
                run.startedAt(),
                run.reports(),
                Stream.concat(run.failures().stream(), failed).toList());
    }

    private List<Diagnostic> tell(RunReport run) {
        if (config.channels().isEmpty()) {
            return List.of();
        }
        var failures = new ArrayList<Diagnostic>();
        try (var channels = Channels.of(invocation.environment(), config.limits())) {
            var clock = invocation.clock();
            var notified = dryRun
                    ? FileNotified.untouched(history, clock, progress::accept)
                    : FileNotified.in(history, clock, progress::accept);
            var notifying = new Notifying(
                    config.channels().stream()
                            .map(one -> channel(channels, one))
                            .toList(),
                    notified,
                    config.stacks().stream().map(Stack::id).collect(Collectors.toSet()),
                    config.privacy(),
                    isPublic(),
                    link(failures),
                    progress::accept);
            var now = clock.instant();
            failures.addAll(dryRun ? notifying.rehearse(run, now) : notifying.tell(run, now));
        } catch (PhantomException e) {
            failures.add(e.diagnostic());
        } catch (RuntimeException e) {
            failures.add(Diagnostic.unexpected(e)); // a fault of ours costs the message, not the report
        }
        return failures;
    }

    static Channel channel(Channels channels, PhantomConfig.NotifyChannel one) {
        return switch (one.kind()) {
            case SLACK -> channels.slack(one.audience());
            case TEAMS -> channels.teams(one.audience());
            case PAGERDUTY -> channels.pagerDuty(one.audience());
            case WEBHOOK -> channels.webhook(one.audience());
            case EMAIL -> channels.mail(one.audience());
        };
    }

    /// Where nobody can say, it counts as public: less is told then.
    private boolean isPublic() {
        try {
            return host.map(CodeHost::isPublic).orElse(false);
        } catch (PhantomException e) {
            return true;
        }
    }

    private String link(List<Diagnostic> failures) {
        var text = invocation.env(REPORT).strip();
        if (text.isEmpty()) {
            return "";
        }
        try {
            var uri = URI.create(text);
            if (uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
                return uri.toASCIIString();
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        failures.add(new Diagnostic(
                Code.USAGE, REPORT + " is not a web address, so messages have no link to the report", "fix it", ""));
        return "";
    }
}
