package dev.phantom.severity.policy;

import dev.phantom.severity.AddressRange;
import dev.phantom.severity.policy.PolicyTables.Key;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Whether a condition's values say who may be behind a request: values without a wildcard or a policy variable, of a
/// key
/// that says so.
final class Fixed {
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final String VARIABLE = "${";

    private Fixed() {}

    /// Who is left of all by a test that a request must pass.
    static Optional<Reach> reach(ConditionTest test, String own) {
        var key = PolicyTables.keys().get(test.key());
        if (key == null || !test.positive() || !test.known() || test.values().isEmpty()) {
            return Optional.empty();
        }
        boolean fixed = test.values().stream().allMatch(v -> fixed(key, test.kind(), v));
        return fixed ? Optional.of(left(key, test.values(), own)) : Optional.empty();
    }

    private static boolean fixed(Key key, ConditionTest.Kind kind, String value) {
        return switch (key.form()) {
            case "ip" ->
                kind == ConditionTest.Kind.ADDRESS
                        && AddressRange.of(value).filter(r -> !r.broad()).isPresent();
            case "true" -> kind == ConditionTest.Kind.FLAG && value.equalsIgnoreCase("true");
            case "authenticated" -> text(kind) && literal(value) && !value.equalsIgnoreCase("Anonymous");
            case "number" -> kind == ConditionTest.Kind.AT_MOST && literal(value);
            case "account" -> text(kind) && account(value);
            case "arn" -> text(kind) && (literal(value) || arn(value));
            case "path" -> text(kind) && literal(value.split("/", 2)[0]);
            case String id -> text(kind) && literal(value);
        };
    }

    /// An account's id; some keys also take its ARN.
    private static boolean account(String value) {
        return literal(value) || arn(value);
    }

    /// With a wildcard, but within one account, or below one thing of a service whose names are unique in the world.
    private static boolean arn(String value) {
        var parts = value.split(":", 6);
        if (parts.length < 6 || value.contains(VARIABLE) || Wildcard.open(parts[2])) {
            return false;
        }
        var name = parts[5].split("/", 2)[0];
        return ACCOUNT.matcher(parts[4]).matches() || parts[4].isEmpty() && !name.isEmpty() && !Wildcard.open(name);
    }

    private static boolean literal(String value) {
        return !value.isEmpty() && !Wildcard.open(value) && !value.contains(VARIABLE);
    }

    private static boolean text(ConditionTest.Kind kind) {
        return kind == ConditionTest.Kind.EQUAL
                || kind == ConditionTest.Kind.EQUAL_IN_ANY_CASE
                || kind == ConditionTest.Kind.LIKE;
    }

    private static Reach left(Key key, List<String> values, String own) {
        boolean ours = !own.isEmpty()
                && values.stream().allMatch(v -> v.equals(own) || accountOf(v).equals(own));
        return key.left() == Reach.NAMED && ours ? Reach.OWN : key.left();
    }

    /// The account that an ARN names; empty if none.
    static String accountOf(String arn) {
        var parts = arn.split(":", 6);
        return parts.length == 6
                        && parts[0].equals("arn")
                        && ACCOUNT.matcher(parts[4]).matches()
                ? parts[4]
                : "";
    }
}
