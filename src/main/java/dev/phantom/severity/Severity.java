package dev.phantom.severity;

import java.util.Locale;

/// How much it matters, in rising order.
public enum Severity {
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// By its text.
    public static Severity of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    public Severity or(Severity other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
