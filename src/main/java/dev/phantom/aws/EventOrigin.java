package dev.phantom.aws;

import dev.phantom.stack.Write.Via;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Who did it, and by what kind of hand, out of the record that CloudTrail wrote.
///
/// @param actor   a person where the record knows one, else the role or the service
/// @param session writes of one session share it; a hash, since it is made from key and principal ids
record EventOrigin(Via via, String actor, String session) {

    private static final String CLOUDFORMATION = "cloudformation.amazonaws.com";
    private static final Pattern CONSOLE_AGENT = Pattern.compile(
            "console\\.[\\w.-]*amazonaws\\.com|signin\\.amazonaws\\.com|\\[?S3Console.*|.*console\\.amazonaws\\.com.*|AWS-Console.*",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern SSO_ROLE = Pattern.compile("AWSReservedSSO_(.+)_[0-9a-f]{16}");

    static EventOrigin of(MapValue event) {
        var identity = ModelJson.map(event, "userIdentity");
        return new EventOrigin(via(event, identity), actor(event, identity), session(identity));
    }

    private static Via via(MapValue event, MapValue identity) {
        var invokedBy = text(identity, "invokedBy");
        var address = text(event, "sourceIPAddress");
        var agent = text(event, "userAgent");
        if (List.of(invokedBy, address, agent).contains(CLOUDFORMATION)) {
            return Via.IAC;
        }
        var console = text(event, "sessionCredentialFromConsole").equals("true");
        if (!console
                && (text(identity, "type").equals("AWSService")
                        || service(invokedBy)
                        || service(address)
                        || invokedBy.equals("AWS Internal"))) {
            return Via.AWS_SERVICE;
        }
        if (console || CONSOLE_AGENT.matcher(agent).matches()) {
            return Via.CONSOLE;
        }
        if (agent.contains("Terraform/")
                || agent.contains("Pulumi")
                || agent.toLowerCase(Locale.ROOT).contains("aws-cdk")) {
            return Via.IAC;
        }
        if (federation(identity).contains("oidc-provider/token.actions.githubusercontent.com")
                || federation(identity).contains("oidc-provider/gitlab")) {
            return Via.CI;
        }
        if (agent.startsWith("aws-cli/")) {
            return Via.CLI;
        }
        return agent.startsWith("aws-sdk-") || agent.startsWith("Boto3/") || agent.startsWith("Botocore/")
                ? Via.SDK
                : Via.UNKNOWN;
    }

    private static boolean service(String name) {
        return name.endsWith(".amazonaws.com") && !CONSOLE_AGENT.matcher(name).matches();
    }

    private static String federation(MapValue identity) {
        return text(
                ModelJson.map(ModelJson.map(identity, "sessionContext"), "webIdFederationData"), "federatedProvider");
    }

    private static String actor(MapValue event, MapValue identity) {
        var invokedBy = text(identity, "invokedBy");
        if (service(invokedBy)) {
            return invokedBy;
        }
        var context = ModelJson.map(identity, "sessionContext");
        var source = text(context, "sourceIdentity");
        if (!source.isEmpty()) {
            return source;
        }
        var arn = text(identity, "arn");
        return switch (text(identity, "type")) {
            case "Root" -> "root";
            case "AssumedRole" -> role(arn, text(ModelJson.map(context, "sessionIssuer"), "userName"));
            case "AWSService" -> invokedBy.isEmpty() ? text(event, "eventSource") : invokedBy;
            default -> first(text(identity, "userName"), tail(arn), text(identity, "principalId"));
        };
    }

    /// `assumed-role/AWSReservedSSO_Oncall_…/dana@example.com` is dana@example.com; another role is `role/name`.
    private static String role(String arn, String issuer) {
        var parts = arn.split("/", -1);
        var name = !issuer.isEmpty() ? issuer : parts.length > 1 ? parts[1] : "";
        var person = parts.length > 2 && SSO_ROLE.matcher(name).matches();
        return person ? parts[2] : "role/" + name;
    }

    private static String session(MapValue identity) {
        var attributes = ModelJson.map(ModelJson.map(identity, "sessionContext"), "attributes");
        var key = first(text(identity, "accessKeyId"), text(identity, "principalId"), text(identity, "arn"));
        return key.isEmpty() ? "" : hash(key + "@" + text(attributes, "creationDate"));
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String tail(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    private static String first(String... texts) {
        return List.of(texts).stream().filter(t -> !t.isEmpty()).findFirst().orElse("");
    }

    static String text(MapValue in, String name) {
        return Optional.ofNullable(in.get(name))
                .map(Value::settled)
                .filter(v -> v instanceof Scalar s && !(s.isPlain() && s.text().equals("null")))
                .map(v -> ((Scalar) v).text())
                .orElse("");
    }
}
