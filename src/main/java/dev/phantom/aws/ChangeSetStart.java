package dev.phantom.aws;

import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.iac.cloudformation.read.TemplateReader;
import dev.phantom.stack.ChangeSets.Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/// Asks CloudFormation for a change set: what is given, and of the stack everything else as it is.
final class ChangeSetStart {

    /// Longer bodies CloudFormation takes from S3 only.
    private static final int LONGEST_BODY = 51_200;

    private ChangeSetStart() {}

    /// The new change set's ARN. The token makes a repeated call the same call.
    static String send(CloudFormationClient client, Request request, Stack stack) {
        var token = UUID.randomUUID().toString();
        return client.createChangeSet(r -> {
                    r.stackName(stack.stackName())
                            .changeSetName("phantom-" + token)
                            .clientToken(token)
                            .changeSetType(ChangeSetType.UPDATE)
                            .description(request.description())
                            .capabilitiesWithStrings(stack.capabilitiesAsStrings())
                            .parameters(parameters(request, stack));
                    request.template()
                            .ifPresentOrElse(body -> r.templateBody(fits(body)), () -> r.usePreviousTemplate(true));
                    if (request.revertDrift()) {
                        r.deploymentMode("REVERT_DRIFT");
                    }
                })
                .id();
    }

    /// Given values as they are; what the stack has besides stays, as far as the template still asks for it.
    private static List<Parameter> parameters(Request request, Stack stack) {
        var parameters = new ArrayList<Parameter>();
        request.parameters()
                .forEach((key, value) -> parameters.add(Parameter.builder()
                        .parameterKey(key)
                        .parameterValue(value)
                        .build()));
        var asked = request.template()
                .map(body -> Set.copyOf(TemplateReader.read("template", body)
                        .section("Parameters")
                        .entries()
                        .keySet()));
        stack.parameters().stream()
                .map(Parameter::parameterKey)
                .filter(key -> !request.parameters().containsKey(key))
                .filter(key -> asked.isEmpty() || asked.get().contains(key))
                .forEach(key -> parameters.add(Parameter.builder()
                        .parameterKey(key)
                        .usePreviousValue(true)
                        .build()));
        return parameters;
    }

    private static String fits(String body) {
        var bytes = body.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LONGEST_BODY) {
            throw new PhantomException(new Diagnostic(
                    Code.AWS_TEMPLATE_TOO_LARGE,
                    "no change set was created: the template has " + bytes + " bytes",
                    "CloudFormation takes more than " + LONGEST_BODY
                            + " bytes from S3 only, where Phantom writes nothing",
                    ""));
        }
        return body;
    }
}
