package dev.phantom.fault;

import java.util.Locale;

/// One line of `doctor`: whether a thing that Phantom stands on serves.
///
/// @param name   what was looked at: `aws credentials`
/// @param detail what was seen
/// @param remedy what to do; empty if nothing
public record HealthCheck(Level level, String name, String detail, String remedy) {

    public enum Level {
        OK,
        /// Phantom works, with less.
        WARN,
        FAIL
    }

    public static HealthCheck ok(String name, String detail) {
        return new HealthCheck(Level.OK, name, detail, "");
    }

    public static HealthCheck warn(String name, String detail, String remedy) {
        return new HealthCheck(Level.WARN, name, detail, remedy);
    }

    public static HealthCheck fail(String name, String detail, String remedy) {
        return new HealthCheck(Level.FAIL, name, detail, remedy);
    }

    public HealthCheck with(String more) {
        return new HealthCheck(level, name, detail + more, remedy);
    }

    /// `warn  aws credentials  …; sign in again`
    public String line() {
        var next = remedy.isEmpty() ? "" : "; " + remedy;
        return "%-4s  %-48s  %s".formatted(level.name().toLowerCase(Locale.ROOT), name, clean(detail) + clean(next));
    }

    private static String clean(String text) {
        return InertText.sentence(text);
    }
}
