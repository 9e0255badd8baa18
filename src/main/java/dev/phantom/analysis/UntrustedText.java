package dev.phantom.analysis;

import dev.phantom.secret.Secrets;
import java.util.regex.Pattern;

/// Cleans text that came from outside: known secrets and whatever looks like a credential go, control and direction
/// characters become spaces, and the length is capped, which is said.
final class UntrustedText {
    private static final int MAX_SENTENCE = 600;
    private static final int MAX_VALUE = 4_000;

    /// More than all source text of a case together.
    private static final int MAX_PASSAGE = 30_000;

    private static final String CUT = "… (cut)";

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}\u2028\u2029]+");

    private static final Pattern LINES = Pattern.compile("[\\r\\n\\t]");

    private static final Pattern LINE_END = Pattern.compile("\\r\\n?");

    private static final Pattern NOT_LINES = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}\u2028\u2029&&[^\\n\\t]]+");

    private final Secrets secrets;

    UntrustedText(Secrets secrets) {
        this.secrets = secrets;
    }

    /// One sentence for people.
    String clean(String text) {
        return capped(scrubbed(text), MAX_SENTENCE);
    }

    /// A value of a template: only secrets and lengths matter.
    String cleanValue(String text) {
        return capped(scrubbed(text), MAX_VALUE);
    }

    /// Text of several lines, which stay lines.
    String cleanPassage(String text) {
        var within = text.length() > 2 * MAX_PASSAGE ? text.substring(0, 2 * MAX_PASSAGE) : text;
        var lines = LINE_END.matcher(secrets.shown(within)).replaceAll("\n");
        return capped(NOT_LINES.matcher(lines).replaceAll(" "), MAX_PASSAGE);
    }

    /// Whether a value can be told whole.
    boolean shows(String text) {
        return text.length() <= MAX_VALUE
                && !CONTROL.matcher(LINES.matcher(text).replaceAll("")).find();
    }

    private String scrubbed(String text) {
        // cut first, far above the cap: a megabyte must not cost a megabyte of patterns
        var result = text.length() > 4 * MAX_VALUE ? text.substring(0, 4 * MAX_VALUE) : text;
        return CONTROL.matcher(secrets.shown(result)).replaceAll(" ").strip();
    }

    private static String capped(String text, int max) {
        if (text.length() <= max + CUT.length()) {
            return text;
        }
        // not between the two halves of one character
        int end = Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
        return text.substring(0, end) + CUT;
    }
}
