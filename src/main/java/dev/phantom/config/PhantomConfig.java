package dev.phantom.config;

import dev.phantom.analysis.Confidence;
import dev.phantom.evidence.EvidenceChoice;
import dev.phantom.fault.Limits;
import dev.phantom.notify.Audience;
import dev.phantom.pullrequest.PublishPolicy;
import dev.phantom.secret.ShowPolicy;
import dev.phantom.severity.CostGrowth;
import dev.phantom.stack.Stack;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// `phantom.yaml`, with every default filled in.
///
/// @param show   people, by `privacy`, and the variables of environments whose values are shown
/// @param folder the safe state's local folder (`safe: {folder: …}`); null = GitHub
/// @param github null = a folder
/// @param evidence what may reach the analyst
/// @param channels the channels that messages go to
/// @param limits how long vendors may take and how much they may say
/// @param growth   when a growing bill raises a severity
/// @param notes    lines for people, each with its place: what works and should be written otherwise
public record PhantomConfig(
        PublishPolicy.Privacy privacy,
        ShowPolicy show,
        @Nullable String folder,
        @Nullable GitHub github,
        Datadog datadog,
        EvidenceChoice evidence,
        Analyst analyst,
        Policy policy,
        CostGrowth growth,
        List<Stack> stacks,
        Accounts accounts,
        Otlp otlp,
        List<NotifyChannel> channels,
        Limits limits,
        List<String> notes) {

    public PhantomConfig {
        stacks = List.copyOf(stacks);
        channels = List.copyOf(channels);
        notes = List.copyOf(notes);
    }

    /// The same with the safe state in another folder.
    public PhantomConfig in(String other) {
        return new PhantomConfig(
                privacy, show, other, github, datadog, evidence, analyst, policy, growth, stacks, accounts, otlp,
                channels, limits, notes);
    }

    /// @param roots folders below which Phantom may write; each ends in a slash
    public record GitHub(String repository, String base, List<String> roots) {
        public GitHub {
            roots = List.copyOf(roots);
        }
    }

    /// @param callsPerDrift how many calls the evidence of one drift may cost
    /// @param dependencies  who calls whom, beside what the service map shows
    /// @param alerting      what the monitors that Phantom installs go by
    public record Datadog(String site, int callsPerDrift, List<Dependency> dependencies, Alerting alerting) {
        public static final int CALLS_PER_DRIFT = 20;

        public Datadog {
            dependencies = List.copyOf(dependencies);
        }

        /// @param runIntervalMinutes how often Phantom runs
        /// @param production         environments whose drift alerts
        /// @param handles            who is told, `@slack-drift`
        public record Alerting(int runIntervalMinutes, List<String> production, List<String> handles) {
            /// Once a night, and nobody in particular.
            public static final Alerting DEFAULT = new Alerting(24 * 60, List.of("prod", "production"), List.of());

            /// Twice this is as far as a monitor looks back: 10,080 minutes
            /// (https://docs.datadoghq.com/api/latest/monitors/#create-a-monitor).
            public static final int LONGEST_INTERVAL = 5_040;

            public Alerting {
                production = List.copyOf(production);
                handles = List.copyOf(handles);
            }
        }

        /// One service and those that it calls.
        public record Dependency(String service, List<String> calls) {
            public Dependency {
                calls = List.copyOf(calls);
            }
        }
    }

    public record Analyst(Kind kind, String provider, String model, String criticalModel, BigDecimal budgetUsd) {
        /// In US dollars, where nobody says another.
        public static final BigDecimal USUAL_BUDGET = BigDecimal.valueOf(5);

        public enum Kind {
            RULES,
            CLAUDE,
            /// The rules act, and Claude's answer is shown beside theirs.
            COMPARE
        }
    }

    /// @param draftBelow a pull request with a confidence below this level stays a draft
    /// @param paused     no pull request is opened or changed
    /// @param updates    whether a revert may be carried out by Cloud Control, past the stack, where no change set can
    public record Policy(
            Confidence.Level draftBelow,
            int maxOpenPullRequests,
            int maxPerStack,
            Proof proof,
            boolean paused,
            boolean updates) {
        public enum Proof {
            LOCAL,
            CHANGE_SET
        }
    }

    /// @param roleName   role to assume in each stack's account; empty = the caller's own credentials
    /// @param externalId may be empty
    public record Accounts(String roleName, String externalId) {}

    /// A channel that messages go to. Its address comes from the environment.
    public record NotifyChannel(Kind kind, Audience audience) {
        public enum Kind {
            SLACK,
            TEAMS,
            PAGERDUTY,
            WEBHOOK,
            EMAIL
        }
    }

    public enum Otlp {
        AUTO,
        OFF
    }

    /// The word that the file uses for it.
    public static String text(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
