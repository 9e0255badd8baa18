package dev.phantom.analysis.prompt;

import dev.phantom.analysis.CaseFile;
import dev.phantom.stack.Mask;
import dev.phantom.stack.ValueJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.UnaryOperator;

/// Turns a case into what is sent: the standing instructions, and the case as one JSON document between markers.
///
/// Everything of the case is data. It is JSON, and the characters that could close the markers or open new ones are
/// escaped in it, so no log line, tag or description can step out of its string.
public final class PromptRenderer {
    private static final String SYSTEM = AnswerLimits.filled(resource("system.txt"));
    private static final String QUESTION = resource("question.txt");

    /// The schema of the answer: frozen, for changing it invalidates the prompt cache.
    public static final String SCHEMA = resource("verdict.schema.json");

    private final UnaryOperator<String> privacy;

    /// @param privacy [Privacy#FULL] or [Privacy#MASKED]
    public PromptRenderer(UnaryOperator<String> privacy) {
        this.privacy = privacy;
    }

    /// @param shown the case as the model may see it: redacted, and by the disclosure
    public Prompt render(CaseFile shown) {
        return new Prompt(SYSTEM, "<case_file>\n" + data(shown) + "\n</case_file>\n\n" + QUESTION);
    }

    private String data(CaseFile shown) {
        return escaped(ValueJson.text(new DisclosedCase(privacy).tree(shown), Mask.of("")));
    }

    private static String escaped(String json) {
        // inside strings only: none of the three has a meaning in JSON itself
        return json.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
    }

    private static String resource(String name) {
        try (var stream = Objects.requireNonNull(PromptRenderer.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
