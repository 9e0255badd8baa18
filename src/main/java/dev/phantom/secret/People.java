package dev.phantom.secret;

/// How people are shown: their e-mail addresses, their machines' private addresses in sentences, numbers of their
/// cards.
/// What the configuration calls `privacy`.
public enum People {
    FULL,
    /// `j…@…`, `10.…`, `…1111`.
    MASKED,
    /// `(a person)`, `(a private address)`, `(a card number)`.
    NONE;

    /// A sentence as it may be shown.
    String inSentence(String text) {
        return switch (this) {
            case FULL -> text;
            case MASKED -> PersonalText.addresses(PersonalText.inAny(text, "$1…@…", "…"), "$1.…");
            case NONE ->
                PersonalText.addresses(
                        PersonalText.inAny(text, "(a person)", "(a card number)"), "(a private address)");
        };
    }

    /// A value as it may be shown: an address that is the whole value is where something runs, not somebody's.
    String inValue(String text) {
        return switch (this) {
            case FULL -> text;
            case MASKED, NONE -> text.indexOf(' ') > 0 ? inSentence(text) : inWord(text);
        };
    }

    private String inWord(String text) {
        return this == NONE
                ? PersonalText.inAny(text, "(a person)", "(a card number)")
                : PersonalText.inAny(text, "$1…@…", "…");
    }
}
