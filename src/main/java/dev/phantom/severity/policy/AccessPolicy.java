package dev.phantom.severity.policy;

import dev.phantom.stack.ValueJson;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A policy document, given as a map, as a string that holds JSON, or as a bare statement.
///
/// Grammar: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
record AccessPolicy(List<PolicyStatement> statements) {
    private static final String OPEN = "*";

    AccessPolicy {
        statements = List.copyOf(statements);
    }

    /// @param at     where the document is
    /// @param bearer whether it is about the identity that has it: it names no principal then
    static AccessPolicy of(Value document, PropertyPath at, boolean bearer) {
        if (document.settled() instanceof Value.Scalar s) {
            return json(s.text(), at, bearer);
        }
        var statements = new ArrayList<PolicyStatement>();
        if (document.settled() instanceof ListValue list) {
            elements(list, at, bearer, statements);
        } else if (document.settled() instanceof MapValue map) {
            var inner = map.get("Statement");
            if (inner == null) {
                statement(map, at, bearer, statements);
            } else {
                elements(inner.settled(), at.child("Statement"), bearer, statements);
            }
        }
        return new AccessPolicy(statements);
    }

    private static AccessPolicy json(String text, PropertyPath at, boolean bearer) {
        try {
            var value = ValueJson.parse(text);
            return value instanceof Value.Scalar ? new AccessPolicy(List.of()) : of(value, at, bearer);
        } catch (IOException e) {
            return new AccessPolicy(List.of());
        }
    }

    /// How many pairs of a principal and a resource it names.
    long size() {
        return statements.stream()
                .mapToLong(s -> (long) s.principals().size() * s.resources().size())
                .sum();
    }

    AccessPolicy with(AccessPolicy other) {
        return new AccessPolicy(
                Stream.concat(statements.stream(), other.statements.stream()).toList());
    }

    private static void elements(Value value, PropertyPath at, boolean bearer, List<PolicyStatement> into) {
        if (value instanceof ListValue list) {
            for (int i = 0; i < list.items().size(); i++) {
                statement(list.items().get(i).settled(), at.child(i), bearer, into);
            }
        } else {
            statement(value, at, bearer, into);
        }
    }

    /// Without an effect that can be read it is taken to allow: what nobody can tell is not the milder case.
    private static void statement(Value value, PropertyPath at, boolean bearer, List<PolicyStatement> into) {
        if (!(value instanceof MapValue map)) {
            return;
        }
        var effect = map.get("Effect");
        if (effect == null
                || effect.settled() instanceof Value.Scalar s
                        && !s.text().equalsIgnoreCase("Allow")
                        && !s.text().equalsIgnoreCase("Deny")) {
            return;
        }
        boolean denies = effect.settled() instanceof Value.Scalar s && s.text().equalsIgnoreCase("Deny");
        boolean allBut = map.get("Action") == null && map.get("NotAction") != null;
        var written = actions(map, allBut, denies);
        boolean others = map.get("Resource") == null && map.get("NotResource") != null;
        into.add(new PolicyStatement(
                at,
                !denies,
                bearer ? List.of(Principal.BEARER) : principals(map),
                written,
                allBut,
                allBut ? ActionSet.allBut(written) : ActionSet.of(written),
                resources(others ? map.get("NotResource") : map.get("Resource"), denies != others),
                others,
                tests(map.get("Condition"))));
    }

    /// An Allow without any is no policy that AWS takes; it is not the milder case either.
    private static List<String> actions(MapValue statement, boolean allBut, boolean denies) {
        var element = statement.get(allBut ? "NotAction" : "Action");
        return element == null && !denies ? List.of(OPEN) : texts(element, denies || allBut ? "" : OPEN);
    }

    /// @param narrow whether what is not known must not be taken for everything
    private static List<Wildcard> resources(@Nullable Value value, boolean narrow) {
        return value == null
                ? List.of(Wildcard.ANY)
                : texts(value, narrow ? "" : OPEN).stream()
                        .map(Wildcard::of)
                        .distinct()
                        .toList();
    }

    private static List<Principal> principals(MapValue statement) {
        var not = statement.get("NotPrincipal");
        if (not != null) {
            return List.of(Principal.allBut(named(not.settled())));
        }
        var named = statement.get("Principal");
        return named == null
                ? List.of()
                : named(named.settled()).stream().distinct().toList();
    }

    private static List<Principal> named(Value element) {
        return switch (element) {
            case MapValue map ->
                map.entries().entrySet().stream()
                        .flatMap(e -> principals(e.getKey(), e.getValue()))
                        .toList();
            case Value other -> principals("AWS", other).toList();
        };
    }

    private static Stream<Principal> principals(String type, Value value) {
        return switch (value) {
            case Value.Scalar s -> Stream.of(Principal.of(type, s.text()));
            case ListValue list -> list.items().stream().flatMap(v -> principals(type, v));
            case Value.Reference r ->
                r.known() instanceof Value.Scalar s
                        ? Stream.of(Principal.of(type, s.text()))
                        : Stream.of(new Principal(Principal.Kind.IDENTITY, reference(r)));
            case Value.Unknown u -> Stream.of(Principal.unknown(u.reason()));
            case Value.Intrinsic i -> Stream.of(Principal.unknown(i.name()));
            case Value.Sensitive s -> Stream.of(Principal.unknown("a secret"));
            case MapValue map -> Stream.of(Principal.unknown("not a principal"));
        };
    }

    private static List<ConditionTest> tests(@Nullable Value condition) {
        var tests = new ArrayList<ConditionTest>();
        if (condition != null && condition.settled() instanceof MapValue operators) {
            operators.entries().forEach((operator, keys) -> {
                if (keys.settled() instanceof MapValue map) {
                    map.entries().forEach((key, value) -> tests.add(test(operator, key, value)));
                }
            });
        }
        return tests;
    }

    private static ConditionTest test(String operator, String key, Value value) {
        var texts = texts(value, "");
        boolean known = texts.stream().noneMatch(String::isEmpty);
        return ConditionTest.of(operator, key, texts, known).settled();
    }

    /// @param unknown what stands for a part that nobody can tell
    private static List<String> texts(@Nullable Value value, String unknown) {
        return switch (value) {
            case null -> List.of();
            case Value.Scalar s -> List.of(s.text());
            case ListValue list ->
                list.items().stream().flatMap(v -> texts(v, unknown).stream()).toList();
            case Value.Reference r -> List.of(r.known() instanceof Value.Scalar s ? s.text() : reference(r));
            case MapValue map -> List.of(unknown);
            case Value.Intrinsic i -> List.of(unknown);
            case Value.Unknown u -> List.of(unknown);
            case Value.Sensitive s -> List.of(unknown);
        };
    }

    /// A resource of the same stack, whatever it is called: one thing, and the account's own.
    private static String reference(Value.Reference r) {
        return "(" + r.logicalId() + (r.attribute().isEmpty() ? "" : "." + r.attribute()) + ")";
    }
}
