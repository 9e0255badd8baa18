package dev.phantom.aws;

import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.stack.ChangeSet;
import dev.phantom.stack.ChangeSets;
import dev.phantom.stack.Progress;
import dev.phantom.stack.StackId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetNotFoundException;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/// CloudFormation's change sets through the SDK. Each is called `phantom-` and a token of its own; one that does not
/// come to be is deleted again.
public final class CloudFormationChangeSets implements ChangeSets {

    /// An update takes longer than reading a stack does: a database restarts.
    private static final int PATIENCE = 3;
    /// How often a change set that is still being made is tried to be deleted.
    private static final int TRIES = 6;

    private final AwsClients clients;
    private final InstantSource clock;
    private final ChangeSetTraces traces;

    public CloudFormationChangeSets(AwsClients clients, InstantSource clock) {
        this.clients = clients;
        this.clock = clock;
        this.traces = new ChangeSetTraces(clients, clock);
    }

    @Override
    public Optional<Execution> executed(StackId stack, String description, Progress progress) {
        return traces.executed(stack, description, progress);
    }

    @Override
    public void sweep(StackId stack, String description, Progress progress) {
        traces.sweep(stack, description, progress);
    }

    @Override
    public ChangeSet create(Request request, Progress progress) {
        var stack = request.stack();
        return mapped("creating a change set for", stack, () -> {
            var client = client(stack);
            var now = stack(client, stack);
            if (busy(now.stackStatusAsString())) {
                throw fault(
                        Code.AWS_STACK_BUSY,
                        "no change set was created for " + stack.name() + ": the stack is " + now.stackStatusAsString(),
                        "run again when the operation has finished");
            }
            var id = ChangeSetStart.send(client, request, now);
            progress.step("change set " + name(id) + " is being created");
            try {
                return settled(client, stack, id, progress);
            } catch (RuntimeException e) {
                discard(client, stack, id, progress);
                throw e;
            }
        });
    }

    @Override
    public ChangeSet describe(StackId stack, String id) {
        return mapped("reading a change set of", stack, () -> rows(client(stack), stack, id));
    }

    @Override
    public void execute(StackId stack, String id, Progress progress) {
        var ended = mapped("executing a change set of", stack, () -> {
            var client = client(stack);
            var purpose = client.describeChangeSet(
                            r -> r.stackName(stack.name()).changeSetName(id))
                    .description();
            var token = traces.token(stack, String.valueOf(purpose));
            client.executeChangeSet(
                    r -> r.stackName(stack.name()).changeSetName(id).clientRequestToken(token));
            progress.accept("change set " + name(id) + " is being executed");
            return updated(client, stack, id, progress);
        });
        if (!ended.stackStatusAsString().equals("UPDATE_COMPLETE")) {
            @Nullable String reason = ended.stackStatusReason();
            throw fault(
                    Code.AWS_FAILED,
                    "the update of " + stack.name() + " ended in " + ended.stackStatusAsString(),
                    reason == null
                            ? "`aws cloudformation describe-stack-events` shows the reason"
                            : "AWS returned \"" + AwsErrors.scrubbed(reason) + "\"");
        }
    }

    @Override
    public void delete(StackId stack, String id) {
        mapped("deleting a change set of", stack, () -> {
            try {
                return client(stack)
                        .deleteChangeSet(r -> r.stackName(stack.name()).changeSetName(id));
            } catch (ChangeSetNotFoundException e) {
                return e; // somebody was quicker, or it was executed
            }
        });
    }

    private ChangeSet settled(CloudFormationClient client, StackId stack, String id, Progress progress) {
        var waiting = clients.waiting(stack, clock);
        while (true) {
            var now = client.describeChangeSet(r -> r.stackName(stack.name()).changeSetName(id));
            var status = now.statusAsString();
            if (status.equals("FAILED")) {
                if (nothingToDo(now)) {
                    discard(client, stack, id, progress);
                    return new ChangeSet(id, List.of());
                }
                throw fault(
                        Code.AWS_FAILED,
                        "CloudFormation created no change set for " + stack.name(),
                        "AWS returned \"" + AwsErrors.scrubbed(String.valueOf(now.statusReason())) + "\"");
            }
            if (!underway(status)) {
                return rows(client, stack, id);
            }
            if (!waiting.pause("waiting for a change set of " + stack.name())) {
                throw late("change set " + name(id), status, clients.pace().limit());
            }
        }
    }

