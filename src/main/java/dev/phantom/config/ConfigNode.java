package dev.phantom.config;

import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.Nearest;
import dev.phantom.fault.PhantomException;
import dev.phantom.value.BoundedNumber;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// One node of the configuration, which knows its place for the message when something is wrong with it. No
/// `FieldReader`: a person who edits the file is told line and column, which values do not carry, and every unknown key
/// at once.
///
/// @param node null where the file says nothing
record ConfigNode(String file, String path, @Nullable Node node) {

    /// The entry of a mapping; an empty node if it is not there.
    ConfigNode get(String key) {
        return new ConfigNode(
                file, path.isEmpty() ? key : path + "." + key, entries().get(key));
    }

    boolean isPresent() {
        return node != null;
    }

    /// A problem for each key that is not among these.
    ///
    /// @param instead what to write in its place
    List<Diagnostic> unknownKeys(List<String> known, UnaryOperator<String> instead) {
        var problems = new ArrayList<Diagnostic>();
        entries().forEach((key, value) -> {
            if (!known.contains(key)) {
                var where = path.isEmpty() ? "" : " in " + path;
                var summary = "unknown key '" + key + "'" + where;
                problems.add(fail(Code.CONFIG_UNKNOWN_KEY, value, summary, instead.apply(key))
                        .diagnostic());
            }
        });
        return problems;
    }

    List<ConfigNode> items() {
        if (node == null) {
            return List.of();
        }
        if (!(node instanceof SequenceNode list)) {
            throw bad("a list");
        }
        var result = new ArrayList<ConfigNode>();
        for (var item : list.getValue()) {
            result.add(new ConfigNode(file, path + "[" + result.size() + "]", item));
        }
        return result;
    }

    Optional<String> text() {
        if (node == null) {
            return Optional.empty();
        }
        if (!(node instanceof ScalarNode scalar)) {
            throw bad("a string");
        }
        return Optional.of(scalar.getValue());
    }

    String text(String otherwise) {
        return text().orElse(otherwise);
    }

    String required() {
        return required("add it");
    }

    /// @param next what to do where it is missing
    String required(String next) {
        return text().filter(t -> !t.isBlank())
                .orElseThrow(() -> fail(Code.CONFIG_BAD_VALUE, node, path + " is missing", next));
    }

    /// A text, or a list of texts.
    List<String> texts(List<String> otherwise) {
        if (node == null) {
            return otherwise;
        }
        return node instanceof ScalarNode scalar
                ? List.of(scalar.getValue())
                : items().stream().map(ConfigNode::required).toList();
    }

    int count(int otherwise) {
        return text().map(t -> {
                    try {
                        return Math.max(0, Integer.parseInt(t));
                    } catch (NumberFormatException e) {
                        throw bad("a whole number");
                    }
                })
                .orElse(otherwise);
    }

    BigDecimal decimal(String otherwise) {
        return BoundedNumber.of(text(otherwise)).orElseThrow(() -> bad("a number"));
    }

    /// At least a thousandth, at most a day.
    Duration seconds(Duration otherwise) {
        return text().map(t -> Duration.ofMillis(positive("a number of seconds from 0.001 to 86400", 1000, 86_400_000)))
                .orElse(otherwise);
    }

    /// At most what fits into the memory of a run.
    long megabytes(long otherwise) {
        return text().map(t -> positive("a number of megabytes from 0.001 to 128", 1 << 20, 128 << 20))
                .orElse(otherwise);
    }

    private long positive(String wanted, int unit, long most) {
        try {
            var value = new BigDecimal(text("").strip())
                    .multiply(BigDecimal.valueOf(unit))
                    .longValue();
            if (value >= 1 && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw bad(wanted);
    }

    boolean flag(boolean otherwise) {
        return text().map(t -> switch (t) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw bad("true or false");
                })
                .orElse(otherwise);
    }

    <E extends Enum<E>> E choice(Class<E> type, E otherwise) {
        return text().map(t -> choose(type, t)).orElse(otherwise);
    }

    <E extends Enum<E>> List<E> choices(Class<E> type, List<E> otherwise) {
        return node == null
                ? otherwise
                : items().stream()
                        .map(i -> i.choice(type, otherwise.getFirst()))
                        .toList();
    }

    private <E extends Enum<E>> E choose(Class<E> type, String text) {
        for (var value : type.getEnumConstants()) {
            if (PhantomConfig.text(value).equals(text.toLowerCase(Locale.ROOT))) {
                return value;
            }
        }
        var known =
                Arrays.stream(type.getEnumConstants()).map(PhantomConfig::text).toList();
        throw fail(
                Code.CONFIG_BAD_VALUE,
                path + " '" + text + "' is not one of " + String.join(", ", known),
                Nearest.slip(text.toLowerCase(Locale.ROOT), known)
                        .map(name -> "did you mean '" + name + "'?")
                        .orElse(""));
    }

    private Map<String, Node> entries() {
        if (node == null) {
            return Map.of();
        }
        if (!(node instanceof MappingNode mapping)) {
            throw bad("a mapping");
        }
        var result = new LinkedHashMap<String, Node>();
        for (var tuple : mapping.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode key) {
                result.put(key.getValue(), tuple.getValueNode());
            }
        }
        return result;
    }

    PhantomException bad(String wanted) {
        var seen = node instanceof ScalarNode scalar ? " '" + scalar.getValue() + "'" : "";
        return fail(Code.CONFIG_BAD_VALUE, node, path + seen + " is not " + wanted, "");
    }

    /// @param next what to do
    PhantomException fail(Code code, String summary, String next) {
        return fail(code, node, summary, next);
    }

    /// A line about something that works, with its place.
    String note(String text) {
        return place(node) + " " + path + " " + text;
    }

    private PhantomException fail(Code code, @Nullable Node at, String summary, String next) {
        return new PhantomException(new Diagnostic(code, summary, next, place(at)));
    }

    private String place(@Nullable Node at) {
        return at == null
                ? file
                : at.getStartMark()
                        .map(m -> file + ":" + (m.getLine() + 1) + ":" + (m.getColumn() + 1))
                        .orElse(file);
    }
}
