package dev.phantom.aws.live;

import dev.phantom.aws.AwsErrors;
import dev.phantom.aws.CloudFormationDeployedState;
import dev.phantom.stack.DeployedState;
import dev.phantom.stack.LiveResource;
import dev.phantom.stack.LiveResource.Provenance;
import dev.phantom.stack.LiveResource.Status;
import dev.phantom.stack.StackResource;
import dev.phantom.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/// Reads the nested stacks of a stack as resources of it, by DescribeStacks: what they were given, and the outputs by
/// which their parent refers to them (`Outputs.Name`). AWS shows where their templates came from to nobody.
final class NestedStackReader {

    private final CloudFormationClient client;
    private final DeployedState parent;

    NestedStackReader(CloudFormationClient client, DeployedState parent) {
        this.client = client;
        this.parent = parent;
    }

    LiveResource read(StackResource resource) {
        if (resource.physicalId().isEmpty()) {
            return live(resource, Value.MapValue.EMPTY, Status.FAILED, "CloudFormation reports no physical id");
        }
        try {
            var stack = client.describeStacks(r -> r.stackName(resource.physicalId()))
                    .stacks()
                    .getFirst();
            if (stack.stackStatusAsString().equals("DELETE_COMPLETE")) {
                return live(resource, Value.MapValue.EMPTY, Status.DELETED, "DELETE_COMPLETE");
            }
            if (!isOurs(stack)) {
                return live(
                        resource,
                        Value.MapValue.EMPTY,
                        Status.FAILED,
                        "it is not a nested stack of this stack: its parent is "
                                + (stack.parentId() == null ? "none" : stack.parentId()));
            }
            return live(resource, model(stack), Status.READ, "");
        } catch (AbortedException e) {
            throw AwsErrors.interrupted("reading " + resource.logicalId(), e);
        } catch (NullPointerException | NoSuchElementException e) {
            return live(
                    resource,
                    Value.MapValue.EMPTY,
                    Status.FAILED,
                    "CloudFormation's answer about the nested stack lacks a documented member");
        } catch (SdkException e) {
            var fault = AwsErrors.translate("reading nested stack " + resource.logicalId(), e);
            return live(
                    resource,
                    Value.MapValue.EMPTY,
                    AwsErrors.denied(e) ? Status.DENIED : Status.FAILED,
                    fault.diagnostic().line());
        }
    }

    private boolean isOurs(Stack stack) {
        return parent.stackArn().isEmpty() || parent.stackArn().equals(stack.parentId());
    }

    private static Value.MapValue model(Stack stack) {
        var model = new LinkedHashMap<String, Value>();
        var parameters = new LinkedHashMap<String, Value>();
        stack.parameters().forEach(p -> parameters.put(p.parameterKey(), given(p.parameterKey(), p.parameterValue())));
        var outputs = new LinkedHashMap<String, Value>();
        stack.outputs().forEach(o -> outputs.put(o.outputKey(), Value.string(o.outputValue())));
        model.put("StackId", Value.string(stack.stackId()));
        model.put("Parameters", new Value.MapValue(parameters));
        model.put(
                "Tags",
                new Value.ListValue(
                        stack.tags().stream().map(t -> tag(t.key(), t.value())).toList()));
        model.put(
                "NotificationARNs",
                new Value.ListValue(stack.notificationARNs().stream()
                        .map(a -> (Value) Value.string(a))
                        .toList()));
        if (stack.timeoutInMinutes() != null) {
            model.put("TimeoutInMinutes", Value.plain(stack.timeoutInMinutes().toString()));
        }
        model.put("Outputs", new Value.MapValue(outputs));
        return new Value.MapValue(model);
    }

    /// As the parent passed it: for an SSM parameter its name, not what it resolves to.
    private static Value given(String name, String text) {
        return CloudFormationDeployedState.MASKED.equals(text)
                ? new Value.Unknown("NoEcho parameter " + name, true)
                : Value.string(text == null ? "" : text);
    }

    private static Value tag(String key, String value) {
        var tag = new LinkedHashMap<String, Value>();
        tag.put("Key", Value.string(key));
        tag.put("Value", Value.string(value));
        return new Value.MapValue(tag);
    }

    private static LiveResource live(StackResource resource, Value.MapValue model, Status status, String detail) {
        return new LiveResource(
                resource.logicalId(),
                resource.physicalId(),
                resource.type(),
                resource.physicalId().isEmpty() ? Map.of() : Map.of("StackId", resource.physicalId()),
                model,
                Provenance.CLOUD_CONTROL,
                status,
                detail);
    }
}
