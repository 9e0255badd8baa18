package dev.phantom.secret;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// LineEnds of commands, headers and files that hold a secret at a known place (`text-forms.tsv`).
final class TextForms {

    /// @param words of which all stand in a text, for one of these
    /// @param before what stands before the secret: one pattern, or a command and its option
    /// @param reach how far the secret goes; its argument after a space
    private record Form(List<List<String>> words, List<Pattern> before, String reach) {

        boolean mayStandIn(String small) {
            for (var all : words) { // no stream: this is asked of every text, of every form
                if (contains(small, all)) {
                    return true;
                }
            }
            return false;
        }

        private static boolean contains(String small, List<String> all) {
            for (var word : all) {
                if (!small.contains(word)) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final List<Form> FORMS = SecretTables.rows("text-forms.tsv").stream()
            .map(row -> new Form(
                    Stream.of(row.get(1).split("\\|"))
                            .map(all -> List.of(all.split("&")))
                            .toList(),
                    Stream.of(row.get(2).split("(?<!\\\\)~"))
                            .map(Pattern::compile)
                            .toList(),
                    row.get(3)))
            .toList();

    /// Of what follows a scheme of authorization, so much is looked at: all of it is masked if that looks made up.
    private static final int LONGEST_JUDGED = 4_000;

    private static final String QUOTES = "\"'`";

    private TextForms() {}

    static void find(String text, SecretSpans found) {
        var small = text.toLowerCase(Locale.ROOT);
        for (var form : FORMS) {
            if (form.mayStandIn(small)) {
                find(text, form, found);
            }
        }
    }

    private static void find(String text, Form form, SecretSpans found) {
        var before = new CommandPlace(form.before(), text);
        var lines = new LineEnds(text);
        for (int at = 0; at <= text.length() && before.find(at); ) {
            int end = reach(text, form.reach(), before, lines, found);
            at = Math.max(Math.max(before.end(), end), before.start() + 1);
        }
    }

    /// Adds what stands there, if it is a secret.
    ///
    /// @return where to go on
    private static int reach(String text, String reach, CommandPlace before, LineEnds lines, SecretSpans found) {
        int start = before.end();
        var kind = reach.split(" ");
        return switch (kind[0]) {
            case "after" -> after(text, start, kind[1].charAt(0), '\0', found);
            case "between" -> after(text, start, kind[1].charAt(0), kind[2].charAt(0), found);
            case "line" -> add(text, start, lines.end(quoted(text, before.start()), start), found);
            case "credential" -> credential(text, quoted(text, before.start()), start, lines, found);
            case "block" -> block(text, start, text.indexOf(kind[1], start), found);
            case "heredoc" -> block(text, start, text.indexOf("\n" + before.group(1), start - 1), found);
            case "named" -> named(text, start, found);
            case "called" -> SecretName.of(before.group(1)).tells() ? word(text, start, found) : start;
            case "element" -> element(text, start, before.group(1), found);
            case "yaml" -> yaml(text, start, before.group(1).length(), lines, found);
            case "guarded" -> guarded(text, start, found);
            case "basic" -> basic(text, start, found);
            case "word" -> word(text, start, found);
            default -> throw new IllegalStateException("text-forms.tsv: " + reach);
        };
    }

    private static int word(String text, int start, SecretSpans found) {
        int from = ShellWord.start(text, start);
        return add(text, from, ShellWord.end(text, from), found);
    }

    private static int after(String text, int start, char sign, char close, SecretSpans found) {
        int from = ShellWord.start(text, start);
        int end = ShellWord.end(text, from);
        int split = text.indexOf(sign, from, end);
        if (split < 0) {
            return end;
        }
        int last = close == '\0' ? -1 : text.lastIndexOf(close, end - 1);
        return add(text, split + 1, last > split ? last : end, found);
    }

    /// The quotation mark before a place; none = NUL.
    private static char quoted(String text, int start) {
        int before = start - 1;
        return before >= 0 && QUOTES.indexOf(text.charAt(before)) >= 0 ? text.charAt(before) : '\0';
    }

    /// What a scheme of authorization is followed by.
    private static int credential(String text, char quote, int start, LineEnds lines, SecretSpans found) {
        int line = lines.end('\n', start);
        int first = lines.end(quote, start);
        boolean parts = first > start && text.charAt(first - 1) == '=';
        int end = parts ? line : first;
        var said = text.substring(start, Math.min(end, start + LONGEST_JUDGED)).strip();
        int space = said.indexOf(' ');
        var value = space < 0 ? said : said.substring(space + 1).strip();
        boolean made = value.length() >= 8
                && value.chars().anyMatch(Character::isDigit)
                && (space > 0 && !value.contains(" ") || value.contains("=\"") || Randomness.isKey(value))
                && (space > 0 || !Randomness.isName(value));
        return made ? add(text, start, end, found) : start;
    }

    private static int block(String text, int start, int close, SecretSpans found) {
        return add(text, start, close < 0 ? text.length() : close, found);
    }

    private static int named(String text, int start, SecretSpans found) {
        int end = ShellWord.end(text, start);
        int next = end;
        while (next < text.length() && (text.charAt(next) == ' ' || text.charAt(next) == '\t')) {
            next++;
        }
        return end > start
                        && next > end
                        && SecretName.of(text.substring(start, end)).tells()
                ? word(text, next, found)
                : start;
    }

    private static int element(String text, int start, String name, SecretSpans found) {
        int end = text.indexOf('<', start);
        return end > start && SecretName.of(name).tells() ? add(text, start, end, found) : start;
    }

    /// The values of lines that stand further in than their head.
    private static int yaml(String text, int start, int in, LineEnds lines, SecretSpans found) {
        int at = start;
        while (at < text.length()) {
            int from = at;
            while (from < text.length() && text.charAt(from) == ' ') {
                from++;
            }
            int end = lines.end('\n', from);
            if (from - at <= in && from < end) {
                return at;
            }
            int colon = text.indexOf(':', from, end);
            if (colon >= 0) {
                add(text, colon + 1, end, found);
            }
            at = end + 1;
        }
        return text.length();
    }

    private static int guarded(String text, int start, SecretSpans found) {
        int from = ShellWord.start(text, start);
        int end = ShellWord.end(text, from);
        while (end > from && ".,;:)".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return end - from < 600
                        && end > from
                        && "}]>.,;:".indexOf(text.charAt(from)) < 0
                        && Randomness.isWord(text.substring(from, end))
                ? add(text, from, end, found)
                : start;
    }

    private static int basic(String text, int start, SecretSpans found) {
        int end = ShellWord.end(text, start);
        var said = Encodings.base64(text.substring(start, end));
        return said.filter(words -> words.indexOf(':') > 0).isPresent() ? add(text, start, end, found) : start;
    }

    private static int add(String text, int start, int end, SecretSpans found) {
        if (end - start > 1_000 || !NonSecretForm.is(text.substring(start, end).strip())) {
            found.add(start, end);
        }
        return Math.max(end, start);
    }
}
