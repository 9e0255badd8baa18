package dev.phantom.drift.compare;

import com.dashjoin.jsonata.Jsonata;
import dev.phantom.drift.TypeNode;
import dev.phantom.value.Value;
import dev.phantom.value.Value.Intrinsic;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Reference;
import dev.phantom.value.Value.Scalar;
import dev.phantom.value.Value.Sensitive;
import dev.phantom.value.Value.Unknown;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// The schema's `propertyTransform`: JSONata that says what AWS makes of a declared value. It can only ever explain a
/// difference away, and only by reproducing the live value exactly; whatever fails explains nothing.
final class Transforms {

    private static final Map<String, Optional<Jsonata>> PARSED = new ConcurrentHashMap<>();
    private static final int TIMEOUT_MILLIS = 200;
    private static final int MAX_DEPTH = 60;

    private final Value root;
    private final Map<String, Optional<String>> results = new HashMap<>();
    private @Nullable Object model;

    Transforms(Value root) {
        this.root = root;
    }

    boolean explain(TypeNode node, Scalar expected, Scalar actual) {
        for (var expression : node.transforms()) {
            var result = results.computeIfAbsent(expression, this::evaluate);
            if (result.isPresent() && reproduces(result.get(), expected.text(), actual.text())) {
                return true;
            }
        }
        return false;
    }

    /// A result may be a regular expression: AWS's way of saying "a version that starts so". Then the literal part must
    /// end at a boundary, so that 5.1 does not explain 5.10.
    private static boolean reproduces(String result, String expected, String actual) {
        if (result.equals(actual)) {
            return true;
        }
        try {
            return (!result.startsWith(expected) || actual.startsWith(expected))
                    && !(actual.startsWith(expected) && continuesNumber(expected, actual))
                    && Pattern.compile(result).matcher(new Bounded(actual)).matches();
        } catch (PatternSyntaxException | Bounded.Exhausted e) {
            return false;
        }
    }

    private static boolean continuesNumber(String prefix, String text) {
        return !prefix.isEmpty()
                && text.length() > prefix.length()
                && Character.isDigit(prefix.charAt(prefix.length() - 1))
                && Character.isDigit(text.charAt(prefix.length()));
    }

    @SuppressWarnings(
            "PMD.AvoidCatchingGenericException") // whatever an expression of the table does, it explains nothing
    private Optional<String> evaluate(String expression) {
        try {
            var parsed = PARSED.computeIfAbsent(expression, Transforms::parse);
            if (parsed.isEmpty()) {
                return Optional.empty();
            }
            if (model == null) {
                model = plain(root);
            }
            Object result;
            synchronized (parsed.get()) {
                var frame = parsed.get().createFrame();
                frame.setRuntimeBounds(TIMEOUT_MILLIS, MAX_DEPTH);
                result = parsed.get().evaluate(model, frame);
            }
            return result == null ? Optional.empty() : Optional.of(String.valueOf(result));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Jsonata> parse(String expression) {
        try {
            return Optional.of(Jsonata.jsonata(expression));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    private static @Nullable Object plain(Value value) {
        return switch (value) {
            case MapValue map -> {
                var found = new LinkedHashMap<String, @Nullable Object>();
                map.entries().forEach((key, item) -> found.put(key, plain(item)));
                yield found;
            }
            case ListValue list -> {
                List<@Nullable Object> found = new ArrayList<>();
                list.items().forEach(item -> found.add(plain(item)));
                yield found;
            }
            case Scalar s -> scalar(s);
            case Reference r -> plain(r.known());
            case Intrinsic i -> null;
            case Unknown u -> null;
            case Sensitive s -> null;
        };
    }

    private static @Nullable Object scalar(Scalar s) {
        if (!s.isPlain()) {
            return s.text();
        }
        return switch (s.text()) {
            case "true" -> true;
            case "false" -> false;
            case "null", "~" -> null;
            default -> number(s.text());
        };
    }

    private static Object number(String text) {
        try {
            var number = new BigDecimal(text);
            return number.scale() <= 0 && number.precision() < 18 ? (Object) number.longValueExact() : text;
        } catch (NumberFormatException | ArithmeticException e) {
            return text;
        }
    }
}
