package dev.phantom.analysis.prompt;

import dev.phantom.analysis.Aside;
import dev.phantom.analysis.Confidence;
import dev.phantom.analysis.Recommendation;
import dev.phantom.analysis.prompt.ModelAnswer.Observation;
import dev.phantom.severity.Severity;
import dev.phantom.stack.ValueJson;
import dev.phantom.value.PropertyView;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Reads a model's text by the schema that was asked for. The schema is the vendor's promise, not a proof.
/// No `FieldReader`: what is wrong goes back to the model as a sentence, without a code or a file.
final class VerdictReader {
    private static final int MAX_ANSWER = 200_000;
    private static final Pattern FENCE =
            Pattern.compile("```(?:json)?[ \\t]*+\\r?\\n(.*)\\n[ \\t]*+```", Pattern.DOTALL);

    private VerdictReader() {}

    /// @throws IllegalArgumentException what is wrong with it, in words that can be sent back
    static ModelAnswer read(String text) {
        if (text.length() > MAX_ANSWER) {
            throw new IllegalArgumentException("the answer is too long");
        }
        try {
            var view = new PropertyView(ValueJson.parse(unfenced(text.strip())));
            return new ModelAnswer(
                    observations(view, "observations"),
                    observations(view, "counter_evidence"),
                    new Aside.Explanation(
                            word(view, "ended_by", Aside.EndedBy.class),
                            word(view, "need", Aside.Need.class),
                            text(view, "rival_explanation")),
                    text(view, "owner_quote"),
                    text(view, "reasoning"),
                    word(view, "recommendation", Recommendation.class),
                    ids(view, "refactor_choice"),
                    word(view, "severity", Severity.class),
                    ids(view, "severity_raised_by"),
                    word(view, "confidence", Confidence.Level.class));
        } catch (IOException e) {
            throw new IllegalArgumentException("the answer is not one JSON document and nothing else", e);
        }
    }

    /// A fence around all of it is the habit of a chat, and changes nothing.
    private static String unfenced(String text) {
        var fence = FENCE.matcher(text);
        return fence.matches() && !fence.group(1).contains("```") ? fence.group(1) : text;
    }

    private static List<String> ids(PropertyView view, String key) {
        return view.items(key).stream().flatMap(c -> c.text().stream()).toList();
    }

    private static List<Observation> observations(PropertyView view, String key) {
        return view.items(key).stream()
                .map(o -> new Observation(text(o, "exhibit"), text(o, "quote"), text(o, "meaning")))
                .toList();
    }

    private static String text(PropertyView view, String key) {
        return view.text(key).orElseThrow(() -> new IllegalArgumentException("'" + key + "' is missing"));
    }

    private static <E extends Enum<E>> E word(PropertyView view, String key, Class<E> type) {
        var word = text(view, key);
        try {
            return Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + key + "' has none of the allowed values", e);
        }
    }
}
