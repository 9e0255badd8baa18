package dev.phantom.sandbox.aws;

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
        return Xml.response(
                NAMESPACE,
                operation,
                requestId,
                xml -> xml.leaf("IsTruncated", false)
                        .list(
                                "EvaluationResults",
                                query.texts("ActionNames"),
                                (item, action) -> item.leaf("EvalActionName", action)
                                        .leaf("EvalResourceName", "*")
                                        .leaf("EvalDecision", access.may(action) ? "allowed" : "implicitDeny")));
    }
}