    private static boolean nothingToDo(DescribeChangeSetResponse changeSet) {
        var reason = String.valueOf(changeSet.statusReason());
        return reason.contains("didn't contain changes") || reason.contains("No updates are to be performed");
    }

    private static ChangeSet rows(CloudFormationClient client, StackId stack, String id) {
        var rows = client
                .describeChangeSetPaginator(
                        r -> r.stackName(stack.name()).changeSetName(id).includePropertyValues(true))
                .changes()
                .stream()
                .filter(c -> c.resourceChange() != null)
                .map(c -> ChangeSetRows.of(c.resourceChange()))
                .toList();
        return new ChangeSet(id, rows);
    }

    /// The stack when it is at rest again. Right after the call it may still look as before, so the change set is asked
    /// as well until the update has been seen.
    private Stack updated(CloudFormationClient client, StackId stack, String id, Progress progress) {
        var limit = clients.pace().limit().multipliedBy(PATIENCE);
        var waiting = new Deadline(clock, clients.pace().poll(), limit);
        var seen = "";
        while (true) {
            var now = stack(client, stack);
            var status = now.stackStatusAsString();
            if (!busy(status) && (!seen.isEmpty() || through(client, stack, id))) {
                return now;
            }
            if (!status.equals(seen) && busy(status)) {
                progress.step(stack.name() + ": " + status);
                seen = status;
            }
            if (!waiting.pause("waiting for the update of " + stack.name())) {
                throw late("the update of " + stack.name(), status, limit);
            }
        }
    }

    private static boolean through(CloudFormationClient client, StackId stack, String id) {
        try {
            var execution = client.describeChangeSet(
                            r -> r.stackName(stack.name()).changeSetName(id))
                    .executionStatusAsString();
            return execution.equals("EXECUTE_COMPLETE") || execution.equals("EXECUTE_FAILED");
        } catch (ChangeSetNotFoundException e) {
            return true; // CloudFormation deletes what it has executed
        }
    }

    /// Deletes a change set that nobody will use; one that is still being made only lets itself be deleted afterwards.
    private void discard(CloudFormationClient client, StackId stack, String id, Progress progress) {
        var interrupted = Thread.interrupted(); // so that the SDK sends it all the same
        try {
            for (var tries = 0; tries < TRIES && underway(client, stack, id); tries++) {
                Thread.sleep(clients.pace().poll());
            }
            client.deleteChangeSet(r -> r.stackName(stack.name()).changeSetName(id));
        } catch (ChangeSetNotFoundException e) {
            progress.accept("change set " + name(id) + " was already gone");
        } catch (SdkException e) {
            progress.accept("change set " + name(id) + " could not be deleted: " + AwsErrors.text(e));
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static boolean underway(CloudFormationClient client, StackId stack, String id) {
        return underway(client.describeChangeSet(r -> r.stackName(stack.name()).changeSetName(id))
                .statusAsString());
    }

    private static boolean underway(String status) {
        return status.endsWith("_PENDING") || status.endsWith("_IN_PROGRESS");
    }

    private CloudFormationClient client(StackId stack) {
        return clients.cloudFormation(stack.account(), stack.region());
    }

    private static Stack stack(CloudFormationClient client, StackId stack) {
        return client.describeStacks(r -> r.stackName(stack.name())).stacks().getFirst();
    }

    private static boolean busy(String status) {
        return status.endsWith("_IN_PROGRESS");
    }

    private static <T> T mapped(String what, StackId stack, Supplier<T> call) {
        return AwsErrors.mapped(what + " " + stack.name(), call);
    }

    private static PhantomException late(String what, String status, Duration limit) {
        return fault(
                Code.AWS_FAILED,
                what + " did not finish within " + limit.toMinutes() + " minutes: " + status,
                "the operation continues in AWS; check again later");
    }

    private static PhantomException fault(Code code, String summary, String detail) {
        return new PhantomException(new Diagnostic(code, summary, detail, ""));
    }

    /// The name in a change set's ARN.
    private static String name(String id) {
        var parts = id.split("/", -1);
        return parts.length > 1 ? parts[1] : id;
    }
}
