package dev.phantom.aws;

import static dev.phantom.aws.EventOrigin.text;

import dev.phantom.stack.Write.Via;
import dev.phantom.value.Value.MapValue;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Who made a call, by CloudTrail's `userIdentity`: every type that is documented there has a name
/// (docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html).
///
/// @param invokedBy the service that carried it, else empty
record EventIdentity(MapValue event, MapValue record, String invokedBy) {

    private static final Pattern SSO_ROLE = Pattern.compile("AWSReservedSSO_(.+)_[0-9a-f]{16}");

    /// Only the service itself can assume such a role
    /// (docs.aws.amazon.com/IAM/latest/UserGuide/using-service-linked-roles.html).
    private static final Pattern LINKED = Pattern.compile("arn:[^:]+:iam::\\d*:role/aws-service-role/([^/]+)/.*");

    /// Identity providers of build services, by a part of their name.
    private static final List<String> BUILDS = List.of(
            "token.actions.githubusercontent.com",
            "gitlab",
            "oidc.circleci.com",
            "agent.buildkite.com",
            "api.bitbucket.org",
            "vstoken.dev.azure.com");

    /// CodeBuild names its sessions like this.
    private static final String BUILD_SESSION = "AWSCodeBuild-";

    private static final String HIDDEN = "HIDDEN_DUE_TO_SECURITY_REASONS";

    static EventIdentity of(MapValue event) {
        var record = ModelJson.map(event, "userIdentity");
        return new EventIdentity(event, record, text(record, "invokedBy"));
    }

    /// Whether AWS itself acts, by an account or a role that only it can use.
    boolean isService() {
        return type().equals("AWSService") || linked().isPresent();
    }

    /// Whether it is the role or user of that name, whoever stands behind it.
    boolean is(String kind, String name) {
        var parts = text(record, "arn").split("/", -1);
        var own = kind.equals("AssumedRole")
                ? first(text(ModelJson.map(context(), "sessionIssuer"), "userName"), parts.length > 1 ? parts[1] : "")
                : text(record, "userName");
        return type().equals(kind) && own.equals(name);
    }

    private String type() {
        return text(record, "type");
    }

    private MapValue context() {
        return ModelJson.map(record, "sessionContext");
    }

    private Optional<String> linked() {
        var issuer = text(ModelJson.map(context(), "sessionIssuer"), "arn");
        return Stream.of(issuer, text(record, "arn"))
                .map(LINKED::matcher)
                .filter(m -> m.matches())
                .map(m -> m.group(1))
                .findFirst();
    }

    /// A person where the record knows one, else the role, the account or the service.
    String name() {
        var source = text(context(), "sourceIdentity");
        if (!source.isEmpty()) {
            return source;
        }
        var linked = linked();
        return linked.isPresent() ? linked.get() : named();
    }

    /// The caller's account where that is not the one whose trail it is; empty for who is at home, and if it is not
    /// known.
    String foreign(String here) {
        var from = text(record, "accountId");
        return here.isEmpty() || from.equals(here) ? "" : from;
    }

    private String named() {
        var arn = text(record, "arn");
        return switch (type()) {
            case "Root" -> "root";
            case "AssumedRole" -> assumed(arn);
            case "Role" -> "role/" + first(text(record, "userName"), tail(arn), principal());
            case "AWSService" -> first(invokedBy, text(event, "eventSource"));
            case "AWSAccount" -> first(account(), principal());
            case "IdentityCenterUser" -> first(behalf(), principal(), account());
            default -> first(user(), tail(arn), principal(), behalf(), account(), invokedBy);
        };
    }

    private String user() {
        var name = text(record, "userName");
        return name.equals(HIDDEN) ? "" : name;
    }

    private String behalf() {
        return text(ModelJson.map(record, "onBehalfOf"), "userId");
    }

    private String account() {
        var account = text(record, "accountId");
        return account.isEmpty() ? "" : "account/" + account;
    }

    /// `111122223333:Bob` of a federated user is Bob.
    private String principal() {
        var id = text(record, "principalId");
        return type().equals("FederatedUser") ? id.substring(id.indexOf(':') + 1) : id;
    }

    /// `assumed-role/AWSReservedSSO_Oncall_…/dana@example.com` is dana@example.com; another role is `role/name`, unless
    /// it acts for a user of the Identity Center.
    private String assumed(String arn) {
        var parts = arn.split("/", -1);
        var issuer = text(ModelJson.map(context(), "sessionIssuer"), "userName");
        var name = first(issuer, parts.length > 1 ? parts[1] : "");
        if (parts.length > 2 && SSO_ROLE.matcher(name).matches()) {
            return parts[2];
        }
        return first(behalf(), name.isEmpty() ? "" : "role/" + name, principal(), account());
    }

    /// What kind of tool signed in where nobody did: a build service, or one that applies plans.
    Optional<Via> federation() {
        var provider = first(
                text(ModelJson.map(context(), "webIdFederationData"), "federatedProvider"),
                text(record, "identityProvider"));
        if (BUILDS.stream().anyMatch(provider::contains) || buildSession()) {
            return Optional.of(Via.CI);
        }
        return provider.contains("app.terraform.io") ? Optional.of(Via.IAC) : Optional.empty();
    }

    private boolean buildSession() {
        return type().equals("AssumedRole") && tail(text(record, "arn")).startsWith(BUILD_SESSION);
    }

    private static String tail(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    static String first(String... texts) {
        return List.of(texts).stream().filter(t -> !t.isEmpty()).findFirst().orElse("");
    }
}
