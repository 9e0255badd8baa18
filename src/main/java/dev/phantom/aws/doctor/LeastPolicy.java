package dev.phantom.aws.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/// The least IAM policy that Phantom works with: it reads, it keeps one generated template per stack, and it is denied
/// what holds secrets or data. The services' own read actions come from the read handlers of AWS's schemas.
public final class LeastPolicy {

    private static final List<String> READS = List.of(
            "cloudformation:DescribeGeneratedTemplate",
            "cloudformation:DescribeResourceScan",
            "cloudformation:DescribeStackDriftDetectionStatus",
            "cloudformation:DescribeStackResourceDrifts",
            "cloudformation:DescribeStacks",
            "cloudformation:DescribeType",
            "cloudformation:DetectStackDrift",
            "cloudformation:DetectStackResourceDrift",
            "cloudformation:GetGeneratedTemplate",
            "cloudformation:GetResource",
            "cloudformation:GetTemplate",
            "cloudformation:ListExports",
            "cloudformation:ListGeneratedTemplates",
            "cloudformation:ListResourceScanRelatedResources",
            "cloudformation:ListResourceScanResources",
            "cloudformation:ListResourceScans",
            "cloudformation:ListResources",
            "cloudformation:ListStackResources",
            "cloudformation:ListStacks",
            "cloudtrail:LookupEvents",
            "sts:GetCallerIdentity");

    /// These change no resource: they make and keep what the IaC Generator writes.
    private static final List<String> KEEPS = List.of(
            "cloudformation:CreateGeneratedTemplate",
            "cloudformation:DeleteGeneratedTemplate",
            "cloudformation:StartResourceScan",
            "cloudformation:UpdateGeneratedTemplate");

    /// What a change set needs that is made, read and deleted; it changes no resource either.
    private static final List<String> PROVES = List.of(
            "cloudformation:CreateChangeSet", "cloudformation:DeleteChangeSet", "cloudformation:DescribeChangeSet");

    /// This changes resources, with the rights of the stack's service role or of whoever calls.
    private static final List<String> REVERTS = List.of("cloudformation:ExecuteChangeSet");

    private static final List<String> NEVER = List.of(
            "dynamodb:BatchGetItem",
            "dynamodb:GetItem",
            "dynamodb:GetRecords",
            "dynamodb:Query",
            "dynamodb:Scan",
            "kinesis:GetRecords",
            "kms:Decrypt",
            "logs:FilterLogEvents",
            "logs:GetLogEvents",
            "logs:GetQueryResults",
            "s3:GetObject*",
            "secretsmanager:BatchGetSecretValue",
            "secretsmanager:GetSecretValue",
            "sqs:ReceiveMessage",
            "ssm:GetParameter*");

    private LeastPolicy() {}

    /// What needs more than a run needs.
    public enum Use {
        /// `proof: change-set`
        PROOF,
        /// `phantom reconcile`
        RECONCILE
    }

    /// The actions that are allowed for reading resources of these types.
    public static List<String> actions(Collection<String> types, Set<Use> uses) {
        var actions = new TreeSet<String>(READS);
        actions.addAll(KEEPS);
        actions.addAll(proves(uses));
        actions.addAll(reverts(uses));
        actions.addAll(handlers(types));
        return List.copyOf(actions);
    }

    private static List<String> proves(Set<Use> uses) {
        return uses.isEmpty() ? List.of() : PROVES;
    }

    private static List<String> reverts(Set<Use> uses) {
        return uses.contains(Use.RECONCILE) ? REVERTS : List.of();
    }

    /// The policy document.
    ///
    /// @param types resource types of the stacks to be read; empty for every type that AWS can read, as wildcards per
    /// service
    /// @param uses  each adds a statement that is called after it
    public static String json(Collection<String> types, Set<Use> uses) {
        var statements = List.of(
                statement("PhantomReads", "Allow", READS),
                statement("PhantomKeepsGeneratedTemplates", "Allow", KEEPS),
                statement(
                        "PhantomReadsResources", "Allow", types.isEmpty() ? wildcards() : List.copyOf(handlers(types))),
                statement("PhantomNeverReadsSecretsOrData", "Deny", NEVER),
                statement("PhantomProvesByChangeSetsNeverExecuted", "Allow", proves(uses)),
                statement("PhantomReconcilesByExecutingThem", "Allow", reverts(uses)));
        var policy = new LinkedHashMap<String, Object>();
        policy.put("Version", "2012-10-17");
        policy.put(
                "Statement",
                statements.stream()
                        .filter(s -> !List.of().equals(s.get("Action")))
                        .toList());
        try {
            return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(policy);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> statement(String sid, String effect, List<String> actions) {
        var statement = new LinkedHashMap<String, Object>();
        statement.put("Sid", sid);
        statement.put("Effect", effect);
        statement.put("Action", actions);
        statement.put("Resource", "*");
        return statement;
    }

    private static TreeSet<String> handlers(Collection<String> types) {
        var wanted = new TreeSet<>(types);
        var actions = new TreeSet<String>();
        for (var line : table()) {
            var words = List.of(line.split(" "));
            if (wanted.contains(words.getFirst())) {
                words.stream().skip(1).filter(w -> !w.startsWith("!")).forEach(actions::add);
            }
        }
        return actions;
    }

    /// `ec2:Describe*`, `iam:Get*`: one line per service and verb.
    private static List<String> wildcards() {
        var patterns = new TreeSet<String>();
        for (var line : table()) {
            List.of(line.split(" ")).stream()
                    .skip(1)
                    .filter(w -> !w.startsWith("!"))
                    .forEach(action -> {
                        var colon = action.indexOf(':');
                        var verb = action.substring(colon + 1).replaceFirst("^([A-Z][a-z]+).*", "$1");
                        patterns.add(action.substring(0, colon + 1) + verb + "*");
                    });
        }
        return List.copyOf(patterns);
    }

    private static List<String> table() {
        try (var in =
                Objects.requireNonNull(LeastPolicy.class.getResourceAsStream("/dev/phantom/aws/read-actions.txt"))) {
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
