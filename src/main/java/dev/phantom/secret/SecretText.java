package dev.phantom.secret;

import dev.phantom.secret.Assigned.Span;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/// What gives a secret away by its form: keys of known makers, private keys, `password=…`, `https://user:pass@host`.
final class SecretText {

    static final String SHOWN = "(secret)";

    /// `pwd=x`.
    private static final int SHORTEST = 5;

    /// Of letters and digits alone: an access key's id.
    private static final int SHORTEST_KEY = 20;

    private static final Pattern CREDENTIAL =
            Pattern.compile("\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b|\\bgh[pousr]_[A-Za-z0-9]{20,}|\\bgithub_pat_\\w{20,}"
                    + "|\\bglpat-[\\w-]{16,}"
                    + "|\\bsk-ant-[\\w-]{8,}|\\bsk-(?:proj-)?[A-Za-z0-9]{20}[\\w-]*|\\b[sr]k_(?:live|test)_\\w{10,}"
                    + "|\\b(?:ddapp|ddpat|ddsat)_\\w{8,}|\\bxox[abeprs]-[\\w-]{8,}"
                    + "|\\bhooks\\.slack\\.com/services/[\\w/]{20,}"
                    + "|\\bAIza[\\w-]{35}|\\bSG\\.[\\w-]{16,200}\\.[\\w-]{16,}"
                    + "|\\bnpm_[A-Za-z0-9]{30,}|\\bhv[sb]\\.[\\w-]{20,}"
                    + "|\\beyJ[\\w-]{8,2000}\\.[\\w-]{8,2000}\\.[\\w-]*"
                    + "|-----BEGIN [A-Z ]*PRIVATE KEY(?: BLOCK)?-----[\\s\\S]*?"
                    + "(?:-----END [A-Z ]*PRIVATE KEY(?: BLOCK)?-----|$)");

    private static final Pattern IN_ADDRESS =
            Pattern.compile("(?i)\\b[a-z][a-z0-9+.-]{1,30}://[^\\s/?#:@\"']{0,200}:"
                    + "([^\\s/\"']{1,2000}|(?!\\d{1,5}[/?#])[^\\s\"']{1,2000})(?=@)");

    private static final Pattern ENCODED = Pattern.compile("[A-Za-z0-9+/\\s]{24,}+={0,2}+\\s*+");
    private static final int LONGEST_ENCODED = 100_000;

    private SecretText() {}

    static boolean holds(String text) {
        return !isWord(text)
                && (CREDENTIAL.matcher(text).find()
                        || inAddress(text, 0).start() < text.length()
                        || Assigned.next(text, 0).start() < text.length());
    }

    /// The same text without them.
    static String without(String text) {
        if (isWord(text)) {
            return text;
        }
        var result = CREDENTIAL.matcher(text).replaceAll(SHOWN);
        result = cut(result, SecretText::inAddress);
        return cut(result, Assigned::next);
    }
    private interface Finder {
        Span next(String text, int from);
    }

    private static String cut(String text, Finder finder) {
        var told = new StringBuilder();
        int from = 0;
        for (var found = finder.next(text, 0); found.start() < text.length(); found = finder.next(text, from)) {
            told.append(text, from, found.start()).append(SHOWN);
            from = found.end();
        }
        return from == 0 ? text : told.append(text, from, text.length()).toString();
    }

    private static Span inAddress(String text, int from) {
        if (text.indexOf("://", from) >= 0) {
            var found = IN_ADDRESS.matcher(text);
            for (int at = from; found.find(at); at = found.end()) {
                if (!StandIn.is(found.group(1))) {
                    return new Span(found.start(1), found.end(1));
                }
            }
        }
        return new Span(text.length(), text.length());
    }

    /// Too short for any of these forms, or letters and digits that are no key of a known maker.
    private static boolean isWord(String text) {
        boolean word = text.length() < SHORTEST_KEY || text.charAt(0) != 'A';
        for (int i = 0; word && text.length() >= SHORTEST && i < text.length(); i++) {
            char c = text.charAt(i);
            word = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
        }
        return word;
    }

    /// What a text in Base64 says, as AWS shows user data; empty if it is none.
    static Optional<String> decoded(String text) {
        if (text.length() > LONGEST_ENCODED || !ENCODED.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new String(Base64.getMimeDecoder().decode(text), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
