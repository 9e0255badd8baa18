package dev.phantom.secret;

import dev.phantom.value.PropertyView;
import java.util.regex.Pattern;

/// What stands in a secret's place and is none: a reference to where it is kept, a switch, a count, a word about it, a
/// mask. It counts only as a whole: `${DB_PASSWORD}` is a reference, `${x` and `$ecret12` are secrets that begin with a
/// sign.
final class NonSecretForm {

    private static final String MASK = "[(\\[<](?i:secret|redacted|masked|hidden|filtered)[>\\])]";

    /// `${NAME}`, `$NAME`, `$token`, `$ctx.args.token`, `$1`, `$(command)`, `{{resolve:…}}`, `{name}`, `{####}`,
    /// `<name>`, `%NAME%`, `%s`, `%(name)s`. A name in small letters is a variable only if it speaks of secrets.
    private static final Pattern REFERENCE =
            Pattern.compile("(?:\\$!?\\{[^{}\\n]{1,200}}|\\$\\{\\{[^{}\\n]{1,200}}}|\\$[A-Z_][A-Z0-9_]*+(?![\\w.])"
                    + "|\\$!?[A-Za-z_]\\w*+(?:\\.[A-Za-z_]\\w*+){1,20}+(?:\\([^\\s()]{0,200}+\\))?|\\$\\d(?!\\w)"
                    + "|\\$\\([^\\n]{1,500}\\)|\\{\\{[^{}\\n]{1,500}}}|\\{[\\w.#-]{1,100}}|<[\\w .:#-]{1,100}>"
                    + "|!(?:Ref|GetAtt|ImportValue)\\h++[\\w.:-]{1,200}+"
                    + "|%[A-Za-z_]\\w*%|%\\(\\w+\\)s|%[sdv](?!\\w)|" + MASK + "){1,20}");

    private static final Pattern VARIABLE = Pattern.compile("\\$([A-Za-z_]\\w*+)(?!\\.)");

    private static final Pattern WHOLE = Pattern.compile(
            "\\s*|arn:[\\w-]*+:[\\w-]*+:.*|\\{\\{resolve:[^{}]*+(?:}})?|\\$\\{(?:[^{}]|\\{[^{}]*+})*+}|alias/.*|\\*+|\\d{1,2}|[-.|>]|\\{}|\\[]|(?i:seconds|minutes|hours|days"
                    + "|null|none|nil|undefined|required|optional|string|present|absent|missing|empty|unset|expired|invalid)",
            Pattern.DOTALL);

    private NonSecretForm() {}

    static boolean is(String text) {
        return WHOLE.matcher(text).matches()
                || PropertyView.flagOf(text).isPresent()
                || !text.isEmpty() && reference(text, 0) == text.length();
    }

    /// Where the references end that stand at a place of a text; the place itself if none does.
    static int reference(String text, int from) {
        if (from >= text.length() || "$<{%([!".indexOf(text.charAt(from)) < 0) {
            return from;
        }
        var rest = REFERENCE.matcher(text).region(from, text.length());
        if (rest.lookingAt()) {
            return rest.end();
        }
        var variable = VARIABLE.matcher(text).region(from, text.length());
        return variable.lookingAt() && SecretName.of(variable.group(1)).tells() ? variable.end() : from;
    }
}
