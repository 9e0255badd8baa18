package dev.phantom.severity.policy;

import java.util.Locale;

/// Lower case, the same wherever Phantom runs.
final class Lower {
    private Lower() {}

    static String of(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
