package dev.phantom.drift.detect;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;

/// Which types rules may be tuned on, by a hash of the name alone. Cases of the others are counted and never printed.
public enum Split {
    /// What it misses is printed.
    TUNED,
    /// Counted only, since the first measure.
    UNTOUCHED,
    /// Counted only, drawn later of the types that were tuned until then.
    SECOND_UNTOUCHED;

    public static Split of(String type) {
        if (first(type) % 5 < 2) {
            return UNTOUCHED;
        }
        return first("09:" + type) < 144 ? SECOND_UNTOUCHED : TUNED;
    }

    public boolean hidden() {
        return this != TUNED;
    }

    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static int first(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8))[0] & 0xff;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
