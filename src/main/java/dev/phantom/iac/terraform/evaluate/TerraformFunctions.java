package dev.phantom.iac.terraform.evaluate;

import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Terraform's functions, as far as they are worked out here: those without a file, a clock or a random number in
/// them that configurations use most.
final class TerraformFunctions {

    private static final int MOST_CHARACTERS = 1 << 22;

    private TerraformFunctions() {}

    /// @return empty for a function that is not worked out, or for arguments that are not known
    static Optional<Value> call(String name, List<Value> given) {
        List<Value> args = given.stream().map(Values::settled).toList();
        return switch (name) {
            case "try" -> args.stream().findFirst().filter(Values::isKnown);
            case "tolist", "toset", "tomap", "sensitive", "nonsensitive" ->
                args.size() == 1 ? converted(name, args) : Optional.empty();
            case "merge" -> merge(args);
            case "concat" -> concat(args);
            case "coalesce" -> coalesce(args);
            case String other -> args.stream().allMatch(Values::isKnown) ? known(name, args) : Optional.empty();
        };
    }

    private static Optional<Value> converted(String name, List<Value> args) {
        return args.getFirst() instanceof ListValue list && name.equals("toset") && Values.isKnown(list)
                ? Optional.of(set(list.items()))
                : Optional.of(args.getFirst()).filter(v -> !(v instanceof Value.Unknown));
    }

    /// Without repetitions; texts in order, as Terraform goes through them.
    private static ListValue set(List<Value> items) {
        List<Value> unique = new ArrayList<>(new LinkedHashSet<>(items));
        if (unique.stream().allMatch(Scalar.class::isInstance)) {
            unique.sort(Comparator.comparing(v -> ((Scalar) v).text()));
        }
        return new ListValue(unique);
    }

    private static Optional<Value> merge(List<Value> args) {
        Map<String, Value> all = new LinkedHashMap<>();
        for (Value arg : args) {
            if (arg instanceof MapValue map) {
                all.putAll(map.entries());
            } else if (!Values.isNull(arg)) {
                return Optional.empty();
            }
        }
        return Optional.of(new MapValue(all));
    }

    private static Optional<Value> concat(List<Value> args) {
        List<Value> all = new ArrayList<>();
        for (Value arg : args) {
            if (!(arg instanceof ListValue list)) {
                return Optional.empty();
            }
            all.addAll(list.items());
        }
        return Optional.of(new ListValue(all));
    }

    private static Optional<Value> coalesce(List<Value> args) {
        for (Value arg : args) {
            if (!Values.isKnown(arg)) {
                return Optional.empty();
            }
            if (!Values.isNull(arg) && !(arg instanceof Scalar s && s.text().isEmpty())) {
                return Optional.of(arg);
            }
        }
        return Optional.empty();
    }

    private static Optional<Value> known(String name, List<Value> args) {
        Value first = args.isEmpty() ? Values.NULL : args.getFirst();
        return switch (first) {
            case ListValue list -> ofList(name, list.items(), args);
            case MapValue map -> ofMap(name, map, args);
            case Value other -> ofScalar(name, args);
        };
    }

    private static Optional<Value> ofList(String name, List<Value> items, List<Value> args) {
        Value second = args.size() > 1 ? args.get(1) : Values.NULL;
        return switch (name) {
            case "length" -> number(items.size());
            case "jsonencode" -> Optional.of(Value.string(JsonEncoding.of(args.getFirst())));
            case "contains" -> Optional.of(Values.truth(items.stream().anyMatch(i -> Values.same(i, second))));
            case "distinct" -> Optional.of(new ListValue(List.copyOf(new LinkedHashSet<>(items))));
            case "compact" ->
                Optional.of(new ListValue(items.stream()
                        .filter(i -> Values.text(i).filter(t -> !t.isEmpty()).isPresent())
                        .toList()));
            case "flatten" -> Optional.of(new ListValue(flat(items)));
            case "sort" ->
                Optional.of(new ListValue(items.stream()
                        .sorted(Comparator.comparing(i -> Values.text(i).orElse("")))
                        .toList()));
            case "reverse" -> Optional.of(new ListValue(items.reversed()));
            case "element" ->
                items.isEmpty()
                        ? Optional.empty()
                        : Values.number(second).map(n -> items.get(Math.floorMod(n.intValue(), items.size())));
            case "one" ->
                items.size() > 1 ? Optional.empty() : Optional.of(items.isEmpty() ? Values.NULL : items.getFirst());
            case "zipmap" -> second instanceof ListValue values ? zip(items, values.items()) : Optional.empty();
            case "formatlist" -> Optional.empty();
            case String other -> Optional.empty();
        };
    }

