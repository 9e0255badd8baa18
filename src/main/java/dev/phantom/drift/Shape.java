package dev.phantom.drift;

import dev.phantom.drift.TypeNode.Kind;
import dev.phantom.drift.TypeNode.Order;
import dev.phantom.value.Value;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a schema says of one place, wherever that place is used: the schema's half of a [TypeNode].
///
/// @param reference the definition that says it instead; empty if this shape itself does
/// @param children  by property name; `*` for the elements of an array and the values of a map
/// @param standard  the default
/// @param excludes  by property, those that may not stand beside it
record Shape(
        String reference,
        Set<Kind> kinds,
        Map<String, Shape> children,
        Order order,
        boolean unique,
        @Nullable Value standard,
        List<String> choices,
        boolean ignoresCase,
        List<String> formats,
        List<String> relations,
        Set<String> required,
        Map<String, List<String>> excludes) {

    static final String ANY = "*";
    static final Shape UNKNOWN = plain(Set.of());

    Shape {
        children = Map.copyOf(children);
        choices = List.copyOf(choices);
        formats = List.copyOf(formats);
        relations = List.copyOf(relations);
        required = Set.copyOf(required);
        excludes = Map.copyOf(excludes);
    }

    /// Reads `string`, `string|object` or `#Definition`.
    static Shape word(String word) {
        return word.startsWith("#") ? reference(word.substring(1)) : plain(kinds(word));
    }

    static Set<Kind> kinds(String words) {
        var kinds = EnumSet.noneOf(Kind.class);
        Arrays.stream(words.split("\\|")).map(Kind::of).forEach(kinds::add);
        return Collections.unmodifiableSet(kinds);
    }

    Shape child(String key) {
        var named = children.get(key);
        return named != null ? named : children.getOrDefault(ANY, UNKNOWN);
    }

    private static Shape plain(Set<Kind> kinds) {
        return of("", kinds);
    }

    private static Shape reference(String definition) {
        return of(definition, Set.of());
    }

    private static Shape of(String reference, Set<Kind> kinds) {
        return new Shape(
                reference,
                kinds,
                Map.of(),
                Order.UNSPECIFIED,
                false,
                null,
                List.of(),
                false,
                List.of(),
                List.of(),
                Set.of(),
                Map.of());
    }
}
