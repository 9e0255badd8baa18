package dev.phantom.sandbox.aws;

import java.time.Duration;

/// STS: who am I, and become another.
final class SecurityTokens {

    private final AwsWorld world;

    SecurityTokens(AwsWorld world) {
        this.world = world;
    }

    void serve(String operation, Caller caller, Query query, Xml xml) {
        switch (operation) {
            case "GetCallerIdentity" ->
                xml.leaf("UserId", "AROAEMBEDDED:session")
                        .leaf("Account", caller.account())
                        .leaf("Arn", "arn:aws:sts::" + caller.account() + ":assumed-role/embedded/session");
            case "AssumeRole" -> assume(caller, query, xml);
            default -> throw new AwsFault(400, "InvalidAction", "Could not find operation " + operation);
        }
    }

    private void assume(Caller caller, Query query, Xml xml) {
        var role = query.text("RoleArn");
        var session = query.text("RoleSessionName");
        var parts = role.split(":", -1);
        var expected = world.externalIds.get(role);
        if (parts.length < 6
                || (expected != null && !query.optional("ExternalId").orElse("").equals(expected))) {
            throw new AwsFault(
                    403,
                    "AccessDenied",
                    "User: arn:aws:sts::%s:assumed-role/embedded/session is not authorized to perform: sts:AssumeRole on resource: %s"
                            .formatted(caller.account(), role));
        }
        xml.element(
                "Credentials",
                c -> c.leaf("AccessKeyId", Caller.keyFor(parts[4]))
                        .leaf("SecretAccessKey", "embedded")
                        .leaf("SessionToken", "embedded")
                        .leaf("Expiration", world.now().plus(Duration.ofHours(1))));
        xml.element(
                "AssumedRoleUser",
                u -> u.leaf("AssumedRoleId", "AROAEMBEDDED:" + session)
                        .leaf("Arn", "arn:aws:sts::" + parts[4] + ":assumed-" + parts[5] + "/" + session));
    }
}
