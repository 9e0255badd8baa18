package dev.phantom.sandbox.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Stacks: what CloudFormation was last told.
final class CloudFormationStacks {

    private record Export(String stackArn, String name, String value) {}

    private final AwsWorld world;
    private final StackUpdates updates;
    private final DriftDetections drifts;

    CloudFormationStacks(AwsWorld world, StackUpdates updates, DriftDetections drifts) {
        this.world = world;
        this.updates = updates;
        this.drifts = drifts;
    }

    /// @return false if the operation is not of this group
    boolean serve(String operation, Caller caller, Query query, Xml xml) {
        switch (operation) {
            case "DescribeStacks" -> describeStacks(caller, query, xml);
            case "ListStacks" -> listStacks(caller, query, xml);
            case "GetTemplate" -> getTemplate(stack(caller, query), query, xml);
            case "DescribeStackResources" -> describeStackResources(caller, query, xml);
            case "ListStackResources" -> listStackResources(stack(caller, query), query, xml);
            case "GetTemplateSummary" -> getTemplateSummary(stack(caller, query), xml);
            case "ListExports" -> listExports(caller, query, xml);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void describeStacks(Caller caller, Query query, Xml xml) {
        var name = query.optional("StackName");
        List.copyOf(world.stacks).stream()
                .filter(s -> s.in(caller) && (name.isEmpty() || s.called(name.get())))
                .forEach(updates::look);
        var all = name.map(n -> List.of(stack(caller, n)))
                .orElseGet(() -> world.stacks.stream().filter(s -> s.in(caller)).toList());
        var page = Page.of(all, query.optional("NextToken"), world.quirks.page(100));
        xml.list("Stacks", page.items(), (x, s) -> {
            head(x, s);
            x.list(
                    "Parameters",
                    s.parameters().entrySet(),
                    (p, e) -> p.leaf("ParameterKey", e.getKey()).leaf("ParameterValue", e.getValue()));
            x.list("Tags", s.texts("tags").entrySet(), CloudFormationStacks::tag);
            x.list(
                    "Outputs",
                    s.outputs(),
                    (o, e) -> o.leaf("OutputKey", e.key())
                            .leaf("OutputValue", e.value())
                            .leaf("ExportName", e.exportName().orElse(null)));
            x.leaf("TimeoutInMinutes", s.node().get("timeoutInMinutes"));
            x.texts("Capabilities", s.capabilities());
            x.leaf("DisableRollback", false).leaf("EnableTerminationProtection", false);
        });
        xml.leaf("NextToken", page.nextToken());
    }

    private void listStacks(Caller caller, Query query, Xml xml) {
        var wanted = query.texts("StackStatusFilter");
        var all = world.stacks.stream()
                .filter(s -> s.in(caller))
                .filter(s -> wanted.isEmpty() || wanted.contains(s.text("status", "CREATE_COMPLETE")))
                .toList();
        var page = Page.of(all, query.optional("NextToken"), world.quirks.page(100));
        xml.list("StackSummaries", page.items(), this::head).leaf("NextToken", page.nextToken());
    }

    private void head(Xml xml, DeployedStack stack) {
        xml.leaf("StackId", stack.arn())
                .leaf("StackName", stack.name())
                .leaf("CreationTime", stack.text("createdAt", "2024-01-01T00:00:00.000Z"))
                .leaf("LastUpdatedTime", stack.node().hasNonNull("updatedAt") ? stack.text("updatedAt", "") : null)
                .leaf("ParentId", stack.parent().orElse(null))
                .leaf("RootId", stack.root().orElse(null))
                .leaf("StackStatus", stack.text("status", "CREATE_COMPLETE"))
                .element("DriftInformation", d -> d.leaf("StackDriftStatus", drifts.stackStatus(stack)));
    }

    private void getTemplate(DeployedStack stack, Query query, Xml xml) {
        var processed = query.optional("TemplateStage").orElse("Original").equals("Processed");
        var body = processed ? stack.processed().orElse(stack.template()) : stack.template();
        xml.leaf("TemplateBody", masked(body)).texts("StagesAvailable", List.of("Original", "Processed"));
    }

    /// CloudFormation shows each character outside ASCII as a question mark.
    private static String masked(String text) {
        return text.codePoints()
                .collect(StringBuilder::new, (b, c) -> b.append(c < 128 ? (char) c : '?'), StringBuilder::append)
                .toString();
    }

    private void describeStackResources(Caller caller, Query query, Xml xml) {
        var physical = query.optional("PhysicalResourceId");
        var stack = physical.isPresent() ? owner(caller, physical.get()) : stack(caller, query);
        var logical = query.optional("LogicalResourceId");
        var rows = stack.resources().stream()
                .filter(r -> logical.isEmpty() || r.logicalId().equals(logical.get()))
                .limit(100)
                .toList();
        xml.list("StackResources", rows, (x, r) -> {
            x.leaf("StackName", stack.name()).leaf("StackId", stack.arn());
            row(x, r, "Timestamp", stack);
        });
    }

    private DeployedStack owner(Caller caller, String physicalId) {
        return world.stacks.stream()
                .filter(s -> s.in(caller))
                .filter(s -> s.resources().stream().anyMatch(r -> r.physicalId().equals(physicalId)))
                .findFirst()
                .orElseThrow(() -> AwsFault.validation("Stack for " + physicalId + " does not exist"));
    }

    private void listStackResources(DeployedStack stack, Query query, Xml xml) {
        var page = Page.of(stack.resources(), query.optional("NextToken"), world.quirks.page(100));
        xml.list("StackResourceSummaries", page.items(), (x, r) -> row(x, r, "LastUpdatedTimestamp", stack))
                .leaf("NextToken", page.nextToken());
    }

    private void row(Xml xml, DeployedStack.Row row, String timeName, DeployedStack stack) {
        xml.leaf("LogicalResourceId", row.logicalId())
                .leaf("PhysicalResourceId", row.physicalId().isEmpty() ? null : row.physicalId())
                .leaf("ResourceType", row.type())
                .leaf(timeName, row.updatedAt())
                .leaf("ResourceStatus", row.status())
                .element(
                        "DriftInformation",
                        d -> d.leaf("StackResourceDriftStatus", drifts.resourceStatus(stack, row.logicalId())));
    }

    private void getTemplateSummary(DeployedStack stack, Xml xml) {
        Map<String, List<String>> byType = new TreeMap<>();
        stack.resources()
                .forEach(r ->
                        byType.computeIfAbsent(r.type(), t -> new ArrayList<>()).add(r.logicalId()));
        xml.list(
                "Parameters",
                stack.parameters().keySet(),
                (x, k) -> x.leaf("ParameterKey", k).leaf("ParameterType", "String"));
        xml.texts("ResourceTypes", byType.keySet());
        xml.list(
                "ResourceIdentifierSummaries",
                byType.entrySet(),
                (x, e) -> x.leaf("ResourceType", e.getKey())
                        .texts("LogicalResourceIds", e.getValue())
                        .texts("ResourceIdentifiers", world.types.identifier(e.getKey())));
        xml.texts(
                "DeclaredTransforms",
                stack.node()
                        .path("transforms")
                        .valueStream()
                        .map(JsonNode::asText)
                        .toList());
    }

    private void listExports(Caller caller, Query query, Xml xml) {
        var all = world.stacks.stream()
                .filter(s -> s.in(caller))
                .flatMap(s ->
                        s.texts("exports").entrySet().stream().map(e -> new Export(s.arn(), e.getKey(), e.getValue())))
                .toList();
        var page = Page.of(all, query.optional("NextToken"), world.quirks.page(100));
        xml.list(
                        "Exports",
                        page.items(),
                        (x, e) -> x.leaf("ExportingStackId", e.stackArn())
                                .leaf("Name", e.name())
                                .leaf("Value", e.value()))
                .leaf("NextToken", page.nextToken());
    }

    private static void tag(Xml xml, Map.Entry<String, String> tag) {
        xml.leaf("Key", tag.getKey()).leaf("Value", tag.getValue());
    }

    private DeployedStack stack(Caller caller, Query query) {
        return stack(caller, query.text("StackName"));
    }

    private DeployedStack stack(Caller caller, String name) {
        return world.stack(caller, name)
                .orElseThrow(() -> AwsFault.validation("Stack with id " + name + " does not exist"));
    }
}
