package dev.phantom.iac.cloudformation.evaluate;

import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.Reference;
import dev.phantom.value.Value.Scalar;
import dev.phantom.value.Value.Sensitive;
import dev.phantom.value.Value.Unknown;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Text made of values. A part that is unknown makes the whole unknown, a secret part makes it a secret.
final class TextValues {
    private static final Pattern DYNAMIC = Pattern.compile("\\{\\{resolve:(ssm|ssm-secure|secretsmanager):[^}]*}}");

    private TextValues() {}

    /// A literal; one that holds a dynamic reference is not known here, and is never looked up.
    static Value literal(Scalar scalar) {
        if (!scalar.text().contains("{{resolve:")) {
            return scalar;
        }
        var found = DYNAMIC.matcher(scalar.text());
        return found.find()
                ? new Unknown(
                        "dynamic reference " + found.group(), !found.group(1).equals("ssm"))
                : scalar;
    }

    /// Of what a join of them makes; of unknown ones nothing.
    static long length(List<Value> parts, String delimiter) {
        long length = (long) delimiter.length() * parts.size();
        for (Value part : parts) {
            length += switch (part.settled()) {
                case Scalar s -> s.text().length();
                case Sensitive s -> s.secret().length();
                case Unknown u -> 0;
                case ListValue l -> 0;
                case Value.MapValue m -> 0;
                case Value.Intrinsic f -> 0;
                case Reference r -> 0;
            };
        }
        return length;
    }

    /// How many parts a delimiter makes of a text.
    static int pieces(String text, String delimiter) {
        int pieces = 1;
        for (int at = text.indexOf(delimiter); at >= 0; at = text.indexOf(delimiter, at + delimiter.length())) {
            pieces++;
        }
        return pieces;
    }

    static Value join(List<Value> parts, String delimiter, String function) {
        if (parts.size() == 1 && !(parts.getFirst().settled() instanceof ListValue)) {
            return parts.getFirst() instanceof Scalar only ? literal(only) : parts.getFirst();
        }
        var text = new StringBuilder();
        boolean secret = false;
        for (int i = 0; i < parts.size(); i++) {
            text.append(i == 0 ? "" : delimiter);
            switch (parts.get(i).settled()) {
                case Scalar s -> text.append(s.text());
                case Sensitive s -> {
                    secret = true;
                    text.append(s.secret());
                }
                case Unknown u -> {
                    return u.partOf(function);
                }
                case ListValue l -> {
                    return new Unknown("a part of " + function + " is a list");
                }
                case Value.MapValue m -> {
                    return new Unknown("a part of " + function + " is a map");
                }
                case Value.Intrinsic f -> {
                    return new Unknown("a part of " + function + ": " + f.name());
                }
                case Reference r -> {
                    return r.known();
                }
            }
        }
        return secret ? new Sensitive(text.toString()) : literal(Value.string(text.toString()));
    }

    /// As `Fn::Equals` sees it: by text; a plain boolean in any of its spellings is `true` or `false`.
    static boolean equal(Value left, Value right) {
        return switch (left) {
            case Scalar l ->
                right instanceof Scalar r
                        ? same(l, r)
                        : right instanceof Sensitive s && s.secret().equals(l.text());
            case Sensitive l ->
                right instanceof Sensitive r
                        ? l.secret().equals(r.secret())
                        : right instanceof Scalar s && s.text().equals(l.secret());
            case ListValue l ->
                right instanceof ListValue r
                        && l.items().size() == r.items().size()
                        && java.util.stream.IntStream.range(0, l.items().size())
                                .allMatch(i -> equal(l.items().get(i), r.items().get(i)));
            case Value.MapValue l -> l.equals(right);
            case Value.Intrinsic l -> l.equals(right);
            case Unknown l -> false;
            case Reference l -> equal(l.known(), right.settled());
        };
    }

    private static boolean same(Scalar left, Scalar right) {
        return left.text().equals(right.text()) || canonical(left).equals(canonical(right));
    }

    private static String canonical(Scalar scalar) {
        return scalar.isPlain()
                ? switch (scalar.text().toLowerCase(Locale.ROOT)) {
                    case "true", "yes", "on" -> "true";
                    case "false", "no", "off" -> "false";
                    default -> scalar.text();
                }
                : scalar.text();
    }
}
