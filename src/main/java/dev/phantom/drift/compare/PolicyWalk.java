package dev.phantom.drift.compare;

import dev.phantom.drift.TypeNode;
import dev.phantom.template.Value;
import dev.phantom.template.Value.ListValue;
import dev.phantom.template.Value.MapValue;
import dev.phantom.template.Value.Scalar;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Two IAM policy documents, by the meaning of their grammar: one element is a list of one, neither statements nor
/// their
/// lists have an order, an account is its root ARN, actions ignore case.
/// (IAM User Guide, "Grammar of the IAM JSON policy language")
final class PolicyWalk {

    private static final Set<String> LISTS = Set.of("Action", "NotAction", "Resource", "NotResource");
    private static final Set<String> PRINCIPALS = Set.of("Principal", "NotPrincipal");
    private static final Pattern ROOT = Pattern.compile("arn:aws[a-z-]*:iam::(\\d{12}):root");
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

    private void conditions(Value expected, Value actual) {
        if (expected instanceof MapValue e && actual instanceof MapValue a) {
            members(e, a, (key, x, y) -> many(x, y, (v, w) -> walk.values(v, w, TypeNode.UNKNOWN)));
        } else {
            walk.values(expected, actual, TypeNode.UNKNOWN);
        }
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
                && account(e.text()).equals(account(a.text()))) {
            walk.ledger().agree();
        } else {
            walk.values(expected, actual, TypeNode.UNKNOWN);
        }
    }

    private static String account(String principal) {
        var root = ROOT.matcher(principal);
        return root.matches() ? root.group(1) : principal;
    }

    private void words(Value expected, Value actual, boolean ignoreCase) {
        if (expected instanceof Scalar e && actual instanceof Scalar a) {
            boolean same = ignoreCase
                    ? e.text().toLowerCase(Locale.ROOT).equals(a.text().toLowerCase(Locale.ROOT))
                    : e.text().equals(a.text());
            if (same) {
                walk.ledger().agree();
            } else {
                walk.ledger().notEqual(expected, actual, List.of(), true);
            }
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
            } else if (!Empties.isEmpty(e) && !isOldestVersion(key, e)) {
                walk.ledger().remove(e);
            }
            walk.trail().leave();
        });
        actual.entries().forEach((key, a) -> {
            if (!expected.entries().containsKey(key) && !Empties.isEmpty(a) && !isOldestVersion(key, a)) {
                walk.trail().enter(key);
                walk.ledger().add(a, true);
                walk.trail().leave();
            }
        });
    }

    private static boolean isOldestVersion(String key, Value value) {
        return key.equals("Version") && value instanceof Scalar s && s.text().equals(OLDEST_VERSION);
    }

    /// Both as lists of which the order does not matter, whichever way they are written.
    private void many(Value expected, Value actual, ListWalk.Step step) {
        if (expected instanceof ListValue || actual instanceof ListValue) {
            walk.lists().set(expected, actual, step);
        } else {
            step.walk(expected, actual);
        }
    }
}
