package dev.phantom.value;

import dev.phantom.value.Value.Scalar;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// How YAML reads plain scalars. Readers follow version 1.1 or 1.2 of the language; text is only surely text where
/// both agree.
public final class YamlReading {
    private static final Set<String> WORDS = Set.of(
            "", "~", "null", "y", "n", "yes", "no", "true", "false", "on", "off", "=", "<<", ".nan", ".inf", "-.inf",
            "+.inf");
    private static final Pattern NUMBER = Pattern.compile("[-+]?(0b[01_]+|0o[0-7_]+|0x[0-9a-fA-F_]+|[0-9][0-9_]*"
            + "|[0-9][0-9_]*(:[0-5]?[0-9])+(\\.[0-9_]*)?|(\\.[0-9_]+|[0-9][0-9_]*(\\.[0-9_]*)?)([eE][-+]?[0-9]+)?)");
    private static final Pattern TIME = Pattern.compile("[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt \\t].*)?");

    private YamlReading() {}

    /// Whether a scalar is text for everybody, as opposed to a number, boolean, date or null.
    public static boolean isText(Scalar scalar) {
        return !scalar.isPlain() || isPlainText(scalar.text());
    }

    /// Whether this text, written plain, is still text.
    public static boolean isPlainText(String text) {
        return !WORDS.contains(text.toLowerCase(java.util.Locale.ROOT))
                && !NUMBER.matcher(text).matches()
                && !TIME.matcher(text).matches();
    }

    /// Whether two values are written the same but for quotes and block style: the same text, of the same kind.
    public static boolean same(Value left, Value right) {
        return switch (left) {
            case Scalar l -> right instanceof Scalar r && l.text().equals(r.text()) && isText(l) == isText(r);
            case Value.ListValue l -> right instanceof Value.ListValue r && sameItems(l, r);
            case Value.MapValue l -> right instanceof Value.MapValue r && sameEntries(l, r);
            case Value.Intrinsic l ->
                right instanceof Value.Intrinsic r
                        && l.name().equals(r.name())
                        && (same(l.argument(), r.argument()) || isSameAttribute(l, r));
            case Value.Unknown l -> l.equals(right);
            case Value.Sensitive l -> l.equals(right);
            case Value.Reference l ->
                right instanceof Value.Reference r
                        && l.logicalId().equals(r.logicalId())
                        && l.attribute().equals(r.attribute());
        };
    }

    /// `!GetAtt A.B` and `Fn::GetAtt: [A, B]`.
    private static boolean isSameAttribute(Value.Intrinsic left, Value.Intrinsic right) {
        return left.name().equals("Fn::GetAtt")
                && dotted(left).isPresent()
                && dotted(left).equals(dotted(right));
    }

    private static Optional<String> dotted(Value.Intrinsic call) {
        if (call.argument() instanceof Value.ListValue l && l.items().stream().allMatch(Scalar.class::isInstance)) {
            return Optional.of(l.items().stream().map(v -> ((Scalar) v).text()).collect(Collectors.joining(".")));
        }
        return call.argument() instanceof Scalar s ? Optional.of(s.text()) : Optional.empty();
    }

    private static boolean sameItems(Value.ListValue left, Value.ListValue right) {
        boolean same = left.items().size() == right.items().size();
        for (int i = 0; same && i < left.items().size(); i++) {
            same = same(left.items().get(i), right.items().get(i));
        }
        return same;
    }

    private static boolean sameEntries(Value.MapValue left, Value.MapValue right) {
        return left.entries().keySet().equals(right.entries().keySet())
                && left.entries().entrySet().stream()
                        .allMatch(e -> right.get(e.getKey()) instanceof Value other && same(e.getValue(), other));
    }
}
