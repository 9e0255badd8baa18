package dev.phantom.drift.compare;

import dev.phantom.drift.TypeNode;
import dev.phantom.drift.Unchecked.Reason;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Two IAM policy documents, by the meaning of their grammar: one element is a list of one, neither statements nor
/// their
/// lists have an order, an account is its root ARN, actions ignore case.
/// (IAM User Guide, "Grammar of the IAM JSON policy language")
final class PolicyWalk {

    private static final Set<String> LISTS = Set.of("Action", "NotAction", "Resource", "NotResource");
    private static final Set<String> PRINCIPALS = Set.of("Principal", "NotPrincipal");
    private static final String OLDEST_VERSION = "2008-10-17";

    private final Walk walk;

    PolicyWalk(Walk walk) {
        this.walk = walk;
    }

    /// One of them is, and the other has statements too, however damaged.
    static boolean arePolicies(MapValue a, MapValue b) {
        return isPolicy(a) && b.get("Statement") != null || isPolicy(b) && a.get("Statement") != null;
    }

    private static boolean isPolicy(MapValue map) {
        return switch (map.get("Statement")) {
            case MapValue one -> one.get("Effect") != null;
            case ListValue list ->
                list.items().stream().allMatch(s -> s instanceof MapValue m && m.get("Effect") != null);
            case null -> false;
            case Value other -> false;
        };
    }

    void documents(MapValue expected, MapValue actual) {
        members(expected, actual, (key, e, a) -> {
            if (key.equals("Statement")) {
                many(e, a, this::statements);
            } else {
                walk.values(e, a, TypeNode.UNKNOWN);
            }
        });
    }

    private void statements(Value expected, Value actual) {
        if (expected instanceof MapValue e && actual instanceof MapValue a) {
            members(e, a, this::member);
        } else {
            walk.values(expected, actual, TypeNode.UNKNOWN);
        }
    }

    private void member(String key, Value expected, Value actual) {
        if (LISTS.contains(key)) {
            boolean actions = key.endsWith("Action");
            many(expected, actual, (e, a) -> words(e, a, actions));
        } else if (PRINCIPALS.contains(key)) {
            principals(expected, actual);
        } else if (key.equals("Condition") && expected instanceof MapValue e && actual instanceof MapValue a) {
            members(e, a, (operator, x, y) -> conditions(x, y));
        } else {
            walk.values(expected, actual, TypeNode.UNKNOWN);
        }
    }

    /// The names of condition keys ignore case, their values do not: an operator reads them letter by letter.
    /// (IAM User Guide, "IAM JSON policy elements: Condition")
    private void conditions(Value expected, Value actual) {
        if (expected instanceof MapValue e && actual instanceof MapValue a) {
            members(e, named(a, e), (key, x, y) -> many(x, y, this::condition));
        } else {
            walk.values(expected, actual, TypeNode.UNKNOWN);
        }
    }

    private void condition(Value expected, Value actual) {
        if (expected.settled() instanceof Scalar e && actual instanceof Scalar a) {
            verdict(expected, a, Spelling.literal(e, a));
        } else {
            walk.values(expected, actual, TypeNode.UNKNOWN);
        }
    }

    private void verdict(Value expected, Value actual, boolean same) {
        if (same) {
            walk.ledger().agree();
        } else {
            walk.ledger().notEqual(expected, actual, List.of(), true);
        }
    }

    /// The map with the other's keys where only case tells them apart.
    private static MapValue named(MapValue map, MapValue like) {
        var entries = new LinkedHashMap<String, Value>();
        map.entries().forEach((key, value) -> {
            var name = map.entries().size() > 1_000 || like.get(key) != null
                    ? key
                    : like.entries().keySet().stream()
                            .filter(key::equalsIgnoreCase)
                            .filter(twin -> map.get(twin) == null && !entries.containsKey(twin))
                            .findFirst()
                            .orElse(key);
            entries.put(name, value);
        });
        return new MapValue(entries);
    }

    /// `"*"` is `{"AWS": "*"}`.
    private void principals(Value expected, Value actual) {
        if (everybody(expected) && everybody(actual)) {
            walk.ledger().agree();
        } else if (expected instanceof MapValue e && actual instanceof MapValue a) {
            members(e, a, (kind, x, y) -> many(x, y, this::principal));
        } else {
            walk.values(expected, actual, TypeNode.UNKNOWN);
        }
    }

    private static boolean everybody(@Nullable Value value) {
        return switch (value) {
            case Scalar s -> s.text().equals("*");
            case MapValue map -> map.entries().size() == 1 && everybody(map.get("AWS"));
            case ListValue list ->
                list.items().size() == 1 && everybody(list.items().getFirst());
            case null -> false;
            case Value other -> false;
        };
    }

    private void principal(Value expected, Value actual) {
        if (expected.settled() instanceof Scalar e
                && actual instanceof Scalar a
                && (e.equals(expected) || samePrincipal(e.text(), a.text()))) {
            verdict(expected, actual, samePrincipal(e.text(), a.text()));
        } else {
            walk.values(expected, actual, TypeNode.UNKNOWN);
        }
    }

    private boolean samePrincipal(String e, String a) {
        return e.equals(a) || walk.scope().arns().sameAccount(e, a);
    }

    private void words(Value expected, Value actual, boolean ignoreCase) {
        if (expected instanceof Scalar e && actual instanceof Scalar a) {
            if (walk.scope().arns().abbreviates(e.text(), a.text())) {
                walk.ledger().gap(Reason.UNRESOLVED);
                return;
            }
            verdict(
                    e,
                    a,
                    ignoreCase ? e.text().equalsIgnoreCase(a.text()) : e.text().equals(a.text()));
        } else {
            walk.values(expected, actual, TypeNode.UNKNOWN);
        }
    }

    @FunctionalInterface
    private interface Member {
        void walk(String key, Value expected, Value actual);
    }

    /// Everything in a policy counts: what live has more is a declared addition.
    private void members(MapValue expected, MapValue actual, Member member) {
        expected.entries().forEach((key, e) -> {
            var a = actual.get(key);
            walk.trail().enter(key);
            if (a != null) {
                member.walk(key, e, a);
            } else if (!nothing(key, e)) {
                walk.ledger().remove(e);
            }
            walk.trail().leave();
        });
        actual.entries().forEach((key, a) -> {
            if (!expected.entries().containsKey(key) && !nothing(key, a)) {
                walk.trail().enter(key);
                walk.ledger().add(a, true);
                walk.trail().leave();
            }
        });
    }

    /// What a document may leave out. A condition that asks for the empty text asks for something.
    private static boolean nothing(String key, Value value) {
        return switch (value) {
            case Scalar s -> key.equals("Sid") && s.text().isEmpty() || key.equals("Version") && isOldest(s);
            case ListValue list -> list.items().isEmpty();
            case MapValue map -> map.entries().entrySet().stream().allMatch(m -> nothing(m.getKey(), m.getValue()));
            case Value other -> false;
        };
    }

    private static boolean isOldest(Scalar version) {
        return version.text().equals(OLDEST_VERSION);
    }

    /// Both as lists of which the order does not matter, whichever way they are written.
    private void many(Value expected, Value actual, ListWalk.Step step) {
        if (walk.hidden(actual) && expected instanceof ListValue) { // it may stand for the whole list
            walk.values(expected, actual, TypeNode.UNKNOWN);
            return;
        }
        if (expected instanceof ListValue || actual instanceof ListValue) {
            walk.lists().set(expected, actual, step);
        } else {
            step.walk(expected, actual);
        }
    }
}
