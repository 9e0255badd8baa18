package dev.phantom.drift.compare;

import dev.phantom.drift.Change;
import dev.phantom.drift.Tier;
import dev.phantom.drift.TypeFacts;
import dev.phantom.drift.TypeNode;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.stack.Mask;
import dev.phantom.stack.ValueJson;
import dev.phantom.value.Value.MapValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Comparisons written in one line; `'` stands for `"`.
public final class Compare {

    private Compare() {}

    public static MapValue map(String json) {
        try {
            return (MapValue) ValueJson.parse(json.replace('\'', '"'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Scope scope(String type, Scope.Mode mode) {
        var facts = Known.TYPES.find(type);
        return new Scope(
                facts,
                facts.map(TypeFacts::root).orElse(TypeNode.UNKNOWN),
                new Arns("111122223333", "us-east-1"),
                Map.of(),
                ReferenceWalk.NONE,
                Known.FACTS.of(type),
                Known.FACTS,
                Set.of("Ids"),
                Mask.of("test"),
                mode);
    }

    static ComparisonResult compare(String type, MapValue expected, MapValue actual) {
        return Comparison.of(expected, actual, scope(type, Scope.Mode.DECLARED));
    }

    /// `NOT_EQUAL /A/B` of each declared change.
    static List<String> declared(String type, String expected, String actual) {
        return declared(compare(type, map(expected), map(actual)));
    }

    static List<String> declared(ComparisonResult compared) {
        return compared.changes().stream()
                .filter(c -> c.circumstances().tier() == Tier.DECLARED)
                .map(Compare::shown)
                .toList();
    }

    static List<String> undeclared(String type, String expected, String actual) {
        return compare(type, map(expected), map(actual)).changes().stream()
                .filter(c -> c.circumstances().tier() == Tier.UNDECLARED)
                .map(Compare::shown)
                .toList();
    }

    static List<String> gaps(String type, String expected, String actual) {
        return compare(type, map(expected), map(actual)).gaps().stream()
                .map(gap -> gap.reason().text() + " " + gap.path())
                .toList();
    }

    static String shown(Change change) {
        return change.kind() + " " + change.path();
    }
}
