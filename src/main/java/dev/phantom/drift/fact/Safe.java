package dev.phantom.drift.fact;

import dev.phantom.value.BoundedNumber;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The values of a protection that protect.
public sealed interface Safe {

    /// Anything but nothing: a value that is not empty.
    record Present() implements Safe {}

    /// A number of at least this: days of retention.
    record AtLeast(BigDecimal number) implements Safe {}

    /// One of these, without regard to case; `*` stands for any text in it, and the word `absent` for no value at all.
    record OneOf(List<String> values) implements Safe {
        public OneOf {
            values = List.copyOf(values);
        }
    }

    /// Whether a value protects; empty for none. Unknown, sensitive and unevaluated values are not told off: they
    /// count as safe only where presence is enough.
    default boolean holds(Optional<Value> value) {
        var there = value.map(Value::settled).filter(v -> !isEmpty(v));
        return switch (this) {
            case Present p -> there.isPresent();
            case AtLeast least ->
                there.flatMap(Safe::number)
                        .filter(n -> n.compareTo(least.number()) >= 0)
                        .isPresent();
            case OneOf one ->
                there.map(v -> v instanceof Scalar s && one.values().stream().anyMatch(text -> matches(text, s.text())))
                        .orElse(one.values().contains("absent"));
        };
    }

    /// `present`, `>= 7`, or `a or b`.
    default String words() {
        return switch (this) {
            case Present p -> "present";
            case AtLeast least -> ">= " + least.number();
            case OneOf one -> String.join(" or ", one.values());
        };
    }

    static Safe of(List<String> words) {
        var first = words.getFirst();
        if (first.equals("present")) {
            return new Present();
        }
        return first.startsWith(">=")
                ? new AtLeast(new BigDecimal(first.substring(2).strip()))
                : new OneOf(words);
    }

    private static boolean matches(String glob, String text) {
        return glob.indexOf('*') < 0
                ? glob.equalsIgnoreCase(text)
                : Glob.of(glob).matcher(text).matches();
    }

    private static Optional<BigDecimal> number(Value value) {
        return value instanceof Scalar s ? BoundedNumber.of(s.text()) : Optional.empty();
    }

    private static boolean isEmpty(Value value) {
        return switch (value) {
            case Scalar s -> s.text().isEmpty();
            case ListValue list -> list.items().isEmpty();
            case MapValue map -> map.entries().isEmpty();
            case Value.Reference r -> false;
            case Value.Intrinsic i -> false;
            case Value.Unknown u -> false;
            case Value.Sensitive s -> false;
        };
    }

    /// A text with `*` for any run of characters, without regard to case.
    final class Glob {
        private Glob() {}

        /// What stands between two stars is sought once and kept, so that no pattern takes longer than its text.
        public static Pattern of(String glob) {
            var parts = glob.split("\\*", -1);
            var regex = new StringBuilder(Pattern.quote(parts[0]));
            for (int i = 1; i < parts.length; i++) {
                var last = i == parts.length - 1;
                regex.append(last ? ".*" : "(?>.*?")
                        .append(Pattern.quote(parts[i]))
                        .append(last ? "" : ")");
            }
            return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
        }
    }
}
