package dev.phantom.cost;

import dev.phantom.value.BoundedNumber;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A word of a billed part: `$Property` (must be known), `#List` (its length), `%Number` (one more than it is), each
/// with
/// a default behind a bar, or a literal.
///
/// @param kind     `$`, `#`, `%`, or a space for a literal
/// @param names    of the property; for a literal the text itself
/// @param fallback null where there is none
record Operand(char kind, List<String> names, @Nullable String fallback) {

    static Operand of(String word) {
        var kind = word.isEmpty() ? ' ' : word.charAt(0);
        if (kind != '$' && kind != '#' && kind != '%') {
            return literal(word);
        }
        var bar = word.indexOf('|');
        var path = bar < 0 ? word.substring(1) : word.substring(1, bar);
        return new Operand(kind, List.of(path.split("/")), bar < 0 ? null : word.substring(bar + 1));
    }

    static Operand literal(String text) {
        return new Operand(' ', List.of(text), null);
    }

    boolean reads() {
        return kind != ' ';
    }

    /// `BrokerNodeGroupInfo/InstanceType`
    String path() {
        return String.join("/", names);
    }

    Optional<String> value(Settings settings) {
        return switch (kind) {
            case '$' -> settings.text(keys()).or(this::otherwise);
            case '%' ->
                settings.text(keys())
                        .or(this::otherwise)
                        .map(number -> decimal(number).add(BigDecimal.ONE).toPlainString());
            case '#' -> {
                var size = settings.items(keys()).size();
                yield Optional.of(size == 0 ? otherwise().orElse("0") : Integer.toString(size));
            }
            default -> Optional.of(names.getFirst());
        };
    }

    String needed(Settings settings) {
        return value(settings).orElseGet(() -> settings.needed(keys()));
    }

    /// @throws Settings.NotKnown where it is no number
    BigDecimal number(Settings settings) {
        return decimal(needed(settings));
    }

    private BigDecimal decimal(String text) {
        return BoundedNumber.of(text).orElseThrow(() -> new Settings.NotKnown(path()));
    }

    private Optional<String> otherwise() {
        return Optional.ofNullable(fallback);
    }

    private String[] keys() {
        return names.toArray(String[]::new);
    }
}
