package dev.phantom.eval;

import dev.phantom.value.Value;
import dev.phantom.value.Value.Scalar;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The values that a refactor may choose: one of these, or a number between two.
///
/// @param min null for no lower end
/// @param max null for no upper end
public record RefactorRange(
        List<Value> values,
        @Nullable BigDecimal min,
        @Nullable BigDecimal max) {

    public RefactorRange {
        values = List.copyOf(values);
    }

    boolean contains(Value value) {
        return values.stream().anyMatch(v -> same(v, value)) || between(value);
    }

    private boolean between(Value value) {
        if (min == null && max == null) {
            return false;
        }
        return number(value)
                .filter(n -> (min == null || n.compareTo(min) >= 0) && (max == null || n.compareTo(max) <= 0))
                .isPresent();
    }

    /// A template may quote a number, and write one in more than one way.
    private static boolean same(Value wanted, Value given) {
        if (wanted instanceof Scalar a && given instanceof Scalar b) {
            var left = number(a);
            var right = number(b);
            return a.text().equals(b.text())
                    || left.isPresent() && right.isPresent() && left.get().compareTo(right.get()) == 0;
        }
        return wanted.equals(given);
    }

    /// As a table has it.
    static String text(Value value) {
        return value instanceof Scalar s ? s.text() : value.toString();
    }

    private static Optional<BigDecimal> number(Value value) {
        try {
            return value instanceof Scalar s ? Optional.of(new BigDecimal(s.text())) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
