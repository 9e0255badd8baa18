package dev.phantom.drift.compare;

import dev.phantom.drift.TypeNode;
import dev.phantom.drift.TypeNode.Kind;
import dev.phantom.value.Value.Scalar;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/// Booleans, numbers and words of a schema. A plain scalar may be read as YAML 1.1 or 1.2 does.
final class Scalars {

    private static final int LONGEST_NUMBER = 40;
    private static final Pattern NUMBER = Pattern.compile("[+-]?(?:\\d++(?:\\.\\d*+)?|\\.\\d++)(?:[eE][+-]?\\d++)?");

    private Scalars() {}

    static boolean sameTruth(Scalar expected, Scalar actual, TypeNode node) {
        return (expected.isPlain() || actual.isPlain() || node.is(Kind.BOOLEAN))
                && truth(expected).flatMap(e -> truth(actual).map(e::equals)).orElse(false);
    }

    /// `true`, `"true"`; a plain `Yes` too (YAML 1.1).
    private static Optional<Boolean> truth(Scalar scalar) {
        return switch (scalar.text()) {
            case "true", "True", "TRUE" -> Optional.of(true);
            case "false", "False", "FALSE" -> Optional.of(false);
            case "yes", "Yes", "YES", "on", "On", "ON" -> scalar.isPlain() ? Optional.of(true) : Optional.empty();
            case "no", "No", "NO", "off", "Off", "OFF" -> scalar.isPlain() ? Optional.of(false) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /// Where the schema says number, and for two plain ones, what counts is the number. Else it may be a text that
    /// looks like one: then the quoted side must be what a YAML reader makes of the plain one. Version `1.10` is not
    /// `1.1`, postal code `'05'` is not 5.
    static boolean sameNumber(Scalar expected, Scalar actual, TypeNode node) {
        var e = number(expected.text());
        var a = number(actual.text());
        if (expected.isPlain() && actual.isPlain() || node.is(Kind.INTEGER) || node.is(Kind.NUMBER)) {
            return e.isPresent() && a.isPresent() && e.get().compareTo(a.get()) == 0
                    || isOctalOf(expected, a)
                    || isOctalOf(actual, e);
        }
        return expected.isPlain() && (e.isPresent() && prints(e.get(), actual.text()) || isOctalOf(expected, a))
                || actual.isPlain() && (a.isPresent() && prints(a.get(), expected.text()) || isOctalOf(actual, e));
    }

    private static boolean prints(BigDecimal number, String text) {
        var plain = number.stripTrailingZeros().toPlainString();
        return text.equals(plain)
                || text.equals(plain + ".0") && plain.indexOf('.') < 0
                || text.equals(Double.toString(number.doubleValue()));
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
            if (!NUMBER.matcher(digits).matches()) {
                return Optional.empty();
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
    static boolean sameChoice(Scalar expected, Scalar actual, TypeNode node) {
        var e = expected.text();
        var a = actual.text();
        if (!e.equalsIgnoreCase(a)) {
            return false;
        }
        return node.ignoresCase()
                || !node.choices().isEmpty()
                        && node.choices().stream().filter(e::equalsIgnoreCase).count() == 1;
    }
}
