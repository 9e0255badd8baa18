package dev.phantom.sandbox.aws;

import dev.phantom.sandbox.aws.deploy.Deployment;
import dev.phantom.sandbox.aws.deploy.PlannedChange;
import dev.phantom.value.Value;
import java.time.Instant;
import java.util.List;

/// One change set. It advances whenever somebody describes it. Guarded by the world's lock.
final class StoredChangeSet {

    final String id;
    final String name;
    final String token;
    final String description;
    final DeployedStack stack;
    final ChangeSetRequest request;
    Instant created;
    /// What was deployed when it was made, and what it would deploy.
    final Deployment previous;

    final Deployment desired;
    final List<PlannedChange> rows;
    /// Why CloudFormation gives it up; empty if it does not.
    final String failure;

    int polls;
    boolean done;
    String execution = "UNAVAILABLE";
    String executionToken = "";

    StoredChangeSet(
            String id,
            Query query,
            DeployedStack stack,
            ChangeSetRequest request,
            Instant created,
            Deployment previous,
            Deployment desired,
            List<PlannedChange> rows,
            String failure) {
        this.id = id;
        this.name = query.text("ChangeSetName");
        this.token = query.optional("ClientToken").orElse("");
        this.description = query.optional("Description").orElse("");
        this.stack = stack;
        this.request = request;
        this.created = created;
        this.previous = previous;
        this.desired = desired;
        this.rows = rows;
        this.failure = failure;
    }

    boolean called(String nameOrArn) {
        return name.equals(nameOrArn) || id.equals(nameOrArn);
    }

    /// Whether what it removes from the stack stays.
    boolean retains(String logicalId) {
        var gone = previous.resources().get(logicalId);
        return gone != null
                && gone.attributes().get("DeletionPolicy") instanceof Value.Scalar s
                && s.text().startsWith("Retain");
    }

    void advance(int until) {
        polls++;
        if (polls > until) {
            finish();
        }
    }

    void finish() {
        if (!done) {
            done = true;
            execution = failure.isEmpty() ? "AVAILABLE" : "UNAVAILABLE";
        }
    }

    String status() {
        if (done) {
            return failure.isEmpty() ? "CREATE_COMPLETE" : "FAILED";
        }
        return polls < 2 ? "CREATE_PENDING" : "CREATE_IN_PROGRESS";
    }
}
