package dev.phantom.severity.control;

import dev.phantom.value.PropertyPath;
import dev.phantom.value.PropertyView;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One place of a model that a control's path means: `*` for every element of a list or entry of a map,
/// `[Key=name]` for the element whose property says so, `[name]` for the element that is this text.
///
/// @param key   the same on both sides: elements by their names, else without their index
/// @param found null where nothing stands; a reference is not followed
/// @param empty whether an object without members stands there: a choice that is made by naming it
record PropertyPlace(
        PropertyPath path, String key, @Nullable Value found, boolean empty) {

    private static final List<String> NAMES = List.of(
            "Name", "Key", "Id", "DeviceName", "ParameterName", "OptionName", "PathPattern", "PolicyName", "Type");

    Optional<Value> value() {
        return Optional.ofNullable(found);
    }

    static List<PropertyPlace> of(List<String> pattern, MapValue model) {
        return below(model, pattern, PropertyPath.ROOT, "").toList();
    }

    private static Stream<PropertyPlace> below(Value here, List<String> pattern, PropertyPath path, String key) {
        if (pattern.isEmpty()) {
            return Stream.of(new PropertyPlace(
                    path,
                    key,
                    isEmpty(here) ? null : here,
                    here instanceof MapValue map && map.entries().isEmpty()));
        }
        var step = pattern.getFirst();
        var rest = pattern.subList(1, pattern.size());
        var known = here.settled();
        if (step.equals("*")) {
            return each(known, rest, path, key);
        }
        if (step.startsWith("[")) {
            return chosen(known, pattern, path, key);
        }
        if (!(known instanceof MapValue map)) {
            return new PropertyView(known)
                    .raw(step).stream().flatMap(v -> below(v, rest, path.child(step), key + "/" + step));
        }
        var next = map.get(step);
        return next == null ? nothing(pattern, path, key) : below(next, rest, path.child(step), key + "/" + step);
    }

    private static Stream<PropertyPlace> each(Value known, List<String> rest, PropertyPath path, String key) {
        return switch (known) {
            case ListValue list ->
                IntStream.range(0, list.items().size())
                        .boxed()
                        .flatMap(i -> below(
                                list.items().get(i),
                                rest,
                                path.child(i),
                                key + "/" + name(list.items().get(i))));
            case MapValue map ->
                map.entries().entrySet().stream()
                        .flatMap(e -> below(e.getValue(), rest, path.child(e.getKey()), key + "/" + e.getKey()));
            case Value.Scalar s -> Stream.empty();
            case Value.Reference r -> Stream.empty();
            case Value.Intrinsic i -> Stream.empty();
            case Value.Unknown u -> Stream.empty();
            case Value.Sensitive s -> Stream.empty();
        };
    }

    private static Stream<PropertyPlace> chosen(Value known, List<String> pattern, PropertyPath path, String key) {
        if (!(known instanceof ListValue list)) {
            return Stream.empty();
        }
        var says = pattern.getFirst().substring(1, pattern.getFirst().length() - 1);
        for (int i = 0; i < list.items().size(); i++) {
            if (is(list.items().get(i), says)) {
                var rest = pattern.subList(1, pattern.size());
                return below(list.items().get(i), rest, path.child(i), key + "/" + says);
            }
        }
        return Stream.of(new PropertyPlace(path, key + "/" + says + tail(pattern), null, false));
    }

    private static boolean is(Value element, String says) {
        int equals = says.indexOf('=');
        var view = new PropertyView(element.settled());
        return equals < 0
                ? view.text().filter(says::equalsIgnoreCase).isPresent()
                : view.text(says.substring(0, equals))
                        .filter(says.substring(equals + 1)::equals)
                        .isPresent();
    }

    /// Below nothing there are no elements.
    private static Stream<PropertyPlace> nothing(List<String> pattern, PropertyPath path, String key) {
        if (pattern.contains("*")) {
            return Stream.empty();
        }
        var to = pattern.stream().takeWhile(s -> !s.startsWith("[")).reduce(path, PropertyPath::child, (a, b) -> b);
        var tail = pattern.stream().map(s -> s.startsWith("[") ? s.substring(1, s.length() - 1) : s);
        return Stream.of(new PropertyPlace(to, key + "/" + String.join("/", tail.toList()), null, false));
    }

    private static String tail(List<String> pattern) {
        return pattern.size() == 1 ? "" : "/" + String.join("/", pattern.subList(1, pattern.size()));
    }

    private static String name(Value element) {
        var view = new PropertyView(element.settled());
        return NAMES.stream().flatMap(n -> view.text(n).stream()).findFirst().orElse("*");
    }

    static boolean isEmpty(Value value) {
        return switch (value.settled()) {
            case Value.Scalar s -> s.text().isEmpty() || s.isPlain() && s.text().equals("null");
            case ListValue list -> list.items().isEmpty();
            case MapValue map -> map.entries().isEmpty();
            case Value.Reference r -> false;
            case Value.Intrinsic i -> false;
            case Value.Unknown u -> false;
            case Value.Sensitive s -> false;
        };
    }
}
