package dev.phantom.aws;

import dev.phantom.fault.Code;
import dev.phantom.fault.PhantomException;
import dev.phantom.iac.Definition;
import dev.phantom.iac.Format;
import dev.phantom.iac.Origin;
import dev.phantom.stack.DeployedStacks;
import dev.phantom.stack.DeployedState;
import dev.phantom.stack.ListedStack;
import dev.phantom.stack.ParameterValue;
import dev.phantom.stack.StackId;
import dev.phantom.stack.StackResource;
import dev.phantom.value.Value;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;

/// What CloudFormation was last told: DescribeStacks, GetTemplate, ListStackResources, ListExports.
///
/// CloudFormation shows each character outside ASCII of a template as `?`.
public final class CloudFormationDeployedState implements DeployedStacks {

    public static final String MASKED = "****";

    private final AwsClients clients;
    private final List<Format> formats;

    public CloudFormationDeployedState(AwsClients clients, List<Format> formats) {
        this.clients = clients;
        this.formats = List.copyOf(formats);
    }

    @Override
    public DeployedState read(StackId id) {
        return read(id, true);
    }

    /// A template without a transform is deployed as it was given.
    @Override
    public DeployedState read(StackId id, boolean imports) {
        return AwsErrors.mapped("reading stack " + id.name(), () -> {
            var client = clients.cloudFormation(id.account(), id.region());
            var stack =
                    client.describeStacks(r -> r.stackName(id.name())).stacks().getFirst();
            var original = template(client, id, "Original");
            var processed = original.filter(o -> DeployedState.mayUse(o, "Transform"))
                    .flatMap(o -> template(client, id, "Processed"));
            var importing = imports
                    || Stream.of(original, processed)
                            .flatMap(Optional::stream)
                            .anyMatch(t -> DeployedState.mayUse(t, "ImportValue"));
            return new DeployedState(
                    known(id, stack),
                    stack.stackId(),
                    stack.stackStatusAsString(),
                    original.orElse(null),
                    processed
                            .filter(p -> original.isEmpty()
                                    || !p.text().equals(original.get().text()))
                            .orElse(null),
                    stack.parameters().stream()
                            .map(CloudFormationDeployedState::parameter)
                            .toList(),
                    tags(stack),
                    resources(client, id),
                    importing ? exports(client) : Map.of(),
                    stack.lastUpdatedTime() != null ? stack.lastUpdatedTime() : stack.creationTime());
        });
    }

    /// One call for each hundred.
    @Override
    public List<ListedStack> stacks(String account, String region) {
        return AwsErrors.mapped(
                "listing stacks in " + region,
                () -> clients.cloudFormation(account, region).describeStacksPaginator().stacks().stream()
                        .map(s -> new ListedStack(
                                known(new StackId(account, region, ""), s),
                                s.stackStatusAsString(),
                                s.parentId() == null ? "" : s.parentId(),
                                given(s),
                                tags(s)))
                        .sorted(Comparator.comparing(ListedStack::id))
                        .toList());
    }

    @Override
    public Optional<Definition> original(StackId id) {
        return AwsErrors.mapped(
                "reading the template of stack " + id.name(),
                () -> template(clients.cloudFormation(id.account(), id.region()), id, "Original"));
    }

    private static Map<String, String> given(Stack stack) {
        var given = new LinkedHashMap<String, String>();
        stack.parameters().stream()
                .filter(p -> p.parameterValue() != null && !p.parameterValue().equals(MASKED))
                .forEach(p -> given.put(p.parameterKey(), p.parameterValue()));
        return given;
    }

    /// Account and region as the stack's own ARN has them.
    private static StackId known(StackId asked, Stack stack) {
        return new StackId(
                accountOf(stack.stackId(), asked.account()),
                asked.region().isEmpty() ? part(stack.stackId(), 3) : asked.region(),
                stack.stackName());
    }

    private static String accountOf(String arn, String otherwise) {
        var account = part(arn, 4);
        return account.isEmpty() ? otherwise : account;
    }

    private static String part(String arn, int index) {
        var parts = arn.split(":", -1);
        return parts.length > index ? parts[index] : "";
    }

    private Optional<Definition> template(CloudFormationClient client, StackId id, String stage) {
        var text = client.getTemplate(r -> r.stackName(id.name()).templateStage(stage))
                .templateBody();
        var file = "cloudformation:" + id.name() + "/" + stage.toLowerCase(java.util.Locale.ROOT);
        if (text == null) {
            throw AwsErrors.lacking("reading the template of stack " + id.name(), "TemplateBody");
        }
        return Optional.of(parsed(file, text));
    }

    private Definition parsed(String file, String text) {
        return formats.stream()
                .filter(f -> f.reads(file, text))
                .findFirst()
                .orElseThrow(() -> new PhantomException(
                        Code.TEMPLATE_SYNTAX, "the deployed template is neither YAML nor JSON: " + file))
                .read(file, text);
    }

    private static ParameterValue parameter(Parameter parameter) {
        @Nullable String resolved = parameter.resolvedValue();
        var text = parameter.parameterValue() == null ? "" : parameter.parameterValue();
        return new ParameterValue(
                parameter.parameterKey(),
                text.equals(MASKED)
                        ? new Value.Unknown("NoEcho parameter " + parameter.parameterKey(), true)
                        : Value.string(text),
                resolved == null ? null : Value.string(resolved),
                Origin.ABSENT);
    }

    private static Map<String, String> tags(Stack stack) {
        var tags = new LinkedHashMap<String, String>();
        stack.tags().forEach(t -> tags.put(t.key(), t.value()));
        return tags;
    }

    private static Map<String, StackResource> resources(CloudFormationClient client, StackId id) {
        var resources = new LinkedHashMap<String, StackResource>();
        for (var page : client.listStackResourcesPaginator(r -> r.stackName(id.name()))) {
            if (!page.hasStackResourceSummaries()) {
                throw AwsErrors.lacking("listing the resources of stack " + id.name(), "StackResourceSummaries");
            }
            page.stackResourceSummaries().stream()
                    .filter(r -> !r.resourceStatusAsString().equals("DELETE_COMPLETE"))
                    .forEach(r -> resources.put(r.logicalResourceId(), resource(r)));
        }
        return resources;
    }

    private static StackResource resource(StackResourceSummary row) {
        return new StackResource(
                row.logicalResourceId(),
                row.physicalResourceId() == null ? "" : row.physicalResourceId(),
                row.resourceType(),
                row.resourceStatusAsString(),
                row.lastUpdatedTimestamp());
    }

    private static Map<String, String> exports(CloudFormationClient client) {
        var exports = new LinkedHashMap<String, String>();
        client.listExportsPaginator().exports().forEach(e -> exports.put(e.name(), e.value()));
        return exports;
    }
}
