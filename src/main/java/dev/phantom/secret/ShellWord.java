package dev.phantom.secret;

/// A word on a line of a command: in quotes up to the same quote, which may stand in escapes; else up to a space or
/// what
/// ends a command.
final class ShellWord {

    private static final String QUOTES = "\"'`";
    private static final String ENDING = "|;&<>\"'`";

    private ShellWord() {}

    /// Behind the quote that it begins with.
    static int start(String text, int at) {
        int from = at;
        while (from < text.length() && from < at + 3 && text.charAt(from) == '\\') {
            from++;
        }
        return from < text.length() && QUOTES.indexOf(text.charAt(from)) >= 0 ? from + 1 : at;
    }

    static int end(String text, int start) {
        char quote = start > 0 && QUOTES.indexOf(text.charAt(start - 1)) >= 0 ? text.charAt(start - 1) : '\0';
        int at = start;
        while (at < text.length() && !ends(text, at, quote)) {
            at++;
        }
        while (at > start && quote != '\0' && at < text.length() && text.charAt(at - 1) == '\\') {
            at--;
        }
        return at;
    }

    private static boolean ends(String text, int at, char quote) {
        char c = text.charAt(at);
        if (quote != '\0') {
            return c == quote || c == '\n';
        }
        if (c == '\\' && at + 1 < text.length() && QUOTES.indexOf(text.charAt(at + 1)) >= 0) {
            return true;
        }
        if (Character.isWhitespace(c)) {
            return true;
        }
        return ENDING.indexOf(c) >= 0
                && (at + 1 == text.length() || QUOTES.indexOf(c) >= 0 || Character.isWhitespace(text.charAt(at + 1)));
    }
}
