package dev.phantom.severity.policy;

import dev.phantom.severity.AddressRange;
import dev.phantom.value.BoundedNumber;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One key of a `Condition` block: a comparison of what a request carries with the policy's values, of which one must
/// match.
///
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
///
/// @param key      in lower case, as IAM compares them
/// @param positive whether the values are what is wanted, not what is excluded
/// @param absent   what it says of a request that does not carry the key
/// @param set      `ForAllValues:` or `ForAnyValue:`, in lower case; empty without
/// @param known    whether all values are
record ConditionTest(
        String key, Kind kind, boolean positive, boolean absent, String set, List<String> values, boolean known) {

    enum Kind {
        EQUAL,
        EQUAL_IN_ANY_CASE,
        LIKE,
        FLAG,
        ADDRESS,
        PRESENCE,
        AT_MOST,
        AT_LEAST,
        /// An operator that IAM does not have, or that says nothing of who asks.
        OTHER
    }

    ConditionTest {
        values = List.copyOf(values);
    }

    static ConditionTest of(String operator, String key, List<String> values, boolean known) {
        var word = Lower.of(operator);
        var set = word.startsWith("forallvalues:")
                ? "forallvalues:"
                : word.startsWith("foranyvalue:") ? "foranyvalue:" : "";
        word = word.substring(set.length());
        boolean ifExists = word.endsWith("ifexists");
        word = ifExists ? word.substring(0, word.length() - "ifexists".length()) : word;
        boolean positive = !word.contains("not");
        var kind = kind(word.replace("not", ""));
        return new ConditionTest(
                Lower.of(key),
                kind,
                kind == Kind.PRESENCE ? values.stream().noneMatch("true"::equalsIgnoreCase) : positive,
                absent(kind, set, ifExists, positive, values),
                set,
                values,
                known);
    }

    private static Kind kind(String word) {
        return switch (word) {
            case "stringequals", "binaryequals", "numericequals", "dateequals" -> Kind.EQUAL;
            case "stringequalsignorecase" -> Kind.EQUAL_IN_ANY_CASE;
            case "stringlike", "arnequals", "arnlike" -> Kind.LIKE;
            case "bool" -> Kind.FLAG;
            case "ipaddress" -> Kind.ADDRESS;
            case "null" -> Kind.PRESENCE;
            case "numericlessthan", "numericlessthanequals", "datelessthan", "datelessthanequals" -> Kind.AT_MOST;
            case "numericgreaterthan", "numericgreaterthanequals", "dategreaterthan", "dategreaterthanequals" ->
                Kind.AT_LEAST;
            case String other -> Kind.OTHER;
        };
    }

    /// A key that is not there matches nothing; so a test that excludes is true of it, and one that holds only if the
    /// key
    /// exists. `ForAllValues` is true of no value, `ForAnyValue` false, whatever follows.
    private static boolean absent(Kind kind, String set, boolean ifExists, boolean positive, List<String> values) {
        if (kind == Kind.PRESENCE) {
            return values.stream().anyMatch("true"::equalsIgnoreCase);
        }
        return switch (set) {
            case "forallvalues:" -> true;
            case "foranyvalue:" -> false;
            case String none -> ifExists || !positive;
        };
    }

    /// What is true of the requests of which this is not.
    ConditionTest negated() {
        if (kind == Kind.FLAG && set.isEmpty() && values.size() == 1) {
            var other = String.valueOf(!values.getFirst().equalsIgnoreCase("true"));
            return new ConditionTest(key, kind, positive, !absent, set, List.of(other), known);
        }
        var opposite = set.isEmpty() ? "" : set.equals("forallvalues:") ? "foranyvalue:" : "forallvalues:";
        return new ConditionTest(key, kind, !positive, !absent, opposite, values, known);
    }

    /// Whether every request that passes this one passes the other.
    boolean implies(ConditionTest other) {
        if (equals(other)) {
            return true;
        }
        if (!key.equals(other.key) || absent && !other.absent || !known || !other.known || !sameSet(other)) {
            return false;
        }
        if (other.kind == Kind.PRESENCE || kind == Kind.PRESENCE) {
            return other.kind == Kind.PRESENCE && other.positive && !absent;
        }
        if (kind == Kind.AT_MOST || kind == Kind.AT_LEAST) {
            return bounded(other);
        }
        return positive
                ? values.stream()
                        .allMatch(v -> other.positive == other.values.stream().anyMatch(o -> other.meets(v, o, this)))
                : !other.positive
                        && other.values.stream().allMatch(o -> values.stream().anyMatch(v -> covers(v, o)));
    }

    private boolean sameSet(ConditionTest other) {
        return set.equals(other.set) || set.isEmpty();
    }

    /// For a wanted value of the other that it covers mine; for an excluded one that the two have something in common.
    private boolean meets(String mine, String own, ConditionTest from) {
        if (positive) {
            return covers(own, mine) && (kind == Kind.LIKE || from.kind != Kind.LIKE || !Wildcard.open(mine));
        }
        return covers(own, mine) || from.covers(mine, own) || Wildcard.of(mine).meets(Wildcard.of(own));
    }

    private boolean covers(String pattern, String value) {
        return switch (kind) {
            case LIKE -> Wildcard.of(pattern).covers(Wildcard.of(value));
            case ADDRESS ->
                AddressRange.of(pattern)
                        .flatMap(p -> AddressRange.of(value).map(p::covers))
                        .orElse(pattern.equals(value));
            case EQUAL_IN_ANY_CASE, FLAG -> pattern.equalsIgnoreCase(value);
            case EQUAL, PRESENCE, AT_MOST, AT_LEAST, OTHER -> pattern.equals(value);
        };
    }

    private boolean bounded(ConditionTest other) {
        if (kind != other.kind || positive != other.positive) {
            return false;
        }
        var mine = bound(this);
        var theirs = bound(other);
        return mine.isPresent()
                        && theirs.isPresent()
                        && (kind == Kind.AT_MOST) == positive
                        && mine.get().compareTo(theirs.get()) <= 0
                || mine.isPresent()
                        && theirs.isPresent()
                        && (kind == Kind.AT_LEAST) == positive
                        && mine.get().compareTo(theirs.get()) >= 0;
    }

    private static Optional<BigDecimal> bound(ConditionTest test) {
        return test.values.size() == 1 ? BoundedNumber.of(test.values.getFirst()) : Optional.empty();
    }

    /// The same in one spelling: values in order, each once.
    ConditionTest settled() {
        var sorted = new ArrayList<>(values.stream().distinct().toList());
        sorted.sort(null);
        return new ConditionTest(key, kind, positive, absent, set, sorted, known);
    }
}
