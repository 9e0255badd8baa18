package dev.phantom.severity.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// All that must be true of a request: every test of a statement, and of every Deny that is left to it one part that is
/// false.
///
/// @param tests   of the statement itself
/// @param escapes of each Deny the ways around it, of which a request needs one
record PolicyConditions(List<ConditionTest> tests, List<List<ConditionTest>> escapes) {
    static final PolicyConditions NONE = new PolicyConditions(List.of(), List.of());

    PolicyConditions {
        tests = List.copyOf(tests);
        escapes = List.copyOf(escapes);
    }

    PolicyConditions escaping(List<ConditionTest> deny) {
        return new PolicyConditions(
                tests,
                Stream.concat(
                                escapes.stream(),
                                Stream.of(deny.stream()
                                        .map(ConditionTest::negated)
                                        .toList()))
                        .toList());
    }

    /// Who is left of everybody.
    Reach reach(String own) {
        var required = new ArrayList<>(tests);
        escapes.stream().filter(ways -> ways.size() == 1).forEach(required::addAll);
        var reach = reach(required, own);
        for (var ways : escapes) {
            if (ways.size() > 1) {
                reach = reach.narrowed(ways.stream()
                        .map(way -> reach(with(required, way), own))
                        .reduce(Reach.NOBODY, Reach::widened));
            }
        }
        return reach;
    }

    private static List<ConditionTest> with(List<ConditionTest> required, ConditionTest way) {
        return Stream.concat(required.stream(), Stream.of(way)).toList();
    }

    /// A fixed value says nothing where a request may come without the key.
    private static Reach reach(List<ConditionTest> required, String own) {
        return required.stream()
                .filter(test -> required.stream().anyMatch(t -> t.key().equals(test.key()) && !t.absent()))
                .flatMap(test -> Fixed.reach(test, own).stream())
                .reduce(Reach.EVERYBODY, Reach::narrowed);
    }

    /// Whether every request that passes these passes the others.
    boolean implies(PolicyConditions other) {
        return other.tests.stream().allMatch(this::requires)
                && other.escapes.stream().allMatch(this::escapes);
    }

    /// Whether its statement's own tests leave no more than the other's.
    boolean impliesTests(PolicyConditions other) {
        return other.tests.stream().allMatch(this::requires);
    }

    private boolean requires(ConditionTest wanted) {
        return tests.stream().anyMatch(t -> t.implies(wanted))
                || escapes.stream()
                        .anyMatch(ways -> ways.size() == 1 && ways.getFirst().implies(wanted));
    }

    private boolean escapes(List<ConditionTest> wanted) {
        return wanted.stream().anyMatch(this::requires)
                || escapes.stream()
                        .anyMatch(ways ->
                                ways.stream().allMatch(way -> wanted.stream().anyMatch(way::implies)));
    }

    /// Names of keys whose values nobody can tell.
    List<String> unknown() {
        return Stream.concat(tests.stream(), escapes.stream().flatMap(List::stream))
                .filter(t -> !t.known())
                .map(ConditionTest::key)
                .distinct()
                .toList();
    }
}
