package dev.phantom.aws.doctor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// A policy that grows action by action until IAM would refuse it.
final class PolicyDraft {

    /// What joins the statement of its name.
    ///
    /// @param resources empty for `*`
    record Grant(String sid, String effect, Set<String> actions, Set<String> resources) {
        Grant {
            actions = Set.copyOf(actions);
            resources = Set.copyOf(resources);
        }
    }

    private record Statement(String effect, TreeSet<String> actions, TreeSet<String> resources) {}

    private final Map<String, Statement> statements = new LinkedHashMap<>();

    /// Adds all of them, or none if the policy became too large.
    boolean add(Collection<Grant> grants) {
        var longest = size() + grants.stream().mapToInt(PolicyDraft::longest).sum();
        if (longest > ManagedPolicy.LARGEST && ManagedPolicy.size(with(grants).document()) > ManagedPolicy.LARGEST) {
            return false;
        }
        grants.forEach(this::join);
        return true;
    }

    boolean isEmpty() {
        return statements.isEmpty();
    }

    ObjectNode document() {
        var document = ManagedPolicy.empty();
        var array = (ArrayNode) document.path("Statement");
        statements.forEach((sid, s) -> array.add(ManagedPolicy.statement(sid, s.effect, s.actions, s.resources)));
        return document;
    }

    private int size() {
        return ManagedPolicy.size(document());
    }

    /// With a statement of its own, quotes and commas.
    private static int longest(Grant grant) {
        var texts = grant.actions.stream().mapToInt(a -> a.length() + 3).sum()
                + grant.resources.stream().mapToInt(r -> r.length() + 3).sum();
        return texts + grant.sid.length() + 64;
    }

    private PolicyDraft with(Collection<Grant> grants) {
        var copy = new PolicyDraft();
        statements.forEach((sid, s) -> copy.join(new Grant(sid, s.effect, s.actions, s.resources)));
        grants.forEach(copy::join);
        return copy;
    }

    private void join(Grant grant) {
        var statement = statements.computeIfAbsent(
                grant.sid, sid -> new Statement(grant.effect, new TreeSet<>(), new TreeSet<>()));
        statement.actions.addAll(grant.actions);
        statement.resources.addAll(grant.resources);
    }
}
