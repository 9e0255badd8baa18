package dev.phantom.analysis.prompt;

import dev.phantom.analysis.CaseFile;
import dev.phantom.stack.Mask;
import dev.phantom.stack.ValueJson;
import dev.phantom.value.PropertyView;
import dev.phantom.value.Value;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The words of each exhibit as they were sent, for checking quotes: its texts and numbers, one after the other, and
/// its
/// JSON as a whole.
final class ExhibitTexts {
    private final UnaryOperator<String> privacy;

    ExhibitTexts(UnaryOperator<String> privacy) {
        this.privacy = privacy;
    }

    /// @param whole    the case as it was sent
    /// @param exhibits of each exhibit the words, and its fields by themselves
    record Shown(String whole, Map<String, Exhibit> exhibits) {}

    /// @param fields what a quote may be although it is short
    record Exhibit(String words, Set<String> fields) {

        /// Whether this is in it, word for word, and long enough to mean it.
        boolean says(String quote) {
            var plain = plain(quote);
            return fields.contains(plain) || plain.length() >= AnswerLimits.QUOTE && words.contains(plain);
        }
    }

    Shown of(CaseFile shown) {
        var exhibits = new HashMap<String, Exhibit>();
        var tree = new DisclosedCase(privacy).tree(shown);
        for (var exhibit : new PropertyView(tree).items("evidence", "exhibits")) {
            exhibit.text("id").ifPresent(id -> exhibits.put(id, exhibit(exhibit.value())));
        }
        return new Shown(ValueJson.text(tree, Mask.of("")), exhibits);
    }

    private static Exhibit exhibit(Value value) {
        var fields = fields(value).map(ExhibitTexts::plain).filter(f -> !f.isEmpty());
        return new Exhibit(words(value), fields.collect(Collectors.toSet()));
    }

    private static Stream<String> fields(Value value) {
        return switch (value) {
            case Value.Scalar s -> Stream.of(s.text());
            case Value.MapValue map -> map.entries().values().stream().flatMap(ExhibitTexts::fields);
            case Value.ListValue list -> list.items().stream().flatMap(ExhibitTexts::fields);
            case Value.Reference r -> Stream.empty();
            case Value.Intrinsic i -> Stream.empty();
            case Value.Unknown u -> Stream.empty();
            case Value.Sensitive s -> Stream.empty();
        };
    }

    /// White space counts as one blank.
    static String plain(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    private static String words(Value exhibit) {
        return plain(
                scalars("", exhibit).collect(Collectors.joining("\n")) + "\n" + ValueJson.text(exhibit, Mask.of("")));
    }

    private static Stream<String> scalars(String key, Value value) {
        return switch (value) {
            case Value.Scalar s -> Stream.of(s.text(), key + ": " + s.text(), key + "=" + s.text());
            case Value.MapValue map ->
                map.entries().entrySet().stream().flatMap(e -> scalars(e.getKey(), e.getValue()));
            case Value.ListValue list -> list.items().stream().flatMap(v -> scalars(key, v));
            case Value.Reference r -> Stream.empty();
            case Value.Intrinsic i -> Stream.empty();
            case Value.Unknown u -> Stream.empty();
            case Value.Sensitive s -> Stream.empty();
        };
    }
}
