package dev.phantom.sandbox.aws;

import java.util.List;

/// IAM, as far as it tells what a principal may do: `SimulatePrincipalPolicy`.
///
/// @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html">API</a>
record PolicySimulation(Access access) {

    static final String VERSION = "2010-05-08";
    static final String NAMESPACE = "https://iam.amazonaws.com/doc/2010-05-08/";

    String serve(String operation, Query query, String requestId) {
        if (!operation.equals("SimulatePrincipalPolicy")) {
            throw new AwsFault(400, "InvalidAction", "Could not find operation " + operation);
        }
        var principal = query.text("PolicySourceArn");
        if (!principal.matches("arn:aws[a-z-]*:iam::[0-9]{12}:(role|user|group)/.+")) {
            throw new AwsFault(400, "InvalidInput", principal + " is not an IAM user, group, or role");
        }
        var given = query.texts("ResourceArns");
        var resources = given.isEmpty() ? List.of("*") : given;
        var results = query.texts("ActionNames").stream()
                .flatMap(action -> resources.stream().map(resource -> new Asked(action, resource)))
                .toList();
        return Xml.response(
                NAMESPACE,
                operation,
                requestId,
                xml -> xml.leaf("IsTruncated", false)
                        .list(
                                "EvaluationResults",
                                results,
                                (item, asked) -> item.leaf("EvalActionName", asked.action())
                                        .leaf("EvalResourceName", asked.resource())
                                        .leaf(
                                                "EvalDecision",
                                                access.may(asked.action(), asked.resource())
                                                        ? "allowed"
                                                        : "implicitDeny")));
    }

    private record Asked(String action, String resource) {}
}
