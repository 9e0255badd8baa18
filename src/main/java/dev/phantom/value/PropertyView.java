package dev.phantom.value;

import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// A value read by key path. What is absent, unknown or of another kind is simply empty: whoever reads through a view
/// asks "is it known to be so?", never "what would it be by default?".
public record PropertyView(Value value) {
    private static final Set<String> ON = Set.of("true", "yes", "on", "enabled");
    private static final Set<String> OFF = Set.of("false", "no", "off", "disabled", "suspended", "none");

    public Optional<Value> at(PropertyPath path) {
        var here = value;
        for (var segment : path.segments()) {
            var next = child(here, segment);
            if (next.isEmpty()) {
                return next;
            }
            here = next.get();
        }
        return Optional.of(here.settled());
    }

    /// What stands there as it stands: a reference is not followed.
    public Optional<Value> raw(String... keys) {
        var path = PropertyPath.of(keys);
        return path.isRoot() ? Optional.of(value) : at(path.parent()).flatMap(v -> child(v, path.last()));
    }

    public Optional<Value> at(String... keys) {
        return at(PropertyPath.of(keys));
    }

    /// The scalar's text; empty for anything else.
    public Optional<String> text(String... keys) {
        return at(keys).flatMap(v -> v instanceof Scalar s ? Optional.of(s.text()) : Optional.empty());
    }

    public Optional<BigDecimal> number(String... keys) {
        return text(keys).flatMap(PropertyView::numberOf);
    }

    /// True or false where the scalar says so in any of CloudFormation's spellings (`true`, `Enabled`, `Suspended`, …).
    public Optional<Boolean> flag(String... keys) {
        return text(keys).flatMap(PropertyView::flagOf);
    }

    /// The elements of a list; anything else that is there is a list of one; absent is empty.
    public List<PropertyView> items(String... keys) {
        return switch (at(keys).orElse(MapValue.EMPTY)) {
            case ListValue list -> list.items().stream().map(PropertyView::new).toList();
            case MapValue map when map.entries().isEmpty() -> List.of();
            case Value one -> List.of(new PropertyView(one));
        };
    }

    public static Optional<Boolean> flagOf(String text) {
        var word = text.strip().toLowerCase(Locale.ROOT);
        if (ON.contains(word)) {
            return Optional.of(true);
        }
        return OFF.contains(word) ? Optional.of(false) : Optional.empty();
    }

    private static Optional<BigDecimal> numberOf(String text) {
        return BoundedNumber.of(text);
    }

    private static Optional<Value> child(Value parent, String segment) {
        return switch (parent) {
            case MapValue map -> Optional.ofNullable(map.get(segment));
            case ListValue list -> {
                int index = PropertyPath.index(segment);
                yield index < 0 || index >= list.items().size()
                        ? Optional.empty()
                        : Optional.of(list.items().get(index));
            }
            case Scalar s -> Optional.empty();
            case Value.Reference r -> child(r.known(), segment);
            case Value.Intrinsic i -> Optional.empty();
            case Value.Unknown u -> Optional.empty();
            case Value.Sensitive s -> Optional.empty();
        };
    }
}
