package dev.phantom.sandbox.aws;

import dev.phantom.iac.cloudformation.read.TemplateReader;
import dev.phantom.sandbox.aws.deploy.Capabilities;
import dev.phantom.sandbox.aws.deploy.PlannedChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// Change sets of stacks that exist: made, described, executed, deleted. Executing one deletes all others of the stack.
///
/// @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ExecuteChangeSet.html">ExecuteChangeSet</a>
final class EmbeddedChangeSets {

    private static final String NOTHING =
            "The submitted information didn't contain changes. Submit different information to create a change set.";
    private static final String EXISTS =
            "The following hook(s)/validation failed: [AWS::EarlyValidation::ResourceExistenceCheck]. To troubleshoot"
                    + " Early Validation errors, use the DescribeEvents API for detailed failure information.";

    private final AwsWorld world;
    private final Surveyor surveyor;
    private final StackUpdates updates;
    private final List<StoredChangeSet> made = new ArrayList<>();

    EmbeddedChangeSets(AwsWorld world, Surveyor surveyor, StackUpdates updates) {
        this.world = world;
        this.surveyor = surveyor;
        this.updates = updates;
    }

    boolean serve(String operation, Caller caller, Query query, Xml xml) {
        switch (operation) {
            case "CreateChangeSet" -> create(caller, query, xml);
            case "DescribeChangeSet" -> describe(found(caller, query), query, xml);
            case "ListChangeSets" -> list(caller, query, xml);
            case "DeleteChangeSet" -> delete(caller, query);
            case "ExecuteChangeSet" -> execute(caller, query);
            case "DescribeStackEvents" -> updates.describe(stack(caller, query.text("StackName")), query, xml);
            default -> {
                return false;
            }
        }
        return true;
    }

    /// The types whose resources such a call reads with the caller's own permissions.
    Set<String> typesRead(String operation, Caller caller, Query query) {
        var reads = operation.equals("CreateChangeSet")
                && query.optional("DeploymentMode").isPresent();
        return !reads
                ? Set.of()
                : query.optional("StackName")
                        .flatMap(name -> world.stack(caller, name))
                        .map(DeployedStack::types)
                        .orElse(Set.of());
    }

    /// Names of the change sets that exist.
    void forget(String stack) {
        made.removeIf(c -> c.stack.name().equals(stack));
    }

    /// AWS makes them whether anybody looks or not.
    void age(Duration by) {
        made.forEach(c -> {
            c.created = c.created.minus(by);
            c.finish();
        });
    }

    List<String> names() {
        return made.stream().map(c -> c.name).toList();
    }

    private void create(Caller caller, Query query, Xml xml) {
        var stack = stack(caller, query.text("StackName"));
        var name = query.text("ChangeSetName");
        if (!name.matches("[a-zA-Z][-a-zA-Z0-9]{0,127}")) {
            throw AwsFault.validation("1 validation error detected: Value '" + name
                    + "' at 'changeSetName' failed to satisfy constraint: Member must satisfy regular expression"
                    + " pattern: [a-zA-Z][-a-zA-Z0-9]*");
        }
        if (!query.optional("ChangeSetType").orElse("UPDATE").equals("UPDATE")) {
            throw AwsFault.validation("the embedded AWS makes change sets of type UPDATE");
        }
        var there = made.stream()
                .filter(c -> c.stack.arn().equals(stack.arn()) && c.name.equals(name))
                .findFirst();
        if (there.isPresent()) {
            if (there.get().token.isEmpty()
                    || !there.get().token.equals(query.optional("ClientToken").orElse(""))) {
                throw new AwsFault(400, "AlreadyExistsException", "ChangeSet " + name + " already exists");
            }
            answer(there.get(), xml);
            return;
        }
        updatable(stack);
        var request = ChangeSetRequest.of(stack, query);
        var lacking = Capabilities.lacking(TemplateReader.read("template", request.template()), request.capabilities());
        if (!lacking.isEmpty()) {
            throw new AwsFault(400, "InsufficientCapabilitiesException", "Requires capabilities : " + lacking);
        }
        var changeSet = computed(caller, stack, request, query);
        made.add(changeSet);
        answer(changeSet, xml);
    }

    private StoredChangeSet computed(Caller caller, DeployedStack stack, ChangeSetRequest request, Query query) {
        var previous = surveyor.deployed(stack);
        var desired = surveyor.deployment(stack, request.effective(), request.parameters());
        var rows = surveyor.planner(stack, previous, desired).rows(request.driftAware(), world.quirks.rowsInSync());
        var id = "arn:aws:cloudformation:%s:%s:changeSet/%s/%s"
                .formatted(caller.region(), caller.account(), query.text("ChangeSetName"), UUID.randomUUID());
        var failure = rows.isEmpty() ? NOTHING : taken(stack, rows) ? EXISTS : "";
        return new StoredChangeSet(id, query, stack, request, world.now(), previous, desired, rows, failure);
    }

    /// Whether something of the name that a new resource would get runs already.
    private boolean taken(DeployedStack stack, List<PlannedChange> rows) {
        return rows.stream()
                .filter(r -> r.action().equals("Add"))
                .anyMatch(r -> CreatedResource.name(world.types, r)
                        .filter(name -> world.models.stream()
                                .anyMatch(m ->
                                        stack.holds(m) && m.type.equals(r.type()) && m.identifier.containsValue(name)))
                        .isPresent());
    }

