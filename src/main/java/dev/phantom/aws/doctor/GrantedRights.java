package dev.phantom.aws.doctor;

import dev.phantom.aws.ActionTables;
import dev.phantom.aws.AwsClients;
import dev.phantom.aws.AwsErrors;
import dev.phantom.aws.Withheld;
import dev.phantom.aws.doctor.LeastPolicy.Use;
import dev.phantom.fault.HealthCheck;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.EvaluationResult;

/// Asks IAM what the credentials may do, against what Phantom needs: which rights of the types' handlers are missing,
/// and
/// which are allowed that no printed policy holds. Nothing is tried.
///
/// @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html">SimulatePrincipalPolicy</a>
final class GrantedRights {

    static final String MISSING = "missing permissions";
    static final String EXCESS = "excess permissions";
    private static final int AT_ONCE = 100;
    private static final int NAMED = 5;
    /// Of an STS session: the role's name, without its path.
    private static final Pattern SESSION = Pattern.compile("arn:([^:]+):sts::([0-9]+):assumed-role/([^/]+)/.*");
    /// Writes that only somebody who may do nearly everything may do; each a sign of a policy that is far too wide.
    private static final List<String> WRITES = List.of(
            "cloudformation:DeleteStack",
            "dynamodb:DeleteTable",
            "ec2:RunInstances",
            "ec2:TerminateInstances",
            "iam:AttachRolePolicy",
            "iam:CreateUser",
            "iam:PassRole",
            "kms:ScheduleKeyDeletion",
            "lambda:UpdateFunctionCode",
            "rds:DeleteDBInstance",
            "s3:DeleteBucket",
            "s3:PutBucketPolicy");

    private final AwsClients clients;
    private final ActionTables tables;

    GrantedRights(AwsClients clients, ActionTables tables) {
        this.clients = clients;
        this.tables = tables;
    }

    /// @param types of the stacks that are read
    List<HealthCheck> signs(String account, String region, Collection<String> types) {
        var needed =
                LeastPolicy.of(tables, types, Set.of(), PolicyScope.ANYWHERE).actions();
        var beyond = new TreeSet<>(WRITES);
        tables.withheld().values().stream()
                .filter(Withheld::whole)
                .map(Withheld::action)
                .forEach(beyond::add);
        beyond.removeAll(LeastPolicy.of(tables, List.of(), EnumSet.allOf(Use.class), PolicyScope.ANYWHERE)
                .actions());
        var principal = identity(clients.principal(account, region));
        try {
            var client = clients.iam(account, region);
            var place = new PolicyScope(principal.split(":", -1)[4], List.of(region));
            var allowed = new TreeSet<String>();
            byResources(needed, place)
                    .forEach((resources, actions) -> allowed.addAll(allowed(client, principal, actions, resources)));
            var wide = allowed(client, principal, beyond, List.of());
            return List.of(missing(needed, allowed, types), excess(principal, beyond, wide));
        } catch (SdkException e) {
            return List.of(unknown(principal, e));
        }
    }

    private static HealthCheck unknown(String principal, SdkException e) {
        var detail =
                "not known: AWS returned " + AwsErrors.code(e) + " to iam:SimulatePrincipalPolicy for " + principal;
        return HealthCheck.warn(
                EXCESS,
                detail,
                AwsErrors.denied(e)
                        ? "add the permission with `phantom doctor --print-policy --with doctor`, or run doctor with a"
                                + " profile that has it"
                        : "compare its policies with those of `phantom doctor --print-policy`; a role with a path is not"
                                + " found, as its sessions do not name it");
    }

    /// The ARNs that a printed policy holds an action to, by the actions that have the same; none for `*`.
    private Map<List<String>, List<String>> byResources(Collection<String> actions, PolicyScope place) {
        return actions.stream()
                .collect(Collectors.groupingBy(
                        action -> place.arns(tables.scopes().getOrDefault(action, List.of())),
                        LinkedHashMap::new,
                        Collectors.toList()));
    }

    private static HealthCheck missing(Collection<String> needed, Set<String> allowed, Collection<String> types) {
        var lacking = new TreeSet<>(needed);
        lacking.removeAll(allowed);
        var detail = needed.size() + " actions are needed for " + types.size() + " resource types";
        return lacking.isEmpty()
                ? HealthCheck.ok(MISSING, "none; " + detail)
                : HealthCheck.warn(
                        MISSING,
                        lacking.size() + " of " + detail + ": " + named(List.copyOf(lacking)),
                        "attach the policies of `phantom doctor --print-policy --stacks`; without them these types stay"
                                + " unchecked");
    }

    private HealthCheck excess(String principal, Collection<String> beyond, Set<String> allowed) {
        var wide = new TreeSet<>(beyond);
        wide.retainAll(allowed);
        return wide.isEmpty()
                ? HealthCheck.ok(EXCESS, "none of " + beyond.size() + " actions that read secrets or data, or write")
                : HealthCheck.warn(
                        EXCESS,
                        principal + " may do what Phantom never does, " + wide.size() + " actions: "
                                + named(worst(wide)),
                        "detach its wider policies and attach those of `phantom doctor --print-policy`");
    }

    /// Writes and secrets first, what only reads data last.
    private List<String> worst(Collection<String> actions) {
        return actions.stream()
                .sorted(Comparator.comparingInt(this::rank).thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private int rank(String action) {
        return tables.never(action)
                .map(withheld -> switch (withheld.kind()) {
                    case SECRET -> 1;
                    case CREDENTIAL -> 2;
                    case DATA -> 3;
                })
                .orElse(0);
    }

    private static String named(List<String> actions) {
        var first = String.join(", ", actions.stream().limit(NAMED).toList());
        return actions.size() > NAMED ? first + ", …" : first;
    }

    /// Those that are allowed on every one of the resources.
    ///
    /// @param resources none for `*`, which IAM takes where none is given
    private static Set<String> allowed(
            IamClient client, String principal, Collection<String> actions, List<String> resources) {
        var all = new ArrayList<>(actions);
        var allowed = new TreeSet<>(actions);
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            var some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
            client
                    .simulatePrincipalPolicyPaginator(r -> r.policySourceArn(principal)
                            .actionNames(some)
                            .resourceArns(resources.isEmpty() ? List.of("*") : resources))
                    .evaluationResults()
                    .stream()
                    .filter(result -> !"allowed".equals(result.evalDecisionAsString()))
                    .map(EvaluationResult::evalActionName)
                    .forEach(allowed::remove);
        }
        return allowed;
    }

    /// IAM knows roles, not their sessions.
    private static String identity(String arn) {
        var session = SESSION.matcher(arn);
        return session.matches()
                ? "arn:" + session.group(1) + ":iam::" + session.group(2) + ":role/" + session.group(3)
                : arn;
    }
}
