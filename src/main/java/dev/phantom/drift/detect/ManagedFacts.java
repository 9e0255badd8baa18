package dev.phantom.drift.detect;

import dev.phantom.drift.Change;
import dev.phantom.template.EvaluatedTemplate.EvaluatedResource;
import dev.phantom.template.PropertyPath;
import dev.phantom.template.Value;
import dev.phantom.template.Value.MapValue;
import dev.phantom.template.Value.Scalar;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Knows what AWS itself moves: capacity inside its band, minor versions.
final class ManagedFacts {

    private static final String TARGET = "AWS::ApplicationAutoScaling::ScalableTarget";

    private final List<Map<String, String>> rows = FactsYaml.rows("managed.yaml", "managed");

    /// One resource with its live partner.
    record Subject(String logicalId, String type, String physicalId, MapValue expected, MapValue actual) {}

    /// Why this change is AWS's own doing (`autoscaled`, `auto-minor-version`); empty if it is not.
    Optional<String> reason(Change change, Subject subject, Map<String, EvaluatedResource> stack) {
        if (!(change instanceof Change.NotEqual difference)) {
            return Optional.empty();
        }
        return rows.stream()
                .filter(row -> (subject.type().equals(row.get("type")) || "*".equals(row.get("type")))
                        && difference.path().equals(PropertyPath.parse(row.getOrDefault("path", ""))))
                .filter(row -> applies(row, difference, subject, stack))
                .map(row -> row.getOrDefault("reason", ""))
                .findFirst();
    }

    private static boolean applies(
            Map<String, String> row, Change.NotEqual difference, Subject subject, Map<String, EvaluatedResource> stack) {
        if (row.containsKey("min")) {
            return inBand(difference.actual(), number(subject.actual(), row.get("min")), number(subject.actual(), row.get("max")));
        }
        if (row.containsKey("dimension")) {
            return stack.values().stream()
                    .filter(r -> r.source().type().equals(TARGET))
                    .map(EvaluatedResource::properties)
                    .filter(target -> row.get("dimension").equals(text(target, "/ScalableDimension")))
                    .filter(target -> names(target, subject))
                    .anyMatch(target -> inBand(
                            difference.actual(), number(target, "/MinCapacity"), number(target, "/MaxCapacity")));
        }
        if (row.containsKey("exact")) {
            return moreExact(difference.expected(), difference.actual());
        }
        return !"false".equals(text(subject.expected(), row.get("enabledBy")))
                && !"false".equals(text(subject.actual(), row.get("enabledBy")))
                && minorUpgrade(difference.expected(), difference.actual());
    }

    /// `service/cluster/web` names the service `web`; a target whose resource id is not known may name any.
    private static boolean names(MapValue target, ManagedFacts.Subject subject) {
        var id = text(target, "/ResourceId");
        if (id == null) {
            return true;
        }
        var last = id.substring(id.lastIndexOf('/') + 1);
        var physical = subject.physicalId();
        return physical.isEmpty() || physical.equals(last) || physical.endsWith("/" + last) || physical.endsWith(":" + last)
                || subject.actual().entries().values().stream().anyMatch(v -> v instanceof Scalar s && s.text().equals(last));
    }

    private static boolean inBand(Value actual, @Nullable BigDecimal min, @Nullable BigDecimal max) {
        var value = number(actual);
        return value != null
                && min != null
                && max != null
                && value.compareTo(min) >= 0
                && value.compareTo(max) <= 0;
    }

    /// Live says to the last part what the template begins: `8.0` is `8.0.45`, not `8.4`.
    private static boolean moreExact(Value expected, Value actual) {
        return expected.settled() instanceof Scalar from
                && actual instanceof Scalar to
                && !from.text().isEmpty()
                && to.text().startsWith(from.text() + ".");
    }

    /// Same but for the last part, which has risen; or live says more exactly what the template begins.
    static boolean minorUpgrade(Value expected, Value actual) {
        if (!(expected.settled() instanceof Scalar from) || !(actual instanceof Scalar to)) {
            return false;
        }
        var before = from.text().split("\\.");
        var after = to.text().split("\\.");
        if (after.length > before.length) {
            return Arrays.equals(before, Arrays.copyOf(after, before.length));
        }
        int last = before.length - 1;
        return before.length == after.length
                && last > 0
                && Arrays.equals(Arrays.copyOf(before, last), Arrays.copyOf(after, last))
                && number(Value.string(before[last])) instanceof BigDecimal x
                && number(Value.string(after[last])) instanceof BigDecimal y
                && y.compareTo(x) > 0;
    }

    private static @Nullable BigDecimal number(MapValue properties, @Nullable String path) {
        var text = text(properties, path);
        return text == null ? null : number(Value.string(text));
    }

    private static @Nullable BigDecimal number(Value value) {
        try {
            return value.settled() instanceof Scalar s ? new BigDecimal(s.text()) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable String text(MapValue properties, @Nullable String path) {
        Value at = properties;
        for (var step : PropertyPath.parse(path == null ? "" : path).segments()) {
            var next = at instanceof MapValue map ? map.get(step) : null;
            if (next == null) {
                return null;
            }
            at = next.settled();
        }
        return at instanceof Scalar s ? s.text() : null;
    }
}
