package dev.phantom.secret;

import java.util.regex.Pattern;

/// `password=…`, `"apiToken": "…"`, `--db-password …`, `Authorization: Bearer …` in a text: what follows a secret's
/// name
/// is a secret, of any length and whatever it begins with, unless it is a [StandIn]. The whole name decides, so that
/// `password_policy: strict` and `--password-length 12` stay as they are. In quotes the value ends with them; else at a
/// space, at what closes before one, and in a list of pairs at the sign that stands between them.
final class Assigned {

    /// The name of a secret or a reference to one is none: `arn:aws:secretsmanager:…:secret:prod/db`.
    private static final Pattern NAMED = Pattern.compile("\\barn:[\\w-]+:[^\\s\"',;}]*+|\\{\\{resolve:[^{}]*+}}"
            + "|(?<![\\w.-])(?<name>[\\w.-]++)(?:\\\\{0,3}[\"'])?[ \\t]*+(?:={1,3}+>?|:(?!:)=?)[ \\t]*+"
            + "|(?<![\\w.-])(?<flag>--[\\w.-]++)[ \\t]++"
            + "(?!--?[A-Za-z][\\w-]*+(?:[\\s=]|$))");

    /// In texts the names of others stand too: no token is a mere mark there.
    private static final Pattern IN_TEXTS = Pattern.compile("(?i).*(?:token|account[_-]?key)", Pattern.DOTALL);

    private static final Pattern SCHEME = Pattern.compile("(?i)(?:proxy-)?authorization");
    private static final Pattern SCHEMED = Pattern.compile("(?i)[\"']?(?:bearer|basic|token)[ \\t]++");

    private static final Pattern NEXT = Pattern.compile("[\"'{\\[\\\\]{0,4}[\\w.-]{1,80}[\"'\\\\]{0,4}[ \\t]?[=:]");
    private static final String QUOTES = "\"'`";
    private static final String CLOSING = ")]}\"'`\\";

    /// Where a secret stands; none from `start` on if it is the text's length.
    record Span(int start, int end) {}

    private Assigned() {}

    private static boolean speaks(String name) {
        return name.length() < 200
                && (SecretName.tells(name) || IN_TEXTS.matcher(name).matches());
    }

    /// The first secret from a place on.
    static Span next(String text, int from) {
        var none = new Span(text.length(), text.length());
        if (text.indexOf('=', from) < 0 && text.indexOf(':', from) < 0 && text.indexOf("--", from) < 0) {
            return none;
        }
        var named = NAMED.matcher(text);
        for (int at = from; named.find(at); at = Math.max(named.end(), at + 1)) {
            var name = named.group("name") == null ? named.group("flag") : named.group("name");
            if (name == null) {
                continue;
            }
            var schemed = SCHEMED.matcher(text).region(named.end(), text.length());
            if (!speaks(name) && !(SCHEME.matcher(name).matches() && schemed.lookingAt())) {
                continue;
            }
            int start = schemed.lookingAt() ? schemed.end() : named.end();
            var value = value(text, start, named.start());
            if (value.end() > value.start()) {
                return value;
            }
        }
        return none;
    }

    /// What stands at a place; empty if it is no secret.
    ///
    /// @param name where its name begins
    private static Span value(String text, int start, int name) {
        int from = start;
        while (from < text.length() && from < start + 3 && text.charAt(from) == '\\') {
            from++;
        }
        if (from < text.length() && QUOTES.indexOf(text.charAt(from)) >= 0) {
            return settled(text, from + 1, closing(text, from + 1, text.substring(start, from + 1)));
        }
        if (opens(text, start, '[', QUOTES)) {
            int close = text.indexOf(']', start);
            return new Span(start, close < 0 ? text.length() : close + 1);
        }
        if (opens(text, start, '{', QUOTES + " \t\r\n")) {
            return new Span(start, start);
        }
        char before = name == 0 ? ' ' : text.charAt(name - 1);
        char between = between(before);
        int reference = StandIn.reference(text, start);
        if (reference > start && ends(text, reference, between)) {
            return new Span(start, start);
        }
        return settled(
                text, start, isQuoted(text, name) ? closing(text, start, "" + before) : end(text, start, between));
    }

    /// `"password=…"`; in `"password": …` the name alone is.
    private static boolean isQuoted(String text, int name) {
        if (name == 0 || QUOTES.indexOf(text.charAt(name - 1)) < 0) {
            return false;
        }
        int sign = name;
        while (sign < text.length()
                && (Character.isLetterOrDigit(text.charAt(sign)) || "_.-".indexOf(text.charAt(sign)) >= 0)) {
            sign++;
        }
        return sign == text.length() || "\\\"'`".indexOf(text.charAt(sign)) < 0;
    }

    /// What stands between pairs, by what stands before one of them; a space if that does not tell.
    private static char between(char before) {
        return switch (before) {
            case ';' -> ';';
            case '?', '&' -> '&';
            case ',', '{', '[' -> ',';
            default -> ' ';
        };
    }

    private static Span settled(String text, int start, int end) {
        return StandIn.is(text.substring(start, end)) ? new Span(start, start) : new Span(start, end);
    }

    private static boolean opens(String text, int at, char sign, String then) {
        return at + 1 < text.length() && text.charAt(at) == sign && then.indexOf(text.charAt(at + 1)) >= 0;
    }

    /// Where what began with this mark ends: with the same, which no further backslash takes for a part of it.
    private static int closing(String text, int from, String mark) {
        int at = text.indexOf(mark, from);
        while (at > from && text.charAt(at - 1) == '\\') {
            at = text.indexOf(mark, at + 1);
        }
        int line = text.indexOf('\n', from);
        return at >= 0 ? at : line < 0 ? text.length() : line;
    }

    private static int end(String text, int start, char between) {
        int at = start;
        while (!ends(text, at, between)) {
            at++;
        }
        return at;
    }

    /// Whether a value in no quotes ends before this place.
    private static boolean ends(String text, int at, char between) {
        int next = at;
        while (next < text.length() && next < at + 5 && CLOSING.indexOf(text.charAt(next)) >= 0) {
            next++;
        }
        if (next == text.length() || Character.isWhitespace(text.charAt(next))) {
            return true;
        }
        int after = next + 1;
        return ",;&".indexOf(text.charAt(next)) >= 0
                && (after == text.length()
                        || Character.isWhitespace(text.charAt(after))
                        || next > at && QUOTES.indexOf(text.charAt(after)) >= 0
                        || text.charAt(next) == between
                                && NEXT.matcher(text)
                                        .region(after, text.length())
                                        .lookingAt());
    }
}
