package dev.phantom.sandbox.aws;

import dev.phantom.sandbox.aws.deploy.Difference;
import dev.phantom.value.Value;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// CloudFormation's own drift detection: declared properties only, one stack at a time, slowly.
final class DriftDetections {

    private static final Set<String> STATES =
            Set.of("CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE", "UPDATE_ROLLBACK_FAILED");

    /// What was found of one resource.
    ///
    /// @param status `IN_SYNC`, `MODIFIED`, `DELETED`, `UNKNOWN`
    private record Checked(
            DeployedStack.Row row,
            String status,
            Value expected,
            Optional<Value> actual,
            List<Difference> differences,
            Instant at) {}

    private static final class Detection {
        final String stackArn;
        final Map<String, Checked> found;
        final Instant began;
        int polls;

        Detection(String stackArn, Map<String, Checked> found, Instant began) {
            this.stackArn = stackArn;
            this.found = found;
            this.began = began;
        }
    }

    private final AwsWorld world;
    private final Surveyor surveyor;
    private final Map<String, Detection> detections = new HashMap<>();
    /// What is known of the resources of a stack, by its ARN and their logical ids.
    private final Map<String, Map<String, Checked>> known = new HashMap<>();

    DriftDetections(AwsWorld world, Surveyor surveyor) {
        this.world = world;
        this.surveyor = surveyor;
    }

    boolean serve(String operation, Caller caller, Query query, Xml xml) {
        switch (operation) {
            case "DetectStackDrift" -> detect(stack(caller, query), query, xml);
            case "DetectStackResourceDrift" -> detectOne(stack(caller, query), query, xml);
            case "DescribeStackDriftDetectionStatus" -> status(query, xml);
            case "DescribeStackResourceDrifts" -> drifts(stack(caller, query), query, xml);
            default -> {
                return false;
            }
        }
        return true;
    }

    Set<String> typesRead(String operation, Caller caller, Query query) {
        return operation.startsWith("DetectStack")
                ? query.optional("StackName")
                        .flatMap(name -> world.stack(caller, name))
                        .map(DeployedStack::types)
                        .orElse(Set.of())
                : Set.of();
    }

    /// `NOT_CHECKED` until somebody asks for a detection.
    String stackStatus(DeployedStack stack) {
        var found = known.get(stack.arn());
        return found == null ? "NOT_CHECKED" : status(found);
    }

    String resourceStatus(DeployedStack stack, String logicalId) {
        var checked = known.getOrDefault(stack.arn(), Map.of()).get(logicalId);
        return checked == null ? "NOT_CHECKED" : checked.status;
    }

    private void detect(DeployedStack stack, Query query, Xml xml) {
        var status = stack.text("status", "CREATE_COMPLETE");
        if (!STATES.contains(status)) {
            throw AwsFault.validation(
                    "Drift detection cannot be performed on stack [" + stack.arn() + "] in state " + status);
        }
        if (detections.values().stream().anyMatch(d -> d.stackArn.equals(stack.arn()) && !done(d))) {
            throw AwsFault.validation("Drift detection is already in progress for stack [" + stack.arn() + "]");
        }
        var began = world.now();
        var wanted = query.texts("LogicalResourceIds");
        var found = new LinkedHashMap<String, Checked>();
        stack.resources().stream()
                .filter(r -> wanted.isEmpty() || wanted.contains(r.logicalId()))
                .filter(r -> surveyor.rules.detects(r.type()))
                .forEach(r -> checked(stack, r).ifPresent(c -> found.put(r.logicalId(), c)));
        var id = UUID.randomUUID().toString();
        detections.put(id, new Detection(stack.arn(), found, began));
        xml.leaf("StackDriftDetectionId", id);
    }

    private void detectOne(DeployedStack stack, Query query, Xml xml) {
        var id = query.text("LogicalResourceId");
        var row = stack.resources().stream()
                .filter(r -> r.logicalId().equals(id))
                .findFirst()
                .orElseThrow(() -> AwsFault.validation("Resource " + id + " does not exist for stack " + stack.name()));
        var checked = surveyor.rules.detects(row.type()) ? checked(stack, row) : Optional.<Checked>empty();
        var found = checked.orElseThrow(
                () -> AwsFault.validation("Drift detection is not supported for resource type " + row.type()));
        known.computeIfAbsent(stack.arn(), a -> new LinkedHashMap<>()).put(id, found);
        xml.element("StackResourceDrift", x -> told(x, stack, found));
    }

