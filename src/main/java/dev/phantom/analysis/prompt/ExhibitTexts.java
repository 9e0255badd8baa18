package dev.phantom.analysis.prompt;

import dev.phantom.analysis.CaseFile;
import dev.phantom.stack.Mask;
import dev.phantom.stack.ValueJson;
import dev.phantom.value.PropertyView;
import dev.phantom.value.Value;
import java.util.HashMap;
import java.util.Map;
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

    Map<String, String> of(CaseFile shown) {
        var texts = new HashMap<String, String>();
        for (var exhibit : new PropertyView(new DisclosedCase(privacy).tree(shown)).items("evidence", "exhibits")) {
            exhibit.text("id").ifPresent(id -> texts.put(id, words(exhibit.value())));
        }
        return texts;
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
