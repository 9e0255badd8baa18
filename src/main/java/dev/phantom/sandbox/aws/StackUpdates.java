package dev.phantom.sandbox.aws;

import dev.phantom.sandbox.aws.deploy.PlannedChange;
import dev.phantom.sandbox.aws.deploy.ResourceWrites;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/// Updates of stacks under way. One goes on whenever somebody asks for the stack; when it is through, the resources and
/// what is deployed are changed, all at once.
final class StackUpdates {

    private static final class Underway {
        final StoredChangeSet changeSet;
        int polls;

        Underway(StoredChangeSet changeSet) {
            this.changeSet = changeSet;
        }
    }

    private final AwsWorld world;
    private final Surveyor surveyor;
    private final Map<String, Underway> underway = new HashMap<>();
    /// What happened to stacks, oldest first.
    private final List<Happened> events = new ArrayList<>();

    /// @param token of the request that it came of
    private record Happened(String id, DeployedStack stack, Instant at, String status, String token) {}

    /// Stacks whose next update fails.
    private final Set<String> failing = new HashSet<>();

    StackUpdates(AwsWorld world, Surveyor surveyor) {
        this.world = world;
        this.surveyor = surveyor;
    }

    void failNext(String stack) {
        failing.add(stack);
    }

    /// DescribeStackEvents, newest first.
    void describe(DeployedStack stack, Query query, Xml xml) {
        var mine = events.reversed().stream()
                .filter(e -> e.stack().arn().equals(stack.arn()))
                .toList();
        var page = Page.of(mine, query.optional("NextToken"), world.quirks.page(100));
        xml.list(
                        "StackEvents",
                        page.items(),
                        (x, e) -> x.leaf("StackId", e.stack().arn())
                                .leaf("EventId", e.id())
                                .leaf("StackName", e.stack().name())
                                .leaf("LogicalResourceId", e.stack().name())
                                .leaf("PhysicalResourceId", e.stack().arn())
                                .leaf("ResourceType", "AWS::CloudFormation::Stack")
                                .leaf("Timestamp", e.at())
                                .leaf("ResourceStatus", e.status())
                                .leaf("ClientRequestToken", e.token().isEmpty() ? null : e.token()))
                .leaf("NextToken", page.nextToken());
    }

    private void happened(StoredChangeSet changeSet, DeployedStack stack, String status) {
        events.add(new Happened(UUID.randomUUID().toString(), stack, world.now(), status, changeSet.executionToken));
    }

    void start(StoredChangeSet changeSet, DeployedStack stack) {
        changeSet.execution = "EXECUTE_IN_PROGRESS";
        happened(changeSet, stack, "UPDATE_IN_PROGRESS");
        underway.put(stack.arn(), new Underway(changeSet));
        world.replace(stack, stack.in("UPDATE_IN_PROGRESS"));
    }

    /// Somebody asks for the stack.
    void look(DeployedStack stack) {
        var update = underway.get(stack.arn());
        if (update == null) {
            return;
        }
        update.polls++;
        var fails = failing.contains(stack.name());
        if (update.polls <= world.quirks.polls()) {
            return;
        }
        if (update.polls == world.quirks.polls() + 1) {
            if (fails) {
                world.replace(stack, stack.in("UPDATE_ROLLBACK_IN_PROGRESS"));
            } else {
                world.replace(stack, applied(update.changeSet, stack).in("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS"));
            }
            return;
        }
        update.changeSet.execution = fails ? "EXECUTE_FAILED" : "EXECUTE_COMPLETE";
        var ended = fails ? "UPDATE_ROLLBACK_COMPLETE" : "UPDATE_COMPLETE";
        happened(update.changeSet, stack, ended);
        world.replace(stack, stack.in(ended));
        failing.remove(stack.name());
        underway.remove(stack.arn());
    }

    private DeployedStack applied(StoredChangeSet changeSet, DeployedStack stack) {
        var rows = new LinkedHashMap<String, DeployedStack.Row>();
        stack.resources().forEach(r -> rows.put(r.logicalId(), r));
        for (var change : changeSet.rows) {
            switch (change.action()) {
                case "Add" -> rows.put(change.logicalId(), made(changeSet, stack, change, "CREATE_COMPLETE"));
                case "Remove" -> {
                    removed(changeSet, stack, change);
                    rows.remove(change.logicalId());
                }
                case "Modify" -> modified(changeSet, stack, change, rows);
                default -> {} // only what CloudFormation knows changes
            }
        }
        return stack.after(changeSet.request, new ArrayList<>(rows.values()), world.now());
    }

    private void modified(
            StoredChangeSet changeSet, DeployedStack stack, PlannedChange change, Map<String, DeployedStack.Row> rows) {
        var id = change.logicalId();
        if (change.replacement().equals("True")) {
            surveyor.model(stack, id).ifPresent(world.models::remove);
            rows.put(id, made(changeSet, stack, change, "UPDATE_COMPLETE"));
            return;
        }
        var before = changeSet.previous.resources().get(id);
        var after = changeSet.desired.resources().get(id);
        if (before != null && after != null) {
            var writing = new ResourceWrites(
                    surveyor.rules, changeSet.desired, before, after, changeSet.request.driftAware());
            surveyor.model(stack, id)
                    .ifPresent(m -> m.properties = CreatedResource.json(writing.onto(Surveyor.value(m.properties))));
            rows.computeIfPresent(
                    id,
                    (k, r) -> new DeployedStack.Row(
                            id,
                            r.physicalId(),
                            r.type(),
                            "UPDATE_COMPLETE",
                            world.now().toString()));
        }
    }

    private DeployedStack.Row made(
            StoredChangeSet changeSet, DeployedStack stack, PlannedChange change, String status) {
        var declared = Objects.requireNonNull(changeSet.desired.resources().get(change.logicalId()));
        var model = CreatedResource.of(world, stack, declared);
        world.models.add(model);
        return new DeployedStack.Row(
                change.logicalId(),
                model.physicalId,
                change.type(),
                status,
                world.now().toString());
    }

    /// With `DeletionPolicy: Retain` it stays, and belongs to nobody.
    private void removed(StoredChangeSet changeSet, DeployedStack stack, PlannedChange change) {
        surveyor.model(stack, change.logicalId()).ifPresent(model -> {
            world.models.remove(model);
            if (changeSet.retains(change.logicalId())) {
                world.models.add(model.ofNoStack());
            }
        });
    }
}