    private Optional<Checked> checked(DeployedStack stack, DeployedStack.Row row) {
        var deployed = surveyor.deployed(stack);
        var declared = deployed.resources().get(row.logicalId());
        if (declared == null) {
            return Optional.empty();
        }
        var running = surveyor.running(stack, deployed, row.logicalId());
        if (!running.readable()) {
            return Optional.of(
                    new Checked(row, "UNKNOWN", declared.properties(), Optional.empty(), List.of(), world.now()));
        }
        if (running.properties().isEmpty()) {
            return Optional.of(
                    new Checked(row, "DELETED", declared.properties(), Optional.empty(), List.of(), world.now()));
        }
        var actual = running.properties().orElseThrow();
        var differences = surveyor.planner(stack, deployed, deployed).drifted(declared, actual);
        return Optional.of(new Checked(
                row,
                differences.isEmpty() ? "IN_SYNC" : "MODIFIED",
                declared.properties(),
                Optional.of(declared.hiding(actual)),
                differences,
                world.now()));
    }

    private boolean done(Detection detection) {
        return detection.polls > world.quirks.polls();
    }

    private void status(Query query, Xml xml) {
        var id = query.text("StackDriftDetectionId");
        var detection = detections.get(id);
        if (detection == null) {
            throw AwsFault.validation("Drift detection id " + id + " does not exist");
        }
        detection.polls++;
        var done = done(detection);
        if (done) {
            known.computeIfAbsent(detection.stackArn, a -> new LinkedHashMap<>())
                    .putAll(detection.found);
        }
        xml.leaf("StackId", detection.stackArn)
                .leaf("StackDriftDetectionId", id)
                .leaf("DetectionStatus", done ? "DETECTION_COMPLETE" : "DETECTION_IN_PROGRESS")
                .leaf("StackDriftStatus", done ? status(detection.found) : null)
                .leaf("DriftedStackResourceCount", done ? drifted(detection.found) : -1)
                .leaf("Timestamp", detection.began);
    }

    /// A stack of which nothing can be looked at is in sync, says CloudFormation.
    private static String status(Map<String, Checked> found) {
        return drifted(found) > 0 ? "DRIFTED" : "IN_SYNC";
    }

    private static long drifted(Map<String, Checked> found) {
        return found.values().stream()
                .filter(c -> c.status.equals("MODIFIED") || c.status.equals("DELETED"))
                .count();
    }

    private void drifts(DeployedStack stack, Query query, Xml xml) {
        var wanted = query.texts("StackResourceDriftStatusFilters");
        var all = known.getOrDefault(stack.arn(), Map.of()).values().stream()
                .filter(c -> wanted.isEmpty() || wanted.contains(c.status))
                .toList();
        var page = Page.of(all, query.optional("NextToken"), world.quirks.page(100));
        xml.list("StackResourceDrifts", page.items(), (x, c) -> told(x, stack, c))
                .leaf("NextToken", page.nextToken());
    }

    private static void told(Xml xml, DeployedStack stack, Checked checked) {
        xml.leaf("StackId", stack.arn())
                .leaf("LogicalResourceId", checked.row.logicalId())
                .leaf("PhysicalResourceId", checked.row.physicalId())
                .leaf("ResourceType", checked.row.type())
                .leaf("ExpectedProperties", ChangeSetRowsXml.text(checked.expected))
                .leaf(
                        "ActualProperties",
                        checked.actual.map(ChangeSetRowsXml::text).orElse(null))
                .list(
                        "PropertyDifferences",
                        checked.differences,
                        (x, d) -> x.leaf("PropertyPath", d.path())
                                .leaf(
                                        "ExpectedValue",
                                        d.declared().map(ChangeSetRowsXml::text).orElse("null"))
                                .leaf(
                                        "ActualValue",
                                        d.actual().map(ChangeSetRowsXml::text).orElse("null"))
                                .leaf(
                                        "DifferenceType",
                                        d.declared().isEmpty()
                                                ? "ADD"
                                                : d.actual().isEmpty() ? "REMOVE" : "NOT_EQUAL"))
                .leaf("StackResourceDriftStatus", checked.status)
                .leaf("Timestamp", checked.at);
    }

    private DeployedStack stack(Caller caller, Query query) {
        var name = query.text("StackName");
        return world.stack(caller, name).orElseThrow(() -> AwsFault.validation("Stack [" + name + "] does not exist"));
    }
}