    private static Optional<Value> zip(List<Value> keys, List<Value> values) {
        Map<String, Value> all = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(keys.size(), values.size()); i++) {
            all.put(Values.text(keys.get(i)).orElse(""), values.get(i));
        }
        return Optional.of(new MapValue(all));
    }

    private static List<Value> flat(List<Value> items) {
        List<Value> all = new ArrayList<>();
        items.forEach(i -> all.addAll(i instanceof ListValue inner ? flat(inner.items()) : List.of(i)));
        return all;
    }

    private static Optional<Value> ofMap(String name, MapValue map, List<Value> args) {
        var sorted = new TreeMap<>(map.entries());
        return switch (name) {
            case "length" -> number(sorted.size());
            case "jsonencode" -> Optional.of(Value.string(JsonEncoding.of(map)));
            case "keys" ->
                Optional.of(new ListValue(sorted.keySet().stream()
                        .map(k -> (Value) Value.string(k))
                        .toList()));
            case "values" -> Optional.of(new ListValue(List.copyOf(sorted.values())));
            case "lookup" ->
                Optional.ofNullable(map.get(Values.text(args.get(1)).orElse("")))
                        .or(() -> args.size() > 2 ? Optional.of(args.get(2)) : Optional.empty());
            case String other -> Optional.empty();
        };
    }

    private static Optional<Value> ofScalar(String name, List<Value> args) {
        if (name.equals("max") || name.equals("min")) {
            var numbers = args.stream().flatMap(a -> Values.number(a).stream()).toList();
            Comparator<BigDecimal> order = Comparator.naturalOrder();
            return (name.equals("max")
                            ? numbers.stream().max(order)
                            : numbers.stream().min(order))
                    .map(Values::number);
        }
        String text = args.isEmpty() ? "" : Values.text(args.getFirst()).orElse("");
        return switch (args.size()) {
            case 1 -> ofOne(name, text, args.getFirst());
            case 2 -> ofTwo(name, text, args.get(1));
            case 3 -> ofThree(name, text, args);
            default -> name.equals("format") ? format(text, args.subList(1, args.size())) : Optional.empty();
        };
    }

    private static Optional<Value> ofOne(String name, String text, Value value) {
        return switch (name) {
            case "tostring" -> Optional.of(Values.isNull(value) ? value : Value.string(text));
            case "tonumber" -> Values.number(value).map(Values::number);
            case "tobool" -> Values.truth(value).map(Values::truth);
            case "lower" -> Optional.of(Value.string(text.toLowerCase(Locale.ROOT)));
            case "upper" -> Optional.of(Value.string(text.toUpperCase(Locale.ROOT)));
            case "trimspace" -> Optional.of(Value.string(text.strip()));
            case "chomp" -> Optional.of(Value.string(text.replaceFirst("(\r?\n)+\\z", "")));
            case "length" -> number(text.codePointCount(0, text.length()));
            case "jsonencode" -> Optional.of(Value.string(JsonEncoding.of(value)));
            case "format" ->
                Optional.of(Value.string(text))
                        .filter(v -> text.indexOf('%') < 0)
                        .map(v -> v);
            case String other -> Optional.empty();
        };
    }

    private static Optional<Value> ofTwo(String name, String text, Value second) {
        String other = Values.text(second).orElse("");
        return switch (name) {
            case "split" ->
                Optional.of(new ListValue(
                        text.isEmpty()
                                ? List.of()
                                : Arrays.stream(other.split(java.util.regex.Pattern.quote(text), -1))
                                        .map(s -> (Value) Value.string(s))
                                        .toList()));
            case "join" ->
                second instanceof ListValue(List<Value> items) && fits(text, items.size())
                        ? Optional.of(Value.string(items.stream()
                                .map(i -> Values.text(i).orElse(""))
                                .collect(Collectors.joining(text))))
                        : Optional.empty();
            case "trimprefix" ->
                Optional.of(Value.string(text.startsWith(other) ? text.substring(other.length()) : text));
            case "trimsuffix" ->
                Optional.of(
                        Value.string(text.endsWith(other) ? text.substring(0, text.length() - other.length()) : text));
            case "startswith" -> Optional.of(Values.truth(text.startsWith(other)));
            case "endswith" -> Optional.of(Values.truth(text.endsWith(other)));
            case "strcontains" -> Optional.of(Values.truth(text.contains(other)));
            case "format" -> format(text, List.of(second));
            case String none -> Optional.empty();
        };
    }

    private static Optional<Value> ofThree(String name, String text, List<Value> args) {
        String second = Values.text(args.get(1)).orElse("");
        String third = Values.text(args.get(2)).orElse("");
        boolean pattern = second.length() > 1 && second.startsWith("/") && second.endsWith("/");
        return switch (name) {
            case "replace" -> pattern || !fits(third, text.length() / Math.max(second.length(), 1) + 1)
                        ? Optional.empty()
                        : Optional.of(Value.string(text.replace(second, third)));
            case "format" -> format(text, args.subList(1, 3));
            case String other -> Optional.empty();
        };
    }

    /// Whether a text may stand so often in another one.
    private static boolean fits(String text, int times) {
        return (long) text.length() * times <= MOST_CHARACTERS;
    }

    /// Only `%s`, `%d`, `%v` and `%%`.
    private static Optional<Value> format(String text, List<Value> args) {
        var made = new StringBuilder();
        int next = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '%') {
                made.append(c);
                continue;
            }
            char verb = ++i < text.length() ? text.charAt(i) : ' ';
            if (verb == '%') {
                made.append('%');
            } else if ("sdv".indexOf(verb) >= 0
                    && next < args.size()
                    && Values.text(args.get(next)).isPresent()) {
                made.append(Values.text(args.get(next++)).orElse(""));
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(Value.string(made.toString()));
    }

    private static Optional<Value> number(int number) {
        return Optional.of(Value.plain(Integer.toString(number)));
    }
}
