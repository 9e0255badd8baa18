package dev.phantom.drift.compare;

import dev.phantom.drift.fact.Substituted;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Fills the placeholders of a declared text as the service does before it stores the text.
///
/// @param values by name; null if the resource gives none
record Placeholders(@Nullable Value values) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Za-z0-9_.]+)\\}");

    /// @param root the declared properties of the resource
    static Placeholders of(Substituted fact, MapValue root) {
        Value at = root;
        for (var segment : fact.by().segments()) {
            at = at instanceof MapValue map ? map.get(segment) : null;
        }
        return new Placeholders(at);
    }

    /// The value with every placeholder filled that is given; empty if what fills one is not known.
    Optional<Value> fill(Value declared) {
        if (values == null) {
            return Optional.of(declared);
        }
        return switch (declared) {
            case Scalar s -> filled(s);
            case ListValue list -> {
                var items = list.items().stream().map(this::fill).toList();
                yield items.stream().allMatch(Optional::isPresent)
                        ? Optional.of(new ListValue(
                                items.stream().flatMap(Optional::stream).toList()))
                        : Optional.empty();
            }
            case MapValue map -> {
                var entries = new LinkedHashMap<String, Value>();
                map.entries().forEach((key, value) -> fill(value).ifPresent(full -> entries.put(key, full)));
                yield entries.size() == map.entries().size() ? Optional.of(new MapValue(entries)) : Optional.empty();
            }
            case Value other -> Optional.of(other);
        };
    }

    private Optional<Value> filled(Scalar text) {
        var found = PLACEHOLDER.matcher(text.text());
        var full = new StringBuilder();
        while (found.find()) {
            if (!(values instanceof MapValue map)) {
                return Optional.empty();
            }
            var given = map.get(found.group(1));
            if (given != null && !(given.settled() instanceof Scalar)) {
                return Optional.empty();
            }
            var put = given != null && given.settled() instanceof Scalar s ? s.text() : found.group();
            found.appendReplacement(full, Matcher.quoteReplacement(put));
        }
        found.appendTail(full);
        return Optional.of(full.toString().equals(text.text()) ? text : new Scalar(full.toString(), text.style()));
    }
}
