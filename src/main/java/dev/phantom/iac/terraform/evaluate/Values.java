package dev.phantom.iac.terraform.evaluate;

import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import dev.phantom.value.Value.Unknown;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// What Terraform's language makes of single values: numbers, truth, texts, equality.
final class Values {

    static final Value NULL = Value.plain("null");

    private Values() {}

    static boolean isNull(Value value) {
        return value instanceof Scalar s && s.isPlain() && s.text().equals("null");
    }

    static Value truth(boolean value) {
        return Value.plain(Boolean.toString(value));
    }

    static Optional<Boolean> truth(Value value) {
        return value.settled() instanceof Scalar s
                        && (s.text().equals("true") || s.text().equals("false"))
                ? Optional.of(s.text().equals("true"))
                : Optional.empty();
    }

    static Optional<BigDecimal> number(Value value) {
        if (!(value.settled() instanceof Scalar s)
                || s.text().isEmpty()
                || s.text().length() > 500) {
            return Optional.empty();
        }
        try {
            var number = new BigDecimal(s.text());
            return Math.abs(number.scale()) > 1000 ? Optional.empty() : Optional.of(number);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    static Value number(BigDecimal number) {
        return Value.plain(
                number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString());
    }

    /// As Terraform shows a number in a text: `1.0` is `1`.
    static Optional<String> text(Value value) {
        if (!(value.settled() instanceof Scalar s) || isNull(s)) {
            return Optional.empty();
        }
        return Optional.of(
                s.isPlain() ? number(s).map(n -> ((Scalar) number(n)).text()).orElse(s.text()) : s.text());
    }

    /// Whether the value and all its parts are known.
    static boolean isKnown(Value value) {
        return switch (value) {
            case Scalar s -> true;
            case ListValue l -> l.items().stream().allMatch(Values::isKnown);
            case MapValue m -> m.entries().values().stream().allMatch(Values::isKnown);
            case Value.Reference r -> isKnown(r.known());
            case Value.Intrinsic i -> false;
            case Unknown u -> false;
            case Value.Sensitive s -> false;
        };
    }

    /// What stands behind references, all the way down.
    static Value settled(Value value) {
        return switch (value) {
            case ListValue l ->
                new ListValue(l.items().stream().map(Values::settled).toList());
            case Value other -> other.settled();
        };
    }

    static boolean same(Value a, Value b) {
        if (a instanceof Scalar l && b instanceof Scalar r) {
            return l.isPlain()
                            && r.isPlain()
                            && number(l).isPresent()
                            && number(r).isPresent()
                    ? number(l).get().compareTo(number(r).get()) == 0
                    : l.text().equals(r.text()) && l.isPlain() == r.isPlain();
        }
        if (a instanceof ListValue(List<Value> l) && b instanceof ListValue(List<Value> r) && l.size() == r.size()) {
            for (int i = 0; i < l.size(); i++) {
                if (!same(l.get(i), r.get(i))) {
                    return false;
                }
            }
            return true;
        }
        return a.equals(b);
    }

    static Optional<Value> arithmetic(String operator, BigDecimal left, BigDecimal right) {
        if (right.signum() == 0 && (operator.equals("/") || operator.equals("%"))) {
            return Optional.empty();
        }
        return switch (operator) {
            case "+" -> Optional.of(number(left.add(right)));
            case "-" -> Optional.of(number(left.subtract(right)));
            case "*" -> Optional.of(number(left.multiply(right, MathContext.DECIMAL128)));
            case "/" -> Optional.of(number(left.divide(right, MathContext.DECIMAL128)));
            case "%" -> Optional.of(number(left.remainder(right)));
            case "<" -> Optional.of(truth(left.compareTo(right) < 0));
            case ">" -> Optional.of(truth(left.compareTo(right) > 0));
            case "<=" -> Optional.of(truth(left.compareTo(right) <= 0));
            case ">=" -> Optional.of(truth(left.compareTo(right) >= 0));
            case String other -> Optional.empty();
        };
    }

    /// What is not worked out. Two of the same expression are told apart by what they were made of.
    ///
    /// @param what the expression
    /// @param of   the values in it
    static Unknown opaque(String what, Collection<Value> of) {
        String line = what.strip().replaceAll("\\s+", " ");
        String shown = line.length() > 80 ? line.substring(0, 79) + "…" : line;
        return new Unknown("Terraform works out " + shown + " (" + Integer.toHexString(of.hashCode()) + ")");
    }

    /// As a literal of a configuration says it.
    static Value literal(String text) {
        return text.matches("true|false|null")
                ? Value.plain(text)
                : number(Value.plain(text)).map(Values::number).orElse(Value.plain(text));
    }

    static Value joined(Value a, Value b) {
        List<Value> all = new ArrayList<>(((Value.ListValue) a).items());
        all.addAll(((Value.ListValue) b).items());
        return new Value.ListValue(all);
    }
}
