package dev.phantom.secret;

import dev.phantom.secret.AssignedSecrets.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What gives a secret away by its form: keys of known makers, private keys, `password=…`, `https://user:pass@host`.
final class SecretText {

    static final String SHOWN = "(secret)";

    /// `pwd=x`.
    private static final int SHORTEST = 5;

    /// Of letters and digits alone: an access key's id.
    private static final int SHORTEST_KEY = 20;

    /// What a maker's key begins with, and how it goes on.
    private static final Map<String, String> FORMS = forms();

    private static final Pattern CREDENTIAL =
            Pattern.compile("(?<![A-Za-z0-9])(?:" + forms(false) + ")|" + forms(true));

    private static Map<String, String> forms() {
        var forms = new LinkedHashMap<String, String>();
        var name = "credential-forms.tsv";
        try (var in = Objects.requireNonNull(SecretText.class.getResourceAsStream(name), name)) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", 2))
                    .forEach(form -> forms.put(form[0], form[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return forms;
    }

    private static String forms(boolean dashed) {
        return FORMS.entrySet().stream()
                .filter(form -> form.getKey().startsWith("-") == dashed)
                .map(form -> Pattern.quote(form.getKey()) + form.getValue())
                .collect(Collectors.joining("|"));
    }

    /// What begins with a character, so that most texts are passed at a glance.
    private static final String[][] BEGINNINGS = new String[128][];

    static {
        for (int c = 0; c < BEGINNINGS.length; c++) {
            int first = c;
            BEGINNINGS[c] = FORMS.keySet().stream()
                    .filter(form -> form.charAt(0) == first)
                    .toArray(String[]::new);
        }
    }

    private static final Pattern IN_ADDRESS =
            Pattern.compile("(?i)(?:\\b[a-z][a-z0-9+.-]{1,30}:|(?<![\\w:/]))//[^\\s/?#:@\"']{0,200}:");

    /// `app:password@tcp(db:3306)/orders`, `app:password@db:5432`.
    private static final Pattern IN_SOURCE = Pattern.compile("(?<![\\w.:/-])[\\w.-]{1,64}+:([^\\s:/@\"']{1,200}+)@"
            + "(?:(?:tcp|udp|unix)\\(|[\\w.-]{1,200}+:\\d{2,5}\\b)");

    private static final int LONGEST_PASSWORD = 2_000;

    private static final Pattern ENCODED = Pattern.compile("[A-Za-z0-9+/\\s]{24,}+={0,2}+\\s*+");
    private static final int SHORTEST_ENCODED = 24;
    private static final int LONGEST_ENCODED = 100_000;

    private SecretText() {}

    static boolean holds(String text) {
        return !isWord(text)
                && (hasCredential(text)
                        || inAddress(text, 0).start() < text.length()
                        || inSource(text, 0).start() < text.length()
                        || AssignedSecrets.next(text, 0).start() < text.length());
    }

    /// The same text without them.
    static String without(String text) {
        if (isWord(text)) {
            return text;
        }
        var result = hasCredential(text) ? CREDENTIAL.matcher(text).replaceAll(SHOWN) : text;
        result = cut(result, SecretText::inAddress);
        result = cut(result, SecretText::inSource);
        return cut(result, AssignedSecrets::next);
    }

    private static boolean hasCredential(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < BEGINNINGS.length) {
                for (var form : BEGINNINGS[c]) {
                    if (text.startsWith(form, i)) {
                        return CREDENTIAL.matcher(text).find(i);
                    }
                }
            }
        }
        return false;
    }

    private interface Finder {
        Span next(String text, int from);
    }

    private static String cut(String text, Finder finder) {
        var masked = new StringBuilder();
        int from = 0;
        for (var found = finder.next(text, 0); found.start() < text.length(); found = finder.next(text, from)) {
            masked.append(text, from, found.start()).append(SHOWN);
            from = found.end();
        }
        return from == 0 ? text : masked.append(text, from, text.length()).toString();
    }

    private static Span inAddress(String text, int from) {
        if (text.indexOf("//", from) >= 0 && text.indexOf('@', from) >= 0) {
            var found = IN_ADDRESS.matcher(text);
            for (int at = from; found.find(at); at = found.end()) {
                int end = password(text, found.end());
                if (!NonSecretForm.is(text.substring(found.end(), end))) {
                    return new Span(found.end(), end);
                }
            }
        }
        return new Span(text.length(), text.length());
    }

    private static Span inSource(String text, int from) {
        if (text.indexOf('@', from) >= 0) {
            var found = IN_SOURCE.matcher(text);
            for (int at = from; found.find(at); at = found.end()) {
                if (!NonSecretForm.is(found.group(1))) {
                    return new Span(found.start(1), found.end(1));
                }
            }
        }
        return new Span(text.length(), text.length());
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
        if (text.length() < SHORTEST_ENCODED
                || text.length() > LONGEST_ENCODED
                || !ENCODED.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new String(Base64.getMimeDecoder().decode(text), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
