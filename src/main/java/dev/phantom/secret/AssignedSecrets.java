package dev.phantom.secret;

import dev.phantom.secret.SecretSpans.Span;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `password=…`, `"apiToken": "…"`, `--db-password …`, `Authorization: Bearer …` in a text: what follows a secret's
/// name
/// is a secret, of any length and whatever it begins with, unless it is a [NonSecretForm]. The whole name decides, so
/// that
/// `password_policy: strict` and `--password-length 12` stay as they are. In quotes the value ends with them; else at a
/// space, at what closes before one, and in a list of pairs at the sign that stands between them.
final class AssignedSecrets {

    /// The name of a secret or a reference to one is none: `arn:aws:secretsmanager:…:secret:prod/db`.
    private static final Pattern NAMED = Pattern.compile("\\barn:[\\w-]+:[^\\s\"',;}]*+|\\{\\{resolve:[^{}]*+}}"
            + "|(?<![\\w\\p{L}.-])(?<name>[\\w\\p{L}.-]++)(?:\\\\{0,3}[\"'][\\])]{0,2}+)?\\h*+(?:={1,3}+>?|:(?!:)=?|[：＝→⇒]|(?<=\\h)->(?=\\h))\\h*+"
            + "|(?<![\\w.-])(?<flag>--[\\w.-]++)(?:\\h++|\\\\{0,3}[\"'],\\h*+(?=\\\\{0,3}[\"']))"
            + "(?!--?[A-Za-z][\\w-]*+(?:[\\s=]|$))"
            + "|<(?<element>[\\w.-]{1,80}+)>(?=[^<\\s])"
            + "|(?<said>\\b(?i:bearer)\\h++(?=[\\w.~+/-]{0,200}\\d)(?=[\\w.~+/-]{16})"
            + "|(?<![\\w.-])(?i:[\\w.-]{0,80}?(?:password|passwd|pwd|passphrase)|identified by)"
            + "(?:\\h++|\\h*+\\(\\h*+)(?=[\"']))");

    /// In texts the names of others stand too: no token is a mere mark there.
    private static final Pattern IN_TEXTS =
            Pattern.compile("(?i)sig|.*(?:token|account[_-]?key|x-amz-signature)", Pattern.DOTALL);

    /// Of AWS's own calls: it tells one call from another.
    private static final Pattern MARK = Pattern.compile(
            "(?:Client|ClientRequest|Request|Next|Continuation|Pagination)Token"
                    + "|(?:client|clientRequest|request|next|continuation|pagination)Token|--(?:client-request|starting|next)-token");

    /// The name of an error, as AWS (`ExpiredToken`) and OAuth (`invalid_token`) give it: what follows it explains.
    private static final Pattern ERROR = Pattern.compile(
            "(?:Expired|Invalid|Missing|Malformed|Unrecognized|Unsupported|Unknown|Revoked|Incomplete)[A-Z]\\w*"
                    + "|\\w+(?:Exception|Error|Fault)|(?:expired|invalid|missing|malformed)_(?:token|grant|client)");

    private static final Pattern SCHEME = Pattern.compile("(?i)(?:proxy-)?authorization");
    private static final Pattern SCHEMED = Pattern.compile("(?i)[\"']?(?:bearer|basic|token)[ \\t]++");

    /// `"name": "DB_PASSWORD", "value": ` and `key="DbPassword" value=`: the name stands before the value, or after it.
    private static final Pattern BEFORE = Pattern.compile(
            "(?i)(?:name|key)[\"'\\\\]{0,4}\\h?[:=]\\h?[\"'\\\\]{0,4}([\\w.-]{1,120})[\"'\\\\]{0,4}\\s?[,;]?\\s{0,40}[\"'\\\\]{0,4}$");

    private static final Pattern AFTER = Pattern.compile(
            "(?i)[\"'\\\\]{0,4}\\s?[,;]?\\s{0,40}[\"'\\\\]{0,4}\\w{0,20}(?:name|key)[\"'\\\\]{0,4}\\h?[:=]\\h?[\"'\\\\]{0,4}([\\w.-]{1,120})");

    /// A text of several lines in YAML, or one that stands below its name.
    private static final Pattern BLOCK =
            Pattern.compile("(?:(?<mark>[|>][+-]?\\d?[+-]?)(?:\\h++#[^\\n]*+)?\\h*+|\\h*+)\\r?\\n");

    private static final Pattern STRUCTURE = Pattern.compile("-\\h|[\\w.\"'/-]{1,80}\\h?:(?:\\s|$)|[{}\\[\\]]");

    /// What is longer stands in no secret's place.
    private static final int LONGEST_STAND_IN = 1_000;

