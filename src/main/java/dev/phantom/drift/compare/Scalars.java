package dev.phantom.drift.compare;

import dev.phantom.drift.TypeNode;
import dev.phantom.drift.TypeNode.Kind;
import dev.phantom.template.Value.Scalar;
import java.math.BigDecimal;
import java.util.Optional;

/// Whether two scalars are the same value to CloudFormation. A plain one may be read as YAML 1.1 or 1.2 does.
final class Scalars {

    private static final int LONGEST_NUMBER = 40;

    private Scalars() {}

    static boolean equal(Scalar expected, Scalar actual, TypeNode node) {
        var e = expected.text();
        var a = actual.text();
        return e.equals(a)
                || truth(expected, node)
                        .flatMap(x -> truth(actual, node).map(x::equals))
                        .orElse(false)
                || mayBeNumbers(expected, actual, node) && sameNumber(expected, actual)
                || sameChoice(e, a, node)
                || Forms.equal(e, a);
    }

    /// `true`, `"true"`; a plain `Yes` too (YAML 1.1).
    private static Optional<Boolean> truth(Scalar scalar, TypeNode node) {
        return switch (scalar.text()) {
            case "true", "True", "TRUE" -> Optional.of(true);
            case "false", "False", "FALSE" -> Optional.of(false);
            case "yes", "Yes", "YES", "on", "On", "ON" -> scalar.isPlain() ? Optional.of(true) : Optional.empty();
            case "no", "No", "NO", "off", "Off", "OFF" -> scalar.isPlain() ? Optional.of(false) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /// Two quoted texts are numbers only where the schema says so: version `1.10` is not `1.1`.
    private static boolean mayBeNumbers(Scalar expected, Scalar actual, TypeNode node) {
        return expected.isPlain() || actual.isPlain() || node.is(Kind.INTEGER) || node.is(Kind.NUMBER);
    }

    private static boolean sameNumber(Scalar expected, Scalar actual) {
        var e = number(expected.text());
        var a = number(actual.text());
        return e.isPresent() && a.isPresent() && e.get().compareTo(a.get()) == 0
                || isOctalOf(expected, a)
                || isOctalOf(actual, e);
    }

    private static Optional<BigDecimal> number(String text) {
        if (text.isEmpty() || text.length() > LONGEST_NUMBER || "+-.0123456789".indexOf(text.charAt(0)) < 0) {
            return Optional.empty();
        }
        try {
            var digits = text.indexOf('_') > 0 ? text.replace("_", "") : text;
            if (digits.startsWith("0x")) {
                return Optional.of(new BigDecimal(Long.parseLong(digits.substring(2), 16)));
            }
            if (digits.startsWith("0o")) {
                return Optional.of(new BigDecimal(Long.parseLong(digits.substring(2), 8)));
            }
            var number = new BigDecimal(digits);
            return Math.abs((long) number.scale()) > 1000 ? Optional.empty() : Optional.of(number);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /// YAML 1.1 reads a plain `0644` as 420.
    private static boolean isOctalOf(Scalar scalar, Optional<BigDecimal> other) {
        var text = scalar.text();
        if (!scalar.isPlain()
                || other.isEmpty()
                || text.length() < 2
                || text.length() > 20
                || text.charAt(0) != '0'
                || !text.chars().allMatch(c -> c >= '0' && c <= '7')) {
            return false;
        }
        return new BigDecimal(Long.parseLong(text, 8)).compareTo(other.get()) == 0;
    }

    /// The schema ignores case, or has only one such word: `enabled` and `Enabled` cannot both be values.
    private static boolean sameChoice(String e, String a, TypeNode node) {
        if (!e.equalsIgnoreCase(a)) {
            return false;
        }
        return node.ignoresCase()
                || !node.choices().isEmpty()
                        && node.choices().stream().filter(e::equalsIgnoreCase).count() == 1;
    }
}
