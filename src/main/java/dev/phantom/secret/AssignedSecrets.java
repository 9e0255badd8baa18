package dev.phantom.secret;

import dev.phantom.secret.SecretSpans.Span;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `password=…`, `"apiToken": "…"`, `--db-password …`, `Authorization: Bearer …` in a text: what follows a secret's
/// name
/// is a secret, of any length and whatever it begins with, unless it is a [NonSecretForm]. The whole name decides, so
/// that
/// `password_policy: strict` and `--password-length 12` stay as they are. Not thread-safe.
final class AssignedSecrets {

    /// The name of a secret or a reference to one is none: `arn:aws:secretsmanager:…:secret:prod/db`.
    private static final String NAMES = "\\barn:[\\w-]+:[^\\s\"',;}]*+|\\{\\{resolve:[^{}]*+}}"
            + "|(?<![\\w\\p{L}.-])(?<name>[\\w\\p{L}.-]++)(?:\\\\{0,3}[\"'][\\])]{0,2}+)?\\h*+(?:={1,3}+>?|:(?!:)=?|[：＝→⇒]|(?<=\\h)->(?=\\h))\\h*+"
            + "|(?<![\\w.-])(?<flag>--[\\w.-]++)(?:\\h++|\\\\{0,3}[\"'],\\h*+(?=\\\\{0,3}[\"']))"
            + "(?!--?[A-Za-z][\\w-]*+(?:[\\s=]|$))"
            + "|<(?<element>[\\w.-]{1,80}+)>(?=[^<\\s])";

    private static final Pattern NAMED = Pattern.compile(NAMES);

    /// And what is said of a secret without a sign between: `password "…"`.
    private static final Pattern NAMED_OR_SAID =
            Pattern.compile(NAMES + "|(?<said>\\b(?i:bearer)\\h++(?=[\\w.~+/-]{0,200}\\d)(?=[\\w.~+/-]{16})"
                    + "|(?<![\\w.-])(?i:[\\w.-]{0,80}?(?:password|passwd|pwd|passphrase)|identified by)"
                    + "(?:\\h++|\\h*+\\(\\h*+)(?=[\"']))");

    /// One of these stands in what is said.
    private static final List<String> SAYING =
            List.of("bearer", "password", "passwd", "pwd", "passphrase", "identified by");

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

    private static final String VALUE = "value";

    /// How far before a value its name may stand.
    private static final int NEAR = 250;

    private final String text;
    private final AssignedValues values;
    private final Matcher named;

    private AssignedSecrets(String text) {
        this.text = text;
        this.values = new AssignedValues(text);
        var small = text.toLowerCase(Locale.ROOT);
        this.named = (SAYING.stream().anyMatch(small::contains) ? NAMED_OR_SAID : NAMED)
                .matcher(text)
                .useTransparentBounds(true)
                .useAnchoringBounds(false);
    }

    static void find(String text, SecretSpans found) {
        var secrets = new AssignedSecrets(text);
        for (var next = secrets.next(0); next.start() < text.length(); next = secrets.next(next.end())) {
            found.add(next.start(), next.end());
        }
    }

    private static boolean speaks(String name) {
        return name.length() < 200
                && !MARK.matcher(name).matches()
                && (SecretName.of(name).tells() || IN_TEXTS.matcher(name).matches());
    }

    /// The first secret from a place on; none is at the text's end.
    private Span next(int from) {
        for (int at = from; names(at); at = Math.max(named.end(), at + 1)) {
            var span = span();
            if (span.end() > span.start()) {
                return span;
            }
        }
        return new Span(text.length(), text.length());
    }

    /// Looks for the next name, at such places alone where one may begin: most of a text is passed at a glance.
    private boolean names(int from) {
        for (int at = from; at < text.length(); at++) {
            if (mayBegin(at) && named.region(at, text.length()).lookingAt()) {
                return true;
            }
        }
        return false;
    }

    private boolean mayBegin(int at) {
        char c = text.charAt(at);
        return c == '{'
                || c == '<'
                || c == '.'
                || c == '-'
                || isWord(c) && !(at > 0 && isAsciiWord(text.charAt(at - 1)));
    }

    private static boolean isWord(char c) {
        return isAsciiWord(c) || c >= 128 && (Character.isLetter(c) || Character.isSurrogate(c));
    }

    private static boolean isAsciiWord(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
    }

    /// What the name that was found stands before; empty if that is no secret.
    private Span span() {
        if (named.pattern() == NAMED_OR_SAID && named.group("said") != null) {
            return values.at(named.end(), named.start());
        }
        if (named.group("element") != null) {
            return speaks(named.group("element")) ? values.content(named.end()) : new Span(named.end(), named.end());
        }
        var name = named.group("name") == null ? named.group("flag") : named.group("name");
        return name == null ? new Span(named.end(), named.end()) : assigned(name);
    }

    /// The value of a pair, if it is a secret.
    private Span assigned(String name) {
        var schemed = SCHEMED.matcher(text).region(named.end(), text.length());
        boolean error = ERROR.matcher(name).matches();
        boolean secret = !error && speaks(name)
                || speaksBeside(name)
                || SCHEME.matcher(name).matches() && schemed.lookingAt();
        boolean login = name.equalsIgnoreCase("pass");
        if (!secret && !login && !error && !SecretName.of(name).suspects()
                || MARK.matcher(name).matches()) {
            return new Span(named.end(), named.end());
        }
        int start = schemed.lookingAt() ? schemed.end() : named.end();
        var value = values.at(start, named.start());
        boolean made = value.end() - value.start() < AssignedValues.LONGEST_STAND_IN
                && made(text.substring(value.start(), value.end()), login);
        return secret || made ? value : new Span(value.start(), value.start());
    }

    private static boolean made(String value, boolean login) {
        return login ? Randomness.isWord(value) : Randomness.isKey(value);
    }

    /// Whether the value of a pair of name and value goes by a secret's name.
    private boolean speaksBeside(String name) {
        if (!name.regionMatches(true, name.length() - VALUE.length(), VALUE, 0, VALUE.length())) {
            return false;
        }
        var before = BEFORE.matcher(text).region(Math.max(0, named.start() - NEAR), named.start());
        if (before.find()) {
            return speaks(before.group(1));
        }
        var value = values.at(named.end(), named.start());
        var after = AFTER.matcher(text).region(value.end(), text.length());
        return value.end() > value.start() && after.lookingAt() && speaks(after.group(1));
    }
}