    private static final Pattern NEXT = Pattern.compile("[\"'{\\[\\\\]{0,4}[\\w.-]{1,80}[\"'\\\\]{0,4}[ \\t]?[=:]");
    private static final String VALUE = "value";

    /// How far before a value its name may stand.
    private static final int NEAR = 250;

    private static final String QUOTES = "\"'`";
    private static final String CLOSING = ")]}\"'`\\";

    private AssignedSecrets() {}

    private static boolean speaks(String name) {
        return name.length() < 200
                && !MARK.matcher(name).matches()
                && (SecretName.of(name).tells() || IN_TEXTS.matcher(name).matches());
    }

    static void find(String text, SecretSpans found) {
        for (var next = next(text, 0); next.start() < text.length(); next = next(text, next.end())) {
            found.add(next.start(), next.end());
        }
    }

    /// The first secret from a place on; none is at the text's end.
    private static Span next(String text, int from) {
        var none = new Span(text.length(), text.length());
        var named = NAMED.matcher(text);
        for (int at = from; named.find(at); at = Math.max(named.end(), at + 1)) {
            if (named.group("said") != null || named.group("element") != null) {
                var span = named.group("said") != null
                        ? value(text, named.end(), named.start())
                        : content(text, named.group("element"), named.end());
                if (span.end() > span.start()) {
                    return span;
                }
                continue;
            }
            var name = named.group("name") == null ? named.group("flag") : named.group("name");
            if (name == null) {
                continue;
            }
            var value = named(text, named, name);
            if (value.end() > value.start()) {
                return value;
            }
        }
        return none;
    }

    /// The value of a pair, if it is a secret.
    private static Span named(String text, Matcher named, String name) {
        var schemed = SCHEMED.matcher(text).region(named.end(), text.length());
        boolean error = ERROR.matcher(name).matches();
        boolean secret = !error && speaks(name)
                || speaksBeside(text, named, name)
                || SCHEME.matcher(name).matches() && schemed.lookingAt();
        boolean login = name.equalsIgnoreCase("pass");
        if (!secret && !login && !error && !SecretName.of(name).suspects()
                || MARK.matcher(name).matches()) {
            return new Span(named.end(), named.end());
        }
        int start = schemed.lookingAt() ? schemed.end() : named.end();
        var value = value(text, start, named.start());
        boolean made = value.end() - value.start() < LONGEST_STAND_IN
                && made(text.substring(value.start(), value.end()), login);
        return secret || made ? value : new Span(value.start(), value.start());
    }

    private static boolean made(String value, boolean login) {
        return login ? Randomness.isWord(value) : Randomness.isKey(value);
    }

    /// What stands in an element of XML.
    private static Span content(String text, String element, int start) {
        int end = speaks(element) ? text.indexOf('<', start) : -1;
        return end > start && text.startsWith("</", end) ? settled(text, start, end) : new Span(start, start);
    }

    /// Whether the value of a pair of name and value goes by a secret's name.
    private static boolean speaksBeside(String text, Matcher named, String name) {
        if (!name.regionMatches(true, name.length() - VALUE.length(), VALUE, 0, VALUE.length())) {
            return false;
        }
        var before = BEFORE.matcher(text).region(Math.max(0, named.start() - NEAR), named.start());
        if (before.find()) {
            return speaks(before.group(1));
        }
        var value = value(text, named.end(), named.start());
        var after = AFTER.matcher(text).region(value.end(), text.length());
        return value.end() > value.start() && after.lookingAt() && speaks(after.group(1));
    }

    /// The lines below that stand further in than the name's own.
    private static Span below(String text, int start, int name, Matcher block) {
        int line = text.lastIndexOf('\n', name) + 1;
        int first = indented(text, block.end());
        if (block.group("mark") == null
                && STRUCTURE.matcher(text).region(first, text.length()).lookingAt()) {
            return new Span(start, start);
        }
        int own = indented(text, line) - line;
        int end = start;
        for (int at = block.end(); at < text.length(); ) {
            int from = indented(text, at);
            int close = text.indexOf('\n', from);
            int over = close < 0 ? text.length() : close;
            boolean blank = text.substring(from, over).isBlank();
            if (!blank && from - at <= own) {
                break;
            }
            end = blank ? end : over;
            at = over + 1;
        }
        return end > first ? settled(text, first, end) : new Span(start, start);
    }

    private static int indented(String text, int line) {
        int at = line;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        return at;
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
        var block = BLOCK.matcher(text).region(start, text.length());
        if (block.lookingAt()) {
            return below(text, start, name, block);
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
        int reference = NonSecretForm.reference(text, start);
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
        return end - start <= LONGEST_STAND_IN && NonSecretForm.is(text.substring(start, end))
                ? new Span(start, start)
                : new Span(start, end);
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
