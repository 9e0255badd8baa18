package dev.phantom.secret;

import java.util.regex.Pattern;

/// How people are shown: their e-mail addresses, their machines' private addresses in sentences, numbers of their
/// cards.
/// What the configuration calls `privacy`.
public enum People {
    FULL,
    /// `j…@…`, `10.…`, `…1111`.
    MASKED,
    /// `(a person)`, `(a private address)`, `(a card number)`.
    NONE;

    private static final Pattern SHORTENED =
            Pattern.compile("\\w…@…|…\\d{4}(?!\\d)|\\b(?:10|192\\.168|172\\.\\d\\d|f[cd]\\w\\w)\\.…");
    private static final String PERSON = "(a person)";
    private static final String CARD = "(a card number)";
    private static final String ADDRESS = "(a private address)";

    /// Whether a person was left out of a text, so that it is no value to write or to look for.
    public static boolean lackIn(String text) {
        return SHORTENED.matcher(text).find() || text.contains(PERSON) || text.contains(CARD) || text.contains(ADDRESS);
    }

    /// A sentence as it may be shown.
    String inSentence(String text) {
        return switch (this) {
            case FULL -> text;
            case MASKED -> PersonalText.addresses(PersonalText.inAny(text, "$1…@…", "…"), "$1.…");
            case NONE -> PersonalText.addresses(PersonalText.inAny(text, PERSON, CARD), ADDRESS);
        };
    }

    /// A value as it may be shown: an address that is the whole value is where something runs, not somebody's.
    String inValue(String text) {
        return switch (this) {
            case FULL -> text;
            case MASKED, NONE -> text.indexOf(' ') > 0 ? inSentence(text) : inWord(text);
        };
    }

    /// A person's name as it may be shown: `R…`.
    String named(String name) {
        return switch (this) {
            case FULL -> name;
            case MASKED -> name.isEmpty() ? name : name.substring(0, name.offsetByCodePoints(0, 1)) + "…";
            case NONE -> PERSON;
        };
    }

    private String inWord(String text) {
        return this == NONE ? PersonalText.inAny(text, PERSON, CARD) : PersonalText.inAny(text, "$1…@…", "…");
    }
}
