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

    public Severity or(Severity other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
