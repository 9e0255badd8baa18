package dev.phantom.severity.policy;

import dev.phantom.value.PropertyPath;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// One statement of a policy.
///
/// @param path       where the resource has it
/// @param principals who it names; one of everybody but some for `NotPrincipal`
/// @param written    actions as written
/// @param allBut     whether those are what it does not mean
/// @param resources  what it names
/// @param others     whether those are what it does not mean
record PolicyStatement(
        PropertyPath path,
        boolean allows,
        List<Principal> principals,
        List<String> written,
        boolean allBut,
        ActionSet actions,
        List<Wildcard> resources,
        boolean others,
        List<ConditionTest> tests) {

    PolicyStatement {
        principals = List.copyOf(principals);
        written = List.copyOf(written);
        resources = List.copyOf(resources);
        tests = List.copyOf(tests);
    }

    /// Whether all of what the resource stands for is meant.
    boolean covers(Wildcard resource) {
        return others
                ? resources.stream().noneMatch(r -> r.meets(resource))
                : resources.stream().anyMatch(r -> r.covers(resource));
    }

    /// Whether the other says the same, wherever it is and however it is written.
    boolean same(PolicyStatement other) {
        return allows == other.allows
                && others == other.others
                && Set.copyOf(principals).equals(Set.copyOf(other.principals))
                && Set.copyOf(resources).equals(Set.copyOf(other.resources))
                && Set.copyOf(tests).equals(Set.copyOf(other.tests))
                && actions.covers(other.actions)
                && other.actions.covers(actions);
    }

    /// What an Allow opens: of `NotResource` everything.
    List<Wildcard> opened() {
        return others ? List.of(Wildcard.ANY) : resources;
    }

    /// Those of its actions that are among some, as written.
    String named(ActionSet some) {
        if (allBut) {
            return "every action but " + String.join(", ", written);
        }
        return written.stream()
                .filter(action -> ActionSet.of(List.of(action)).meets(some))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /// What who has it may do, after `may`.
    String deed(ActionSet some) {
        return allBut ? "do " + named(some) : written.contains("*") ? "do everything" : named(some);
    }
}
