package dev.phantom.severity.policy;

/// What AWS says an action does, in rising order.
///
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_understand-policy-summary-access-level-summaries.html
public enum AccessLevel {
    LIST('L'),
    READ('R'),
    TAGGING('T'),
    WRITE('W'),
    PERMISSIONS_MANAGEMENT('P');

    private final char letter;

    AccessLevel(char letter) {
        this.letter = letter;
    }

    static AccessLevel of(char letter) {
        for (var level : values()) {
            if (level.letter == Character.toUpperCase(letter)) {
                return level;
            }
        }
        throw new IllegalArgumentException("no access level is written '" + letter + "'");
    }

    /// Whether it changes something.
    boolean changes() {
        return this == WRITE || this == PERMISSIONS_MANAGEMENT;
    }
}
