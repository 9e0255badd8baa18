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

    /// Whether it is high or critical: what hides such a thing is named and ends.
    public boolean grave() {
        return compareTo(HIGH) >= 0;
    }

    public Severity or(Severity other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