    private static void updatable(DeployedStack stack) {
        var status = stack.text("status", "CREATE_COMPLETE");
        if (!status.endsWith("_COMPLETE") || status.startsWith("ROLLBACK_") || status.startsWith("DELETE_")) {
            throw AwsFault.validation("Stack:" + stack.arn() + " is in " + status + " state and can not be updated.");
        }
    }

    private static void answer(StoredChangeSet changeSet, Xml xml) {
        xml.leaf("Id", changeSet.id).leaf("StackId", changeSet.stack.arn());
    }

    private void describe(StoredChangeSet changeSet, Query query, Xml xml) {
        changeSet.advance(world.quirks.polls());
        head(changeSet, xml);
        xml.list(
                "Parameters",
                changeSet.request.parameters().entrySet(),
                (x, e) -> x.leaf("ParameterKey", e.getKey())
                        .leaf(
                                "ParameterValue",
                                changeSet.request.noEcho().contains(e.getKey()) ? "****" : e.getValue()));
        xml.texts("Capabilities", changeSet.request.capabilities());
        if (changeSet.request.driftAware()) {
            var drifted = changeSet.rows.stream()
                    .anyMatch(r -> r.driftStatus().equals("MODIFIED")
                            || r.driftStatus().equals("DELETED"));
            xml.leaf("DeploymentMode", "REVERT_DRIFT").leaf("StackDriftStatus", drifted ? "DRIFTED" : "IN_SYNC");
        }
        var shown = changeSet.done && changeSet.failure.isEmpty() ? changeSet.rows : List.<PlannedChange>of();
        var page = Page.of(shown, query.optional("NextToken"), world.quirks.page(100));
        var ids = changeSet.stack.resources().stream()
                .collect(Collectors.toMap(DeployedStack.Row::logicalId, DeployedStack.Row::physicalId, (a, b) -> a));
        xml.list(
                        "Changes",
                        page.items(),
                        (x, r) -> new ChangeSetRowsXml(
                                        x, query.flag("IncludePropertyValues"), changeSet.created.toString())
                                .row(r, r.action().equals("Add") ? null : ids.get(r.logicalId())))
                .leaf("NextToken", page.nextToken());
    }

    private static void head(StoredChangeSet changeSet, Xml xml) {
        xml.leaf("ChangeSetName", changeSet.name)
                .leaf("ChangeSetId", changeSet.id)
                .leaf("StackId", changeSet.stack.arn())
                .leaf("StackName", changeSet.stack.name())
                .leaf("Description", changeSet.description.isEmpty() ? null : changeSet.description)
                .leaf("CreationTime", changeSet.created)
                .leaf("ExecutionStatus", changeSet.execution)
                .leaf("Status", changeSet.status())
                .leaf("StatusReason", changeSet.done && !changeSet.failure.isEmpty() ? changeSet.failure : null)
                .leaf("IncludeNestedStacks", false);
    }

    private void list(Caller caller, Query query, Xml xml) {
        var stack = stack(caller, query.text("StackName"));
        var all = made.stream().filter(c -> c.stack.arn().equals(stack.arn())).toList();
        var page = Page.of(all, query.optional("NextToken"), world.quirks.page(100));
        xml.list("Summaries", page.items(), (x, c) -> head(c, x)).leaf("NextToken", page.nextToken());
    }

    /// Deleting what is not there is no error.
    private void delete(Caller caller, Query query) {
        find(caller, query).ifPresent(changeSet -> {
            if (!changeSet.done || changeSet.execution.equals("EXECUTE_IN_PROGRESS")) {
                throw invalid(changeSet, "deleted");
            }
            made.remove(changeSet);
        });
    }

    private void execute(Caller caller, Query query) {
        var changeSet = found(caller, query);
        if (!changeSet.execution.equals("AVAILABLE")) {
            throw invalid(changeSet, "executed");
        }
        var stack = stack(caller, changeSet.stack.arn());
        updatable(stack);
        made.removeIf(c -> c != changeSet && c.stack.arn().equals(stack.arn()));
        changeSet.executionToken = query.optional("ClientRequestToken").orElse("");
        updates.start(changeSet, stack);
    }

    private static AwsFault invalid(StoredChangeSet changeSet, String verb) {
        return new AwsFault(
                400,
                "InvalidChangeSetStatus",
                "ChangeSet [%s] cannot be %s in its current status of [%s], execution status [%s]"
                        .formatted(changeSet.id, verb, changeSet.status(), changeSet.execution));
    }

    private StoredChangeSet found(Caller caller, Query query) {
        return find(caller, query)
                .orElseThrow(() -> new AwsFault(
                        404, "ChangeSetNotFound", "ChangeSet [" + query.text("ChangeSetName") + "] does not exist"));
    }

    private Optional<StoredChangeSet> find(Caller caller, Query query) {
        var name = query.text("ChangeSetName");
        var stack = query.optional("StackName").map(s -> stack(caller, s));
        if (stack.isEmpty() && !name.startsWith("arn:")) {
            throw AwsFault.validation("StackName must be specified if ChangeSetName is not specified as an ARN.");
        }
        return made.stream()
                .filter(c -> c.stack.in(caller) && c.called(name))
                .filter(c -> stack.isEmpty() || c.stack.arn().equals(stack.get().arn()))
                .findFirst();
    }

    private DeployedStack stack(Caller caller, String name) {
        return world.stack(caller, name).orElseThrow(() -> AwsFault.validation("Stack [" + name + "] does not exist"));
    }
}
