package dev.phantom.severity.control;

import dev.phantom.drift.fact.Safe;
import dev.phantom.severity.Anywhere;
import dev.phantom.value.PropertyView;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.Scalar;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a control demands of the value at its path. The set is closed: what needs more logic is a rule in Java.
public sealed interface Must {

    /// What the fact of the type calls safe there (`protection`): it is said once, beside the type.
    record Protect() implements Must {}

    record On() implements Must {}

    record Off() implements Must {}

    record Present() implements Must {}

    record Absent() implements Must {}

    record AtLeast(BigDecimal number) implements Must {}

    record AtMost(BigDecimal number) implements Must {}

    /// One of these, without regard to case; `*` stands for any text in it.
    record OneOf(List<Pattern> texts) implements Must {
        public OneOf {
            texts = List.copyOf(texts);
        }
    }

    record NoneOf(List<Pattern> texts) implements Must {
        public NoneOf {
            texts = List.copyOf(texts);
        }
    }

    /// A text that has so many characters.
    record Longer(int length) implements Must {}

    /// No address range that is everybody's, as [Anywhere] has it.
    record NotEverybody() implements Must {}

    /// A number is no smaller than in the safe state.
    record NotLowered() implements Must {}

    /// A secret is no literal: it is a reference to where it is kept.
    record NoLiteral() implements Must {}

    /// What the safe state names is a resource of this stack; the live one names one as well.
    record Ours() implements Must {}

    /// Whether a value that is there and known meets it. What the fact, the safe state or the siblings decide is not
    /// told here and counts as met.
    default boolean holds(Value value) {
        return switch (this) {
            case Present p -> true;
            case Absent a -> false;
            case On on -> flag(value, "1").orElse(true);
            case Off off -> !flag(value, "1").orElse(false);
            case AtLeast least ->
                number(value).map(n -> n.compareTo(least.number()) >= 0).orElse(true);
            case AtMost most ->
                number(value).map(n -> n.compareTo(most.number()) <= 0).orElse(true);
            case OneOf one -> texts(value).allMatch(text -> matches(one.texts(), text));
            case NoneOf none -> texts(value).noneMatch(text -> matches(none.texts(), text));
            case Longer l -> texts(value).allMatch(text -> refers(text) || text.length() >= l.length());
            case NotEverybody n -> texts(value).noneMatch(Anywhere::is);
            case NoLiteral n -> texts(value).allMatch(Must::refers);
            case Protect p -> true;
            case NotLowered n -> true;
            case Ours o -> true;
        };
    }

    /// A glob as a pattern; a star alone is itself: what AWS calls `*`.
    static Pattern glob(String text) {
        return text.equals("*") ? Pattern.compile("\\*") : Safe.Glob.of(text);
    }

    static Optional<BigDecimal> number(Value value) {
        return new PropertyView(value).number();
    }

    private static Optional<Boolean> flag(Value value, String one) {
        return texts(value)
                .findFirst()
                .flatMap(text -> text.equals(one) ? Optional.of(true) : PropertyView.flagOf(text))
                .or(() -> texts(value).findFirst().filter("0"::equals).map(zero -> false));
    }

    private static boolean matches(List<Pattern> globs, String text) {
        return globs.stream().anyMatch(glob -> glob.matcher(text).matches());
    }

    private static boolean refers(String text) {
        return text.isEmpty() || text.toLowerCase(Locale.ROOT).startsWith("{{resolve:");
    }

    /// The known texts of a value: its own, or those of its elements.
    private static Stream<String> texts(Value value) {
        return switch (value.settled()) {
            case Scalar s -> Stream.of(s.text());
            case ListValue list -> list.items().stream().flatMap(Must::texts);
            case Value.MapValue map -> Stream.empty();
            case Value.Reference r -> Stream.empty();
            case Value.Intrinsic i -> Stream.empty();
            case Value.Unknown u -> Stream.empty();
            case Value.Sensitive s -> Stream.empty();
        };
    }
}
