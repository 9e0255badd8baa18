package dev.phantom.secret;

import java.util.regex.Pattern;

/// What gives a secret away in a text: what is known, keys of known makers, private keys, `password=…`, lines of
/// commands,
/// `https://user:pass@host`; as it stands, and encoded.
final class SecretText {

    static final String SHOWN = "(secret)";

    /// `pwd=x`.
    private static final int SHORTEST = 5;

    /// Of letters and digits alone: an access key's id.
    private static final int SHORTEST_KEY = 20;

    private static final Pattern IN_ADDRESS =
            Pattern.compile("(?i)(?:\\b[a-z][a-z0-9+.-]{1,30}:|(?<![\\w:/]))//[^\\s/?#:@\"']{0,200}:");

    /// `app:password@tcp(db:3306)/orders`, `app:password@db:5432`, `app:password@db.acme.test/orders`.
    private static final Pattern IN_SOURCE = Pattern.compile("(?<![\\w.:/-])[\\w.-]{1,64}+:([^\\s:/@\"']{1,200}+)@"
            + "(?:(?:tcp|udp|unix)\\(|[\\w.-]{1,200}+:\\d{2,5}\\b|(?:[\\w-]{1,63}+\\.){1,8}+[a-z]{2,24}+/)");

    private static final int LONGEST_PASSWORD = 2_000;

    private SecretText() {}

    static boolean holds(String text, KnownSecrets known) {
        return known.in(text)
                || !isWord(text) && known.once(text, said -> !find(said, known).isEmpty());
    }

    /// The same text without them.
    static String without(String text, KnownSecrets known) {
        return find(text, known).cut(text, SHOWN);
    }

    private static SecretSpans find(String text, KnownSecrets known) {
        return find(text, known, Encodings.of((said, further) -> find(said, known, further)));
    }

    private static SecretSpans find(String text, KnownSecrets known, Encodings encodings) {
        var found = new SecretSpans();
        known.find(text, found);
        if (!isWord(text)) {
            TokenShapes.find(text, found);
            inAddress(text, found);
            inSource(text, found);
            AssignedSecrets.find(text, found);
            TextForms.find(text, found);
            encodings.find(text, found);
        }
        return found;
    }

    private static void inAddress(String text, SecretSpans spans) {
        if (text.contains("//") && text.indexOf('@') >= 0) {
            var found = IN_ADDRESS.matcher(text);
            for (int at = 0; found.find(at); at = found.end()) {
                int end = password(text, found.end());
                if (!NonSecretForm.is(text.substring(found.end(), end))) {
                    spans.add(found.end(), end);
                }
            }
        }
    }

    private static void inSource(String text, SecretSpans spans) {
        if (text.indexOf('@') >= 0) {
            var found = IN_SOURCE.matcher(text);
            for (int at = 0; found.find(at); at = found.end()) {
                if (!NonSecretForm.is(found.group(1))) {
                    spans.add(found.start(1), found.end(1));
                }
            }
        }
    }

    /// Where the password ends that begins here: at the last `@` before a slash, else at the last one. What begins with
    /// a port is none.
    private static int password(String text, int start) {
        int end = start;
        boolean port = true;
        for (int i = start; i < text.length() && i < start + LONGEST_PASSWORD; i++) {
            char c = text.charAt(i);
            boolean over = c == '/' || c == '?' || c == '#';
            if (Character.isWhitespace(c) || c == '"' || c == '\'' || over && port || c == '/' && end > start) {
                break;
            }
            port &= c >= '0' && c <= '9';
            end = c == '@' ? i : end;
        }
        return end;
    }

    /// Too short for any of these forms.
    private static boolean isWord(String text) {
        boolean word = text.length() < SHORTEST_KEY;
        for (int i = 0; word && text.length() >= SHORTEST && i < text.length(); i++) {
            char c = text.charAt(i);
            word = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
        }
        return word;
    }
}
