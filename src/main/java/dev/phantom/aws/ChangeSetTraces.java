package dev.phantom.aws;

import dev.phantom.stack.ChangeSets.Execution;
import dev.phantom.stack.Progress;
import dev.phantom.stack.StackId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetSummary;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/// What Phantom's change sets leave in CloudFormation: change sets that a killed run did not delete, and the events of
/// those that were executed. An execution's request token, which every event of it carries, says for what and by whom:
/// `phantom-<hash of the description>-<once>-<caller>`.
///
/// @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_StackEvent.html">StackEvent</a>
final class ChangeSetTraces {

    private static final String OURS = "phantom-";
    private static final String PURPOSE = "Phantom: ";
    private static final String STACK = "AWS::CloudFormation::Stack";

    /// A change set for something else may be another run's that is under way.
    private static final Duration ABANDONED = Duration.ofHours(1);

    /// CloudFormation keeps events for 90 days.
    private static final int EVENTS = 5_000;

    private static final int LONGEST_CALLER = 60;

    private final AwsClients clients;
    private final InstantSource clock;

    ChangeSetTraces(AwsClients clients, InstantSource clock) {
        this.clients = clients;
        this.clock = clock;
    }

    /// Of one execution of what this describes.
    String token(StackId stack, String description) {
        return prefix(description) + UUID.randomUUID().toString().substring(0, 8) + "-" + caller(stack);
    }

    /// `assumed-role-deploy-alice`, from the credentials' ARN.
    private String caller(StackId stack) {
        try {
            var arn = clients.sts(stack.region()).getCallerIdentity().arn();
            var name = arn.substring(arn.lastIndexOf(':') + 1).replaceAll("[^A-Za-z0-9]+", "-");
            return name.length() <= LONGEST_CALLER ? name : name.substring(0, LONGEST_CALLER);
        } catch (SdkException e) {
            return "unknown";
        }
    }

    private static String prefix(String description) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(description.getBytes(StandardCharsets.UTF_8));
            return OURS + HexFormat.of().formatHex(hash, 0, 12) + "-";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /// The last execution of what this describes, as the stack's events tell it.
    Optional<Execution> executed(StackId stack, String description, Progress progress) {
        var prefix = prefix(description);
        try {
            var mine = client(stack).describeStackEventsPaginator(r -> r.stackName(stack.name())).stackEvents().stream()
                    .limit(EVENTS)
                    .filter(e -> e.clientRequestToken() != null
                            && e.clientRequestToken().startsWith(prefix))
                    .toList();
            return mine.isEmpty() ? Optional.empty() : Optional.of(execution(mine, prefix));
        } catch (SdkException e) {
            progress.accept(
                    stack.name() + ": earlier executions cannot be read from the stack's events: " + AwsErrors.text(e));
            return Optional.empty();
        }
    }

    /// @param events newest first
    private static Execution execution(List<StackEvent> events, String prefix) {
        var token = events.getFirst().clientRequestToken();
        var own = events.stream()
                .filter(e -> token.equals(e.clientRequestToken()))
                .toList();
        var ended = own.stream()
                .filter(e -> STACK.equals(e.resourceType()))
                .findFirst()
                .orElse(own.getFirst());
        var rest = token.substring(prefix.length());
        return new Execution(
                own.getLast().timestamp(),
                rest.substring(rest.indexOf('-') + 1),
                token,
                String.valueOf(ended.resourceStatusAsString()));
    }

    /// Deletes the change sets that a killed run left: for the same purpose at once, for another one once they are an
    /// hour old.
    void sweep(StackId stack, String description, Progress progress) {
        try {
            var client = client(stack);
            var left = client.listChangeSetsPaginator(r -> r.stackName(stack.name())).summaries().stream()
                    .filter(this::isDone)
                    .filter(c -> description.equals(c.description()) || isOld(c))
                    .toList();
            for (var one : left) {
                client.deleteChangeSet(r -> r.stackName(stack.name()).changeSetName(one.changeSetId()));
                progress.accept(stack.name() + ": deleted change set " + one.changeSetName() + ", left behind "
                        + one.creationTime() + " (" + AwsErrors.scrubbed(one.description()) + ")");
            }
        } catch (SdkException e) {
            progress.accept(stack.name() + ": change sets left behind cannot be looked for: " + AwsErrors.text(e));
        }
    }

    private boolean isDone(ChangeSetSummary summary) {
        var status = String.valueOf(summary.statusAsString());
        var execution = String.valueOf(summary.executionStatusAsString());
        return String.valueOf(summary.changeSetName()).startsWith(OURS)
                && String.valueOf(summary.description()).startsWith(PURPOSE)
                && !status.endsWith("_PENDING")
                && !status.endsWith("_IN_PROGRESS")
                && !execution.startsWith("EXECUTE_");
    }

    private boolean isOld(ChangeSetSummary summary) {
        Instant created = summary.creationTime();
        return created != null && created.plus(ABANDONED).isBefore(clock.instant());
    }

    private CloudFormationClient client(StackId stack) {
        return clients.cloudFormation(stack.account(), stack.region());
    }
}
