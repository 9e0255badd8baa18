package dev.phantom.assembly;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.aws.ActionTables;
import dev.phantom.aws.doctor.CallerPolicy;
import dev.phantom.aws.doctor.LeastPolicy;
import dev.phantom.aws.doctor.LeastPolicy.Use;
import dev.phantom.aws.doctor.ManagedPolicy;
import dev.phantom.aws.doctor.PolicyScope;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.Nearest;
import dev.phantom.fault.PhantomException;
import dev.phantom.fault.Plural;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The least access to AWS that Phantom works with: IAM policies for one account or for several.
///
/// @param policies one for each account
/// @param caller   what whoever starts Phantom needs to enter other accounts; empty if it enters none
public record LeastAccess(List<LeastPolicy> policies, Optional<ManagedPolicy> caller) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ALL = "all";

    public LeastAccess {
        policies = List.copyOf(policies);
    }

    /// One account's stacks: where they are and what they hold.
    ///
    /// @param account empty if it is not known
    public record Holding(String account, List<String> regions, List<String> types) {
        public Holding {
            regions = List.copyOf(regions);
            types = List.copyOf(types);
        }
    }

    /// @param with     what needs more than a run does, as `--with` names it: `proof`, `reconcile`, `doctor`
    /// @param roleName of other accounts; empty if there are none
    /// @throws PhantomException USAGE for another name
    public static LeastAccess of(List<String> with, List<Holding> holdings, String roleName) {
        var uses = EnumSet.noneOf(Use.class);
        with.forEach(name -> uses.add(use(name)));
        var policies = holdings.stream()
                .map(h -> LeastPolicy.of(
                        ActionTables.EMBEDDED,
                        h.types(),
                        uses,
                        h.account().isEmpty() ? PolicyScope.ANYWHERE : new PolicyScope(h.account(), h.regions())))
                .toList();
        return new LeastAccess(
                policies,
                CallerPolicy.of(
                        roleName, policies.stream().map(LeastPolicy::place).toList()));
    }

    /// What `--types` means: names of types, separated by commas, or `all`.
    ///
    /// @throws PhantomException USAGE for a name that is no type's
    public static List<String> types(Collection<String> written) {
        var known = ActionTables.EMBEDDED.handlers().keySet();
        var types = written.stream()
                .flatMap(text -> Stream.of(text.split(",", -1)))
                .map(String::strip)
                .toList();
        if (types.equals(List.of(ALL))) {
            return List.copyOf(known);
        }
        for (var type : types) {
            if (!known.contains(type)) {
                throw new PhantomException(new Diagnostic(
                        Code.USAGE,
                        "--types '" + type + "' is not a resource type that AWS can read",
                        Nearest.slip(type, known)
                                .map(near -> "did you mean " + near + "?")
                                .orElse("pass names as in AWS::S3::Bucket, separated by commas, or all"),
                        ""));
            }
        }
        return types;
    }

    /// The sixty types that most templates use.
    public static List<String> common() {
        return ActionTables.EMBEDDED.common();
    }

    /// Every policy, as IAM takes it.
    public List<String> documents() {
        return Stream.concat(policies.stream().flatMap(p -> p.documents().stream()), caller.stream())
                .map(document -> pretty(document.document().toString()))
                .toList();
    }

    /// What is to be known of them: how many policies, roles and quota, and what is left out, a line each.
    public List<String> notes() {
        var notes = new ArrayList<String>();
        for (var policy : policies) {
            notes.add(size(policy));
            notes.addAll(gaps(policy));
        }
        caller.ifPresent(document -> notes.add(
                "the last policy is for whoever starts Phantom: it allows entering the role and nothing else"));
        return notes;
    }

    /// `phantom.policy/v1`
    public String json() {
        var root = JsonNodeFactory.instance.objectNode().put("schema", "phantom.policy/v1");
        var accounts = root.putArray("accounts");
        policies.forEach(policy -> accounts.add(account(policy)));
        caller.ifPresent(document -> root.set("caller", document(document)));
        return pretty(root.toString());
    }

    private static ObjectNode account(LeastPolicy policy) {
        var node = JsonNodeFactory.instance
                .objectNode()
                .put("account", policy.place().account());
        policy.place().regions().forEach(node.putArray("regions")::add);
        policy.types().forEach(node.putArray("types")::add);
        node.put("characters", policy.characters());
        node.put("managedPolicies", policy.documents().size());
        node.put("rolesByDefault", policy.roles());
        node.put(
                "quotaPerRole",
                Math.max(LeastPolicy.PER_ROLE, policy.documents().size()));
        var documents = node.putArray("policies");
        policy.documents().forEach(document -> documents.add(document(document)));
        var left = node.putArray("leftOut");
        policy.left()
                .forEach((type, all) -> all.forEach(withheld -> left.addObject()
                        .put("type", type)
                        .put("action", withheld.action())
                        .put("returns", withheld.kind().text())
                        .put("source", withheld.source())));
        var unknown = node.putArray("notGranted");
        policy.unknown().forEach((type, actions) -> {
            var row = unknown.addObject().put("type", type);
            actions.forEach(row.putArray("actions")::add);
        });
        return node;
    }

    private static ObjectNode document(ManagedPolicy document) {
        var node = JsonNodeFactory.instance
                .objectNode()
                .put("name", document.name())
                .put("characters", document.characters());
        node.set("document", document.document());
        return node;
    }

    private static String size(LeastPolicy policy) {
        int count = policy.documents().size();
        var where = policy.place().account().isEmpty()
                ? ""
                : "account " + policy.place().account() + ": ";
        var text = where + Plural.counted(count, "managed policy", "managed policies") + ", " + policy.characters()
                + " characters without white space, for " + policy.types().size() + " resource types";
        if (count <= LeastPolicy.PER_ROLE) {
            return text + "; one role takes them";
        }
        var more = text + "; a role takes " + LeastPolicy.PER_ROLE + " managed policies by default: ";
        return count <= LeastPolicy.PER_ROLE_RAISED
                ? more + "have the IAM quota 'Managed policies attached to an IAM role' raised to " + count
                        + ", or name the types of your stacks (--stacks, --types)"
                : more + policy.roles() + " roles would hold them, and AWS raises the quota to "
                        + LeastPolicy.PER_ROLE_RAISED
                        + "; Phantom uses one role in an account, so name the types of your stacks (--stacks, --types)";
    }

    /// A line for each action, with the types that are read in part or not at all for it.
    private static List<String> gaps(LeastPolicy policy) {
        var types = new TreeMap<String, List<String>>();
        policy.left()
                .forEach((type, all) -> all.forEach(withheld -> types.computeIfAbsent(
                                withheld.action()
                                        + (withheld.whole() ? "" : " below " + String.join(", ", withheld.paths())),
                                action -> new ArrayList<>())
                        .add(type)));
        return types.entrySet().stream()
                .map(e -> e.getKey() + " is left out on purpose, so these types are read in part or not at all: "
                        + String.join(", ", e.getValue()) + "; see docs/permissions.md")
                .toList();
    }

    private static Use use(String name) {
        return switch (name) {
            case "proof" -> Use.PROOF;
            case "reconcile" -> Use.RECONCILE;
            case "update-resource" -> Use.UPDATE;
            case "doctor" -> Use.DOCTOR;
            default ->
                throw new PhantomException(new Diagnostic(
                        Code.USAGE,
                        "--with takes proof, reconcile, update-resource or doctor, not '" + name + "'",
                        "see `phantom doctor --help`",
                        ""));
        };
    }

    private static String pretty(String json) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(JSON.readTree(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
