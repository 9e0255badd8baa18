package dev.phantom.stack.file;

import dev.phantom.fault.Code;
import dev.phantom.iac.Origin;
import dev.phantom.stack.DeployedState;
import dev.phantom.stack.FieldReader;
import dev.phantom.stack.ParameterValue;
import dev.phantom.stack.StackId;
import dev.phantom.stack.StackResource;
import dev.phantom.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the AWS CLI prints about a deployed stack.
public final class StackFiles {

    private StackFiles() {}

    /// Reads `describe-stack-resources` or `list-stack-resources`.
    ///
    /// @return by logical id
    public static Map<String, StackResource> resources(String file, String text) {
        var document = JsonDocument.read(file, wrapped(text, "StackResources"), Code.STACK_UNREADABLE);
        var key = document.has("StackResourceSummaries") ? "StackResourceSummaries" : "StackResources";
        if (!document.has(key)) {
            throw document.wrong("it has neither 'StackResources' nor 'StackResourceSummaries'");
        }
        var found = new LinkedHashMap<String, StackResource>();
        for (var row : document.objects(key)) {
            var resource = new StackResource(
                    row.required("LogicalResourceId"),
                    row.textOrEmpty("PhysicalResourceId"),
                    row.textOrEmpty("ResourceType"),
                    row.textOrEmpty("ResourceStatus"));
            found.put(resource.logicalId(), resource);
        }
        return found;
    }

    /// Reads `describe-stacks`: identity, status, parameters, tags, exports. No template, no resources.
    ///
    /// @param name the stack to take where the file holds several; empty if it holds one
    public static DeployedState description(String file, String text, String name) {
        var document = JsonDocument.read(file, wrapped(text, "Stacks"), Code.STACK_UNREADABLE);
        var stacks = document.has("StackName") ? List.of(document) : document.objects("Stacks");
        var chosen = stacks.stream()
                .filter(s -> name.isEmpty() || s.textOrEmpty("StackName").equals(name))
                .toList();
        if (chosen.size() != 1) {
            throw document.wrong(
                    chosen.isEmpty()
                            ? "no stack" + (name.isEmpty() ? "" : " '" + name + "'") + " is described"
                            : chosen.size() + " stacks are described; name one with --stack");
        }
        return describe(chosen.getFirst());
    }

    private static DeployedState describe(FieldReader stack) {
        var arn = stack.textOrEmpty("StackId");
        var parts = arn.split(":", 6);
        var known = parts.length == 6 && parts[0].equals("arn");
        var id = new StackId(known ? parts[4] : "", known ? parts[3] : "", stack.required("StackName"));
        var tags = new LinkedHashMap<String, String>();
        stack.objects("Tags").forEach(tag -> tags.put(tag.required("Key"), tag.textOrEmpty("Value")));
        var exports = new LinkedHashMap<String, String>();
        stack.objects("Outputs").stream()
                .filter(output -> output.has("ExportName"))
                .forEach(output -> exports.put(output.textOrEmpty("ExportName"), output.textOrEmpty("OutputValue")));
        var updated = stack.instant("LastUpdatedTime");
        return new DeployedState(
                id,
                arn,
                stack.textOrEmpty("StackStatus"),
                null,
                null,
                parameters(stack),
                tags,
                Map.of(),
                exports,
                updated != null ? updated : stack.instant("CreationTime"));
    }

    private static List<ParameterValue> parameters(FieldReader stack) {
        var found = new ArrayList<ParameterValue>();
        for (var row : stack.objects("Parameters")) {
            var shown = row.textOrEmpty("ParameterValue");
            Value value = shown.equals("****") ? new Value.Unknown("NoEcho parameter", true) : Value.string(shown);
            found.add(new ParameterValue(
                    row.required("ParameterKey"),
                    value,
                    row.has("ResolvedValue") ? Value.string(row.textOrEmpty("ResolvedValue")) : null,
                    Origin.ABSENT));
        }
        return found;
    }

    /// A bare list, as `--query` prints it, becomes the object that the command prints without.
    static String wrapped(String text, String key) {
        var start = JsonDocument.withoutMark(text).stripLeading();
        return start.startsWith("[") ? "{\"" + key + "\":" + start + "}" : start;
    }
}
