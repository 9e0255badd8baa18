package dev.phantom.aws.doctor;

import dev.phantom.aws.ActionTables;
import dev.phantom.aws.Withheld;
import dev.phantom.aws.doctor.PolicyDraft.Grant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The least IAM policies that Phantom works with in one account: its own calls, and what the read and list handlers
/// of the resource types ask for, action by action, each held to account and region where its service allows that.
/// What reads secrets, credentials or customers' data is in none of them.
///
/// Conditions such as `aws:RequestedRegion` are not used: the handlers' calls are made by Cloud Control with the
/// caller's rights, some of them to services with one endpoint elsewhere, and AWS does not document which keys they
/// carry.
///
/// @param types     that can be read with them, in their order
/// @param documents each of a size that IAM takes
/// @param left      what is withheld of what the types' read handlers ask for, by type
/// @param unknown   asked for and in no policy, as it is not an action that reads, by type
public record LeastPolicy(
        PolicyScope place,
        List<String> types,
        List<ManagedPolicy> documents,
        Map<String, List<Withheld>> left,
        Map<String, List<String>> unknown) {

    /// What needs more than a run needs.
    public enum Use {
        /// `proof: change-set`
        PROOF,
        /// `phantom reconcile`
        RECONCILE,
        /// `policy.reverts.updateResource`
        UPDATE,
        /// what `phantom doctor` asks of IAM
        DOCTOR
    }

    /// The managed policies that a role takes by default, and those it takes at most when AWS raises the quota.
    ///
    /// @see <a href="https://repost.aws/knowledge-center/iam-increase-policy-size">Managed policies of a role: 10, up
    /// to 20</a>
    public static final int PER_ROLE = 10;

    public static final int PER_ROLE_RAISED = 20;

    private static final String ANYWHERE = "PhantomReadsResources";
    private static final String HERE = "PhantomReadsResourcesHere";
    private static final String NEVER = "PhantomNeverReadsKeys";
    /// Which a change set of a template with a transform needs as well.
    ///
    /// @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/control-access-with-iam.html">IAM
    /// and transforms</a>
    private static final String TRANSFORMS = ":aws:transform/*";

    public LeastPolicy {
        types = List.copyOf(types);
        documents = List.copyOf(documents);
        left = new TreeMap<>(left);
        unknown = new TreeMap<>(unknown);
    }

    public static LeastPolicy of(ActionTables tables, Collection<String> types, Set<Use> uses, PolicyScope place) {
        var sorted = List.copyOf(new TreeSet<>(types));
        var left = new TreeMap<String, List<Withheld>>();
        var unknown = new TreeMap<String, List<String>>();
        for (var type : sorted) {
            left.put(type, tables.missing(type));
            var handlers = tables.handlers().get(type);
            unknown.put(type, handlers == null ? List.of() : List.copyOf(new TreeSet<>(handlers.never())));
        }
        left.values().removeIf(List::isEmpty);
        unknown.values().removeIf(List::isEmpty);
        return new LeastPolicy(place, sorted, documents(tables, sorted, uses, place), left, unknown);
    }

    /// All actions that they allow.
    public List<String> actions() {
        return documents.stream()
                .flatMap(d -> d.actions().stream())
                .distinct()
                .sorted()
                .toList();
    }

    /// The roles that it takes without a higher quota. Phantom uses one in an account, so more than one means fewer
    /// types.
    public int roles() {
        return (documents.size() + PER_ROLE - 1) / PER_ROLE;
    }

    public int characters() {
        return documents.stream().mapToInt(ManagedPolicy::characters).sum();
    }

    private static List<ManagedPolicy> documents(
            ActionTables tables, Collection<String> types, Set<Use> uses, PolicyScope place) {
        var drafts = new ArrayList<PolicyDraft>(List.of(new PolicyDraft()));
        for (var grants : grants(tables, types, uses, place)) {
            if (!drafts.getLast().add(grants)) {
                drafts.add(new PolicyDraft());
                drafts.getLast().add(grants);
            }
        }
        var documents = new ArrayList<ManagedPolicy>();
        drafts.forEach(draft -> documents.add(ManagedPolicy.of("phantom-" + (documents.size() + 1), draft.document())));
        return documents;
    }

    /// What belongs together, in the order of the policies: own calls, then the handlers', by action.
    private static List<List<Grant>> grants(
            ActionTables tables, Collection<String> types, Set<Use> uses, PolicyScope place) {
        var grants = new ArrayList<List<Grant>>();
        var own = new TreeSet<String>();
        for (var statement : OwnActions.of(uses)) {
            own.addAll(statement.actions());
            grants.add(own(tables, statement, place));
        }
        var asked = types.stream()
                .flatMap(type -> Optional.ofNullable(tables.handlers().get(type)).stream())
                .flatMap(handlers -> handlers.all().stream())
                .filter(action -> tables.never(action).isEmpty() && !own.contains(action))
                .collect(Collectors.toCollection(TreeSet::new));
        asked.forEach(action -> grants.add(handler(tables, action, place)));
        return grants;
    }

    /// A statement for what can be held to the account, and one for what cannot.
    private static List<Grant> own(ActionTables tables, OwnActions own, PolicyScope place) {
        var byPlace = new LinkedHashMap<Boolean, TreeSet<String>>();
        for (var action : own.actions()) {
            var narrow =
                    !place.arns(tables.scopes().getOrDefault(action, List.of())).isEmpty();
            byPlace.computeIfAbsent(narrow, n -> new TreeSet<>()).add(action);
        }
        var grants = new ArrayList<Grant>();
        byPlace.forEach((narrow, actions) -> grants.add(new Grant(
                narrow && byPlace.size() > 1 ? own.sid() + "Here" : own.sid(),
                "Allow",
                actions,
                narrow ? stacks(tables, actions, place) : Set.of())));
        return grants;
    }

    private static Set<String> stacks(ActionTables tables, Set<String> actions, PolicyScope place) {
        var arns = new TreeSet<String>();
        actions.forEach(action -> arns.addAll(place.arns(tables.scopes().getOrDefault(action, List.of()))));
        if (actions.contains("cloudformation:CreateChangeSet")) {
            List.copyOf(arns).forEach(arn -> arns.add(arn.replace(":" + place.account() + ":*", TRANSFORMS)));
        }
        return arns;
    }

    private static List<Grant> handler(ActionTables tables, String action, PolicyScope place) {
        var arns = place.arns(tables.scopes().getOrDefault(action, List.of()));
        var grants = new ArrayList<Grant>();
        grants.add(new Grant(arns.isEmpty() ? ANYWHERE : HERE, "Allow", Set.of(action), Set.copyOf(arns)));
        var withheld = tables.withheld().get(action);
        if (withheld != null) {
            var service = action.substring(0, action.indexOf(':'));
            var denied = withheld.paths().stream()
                    .map(path -> "arn:" + place.partition() + ":" + service + ":*::" + path)
                    .collect(Collectors.toSet());
            grants.add(new Grant(NEVER, "Deny", Set.of(action), denied));
        }
        return grants;
    }
}
