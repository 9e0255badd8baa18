package dev.phantom.analysis;

import java.util.Locale;

/// How sure the verdict is. Where enough cases of the same step by the same analyst were counted, the score is the
/// lower bound of their hit rate (MEASURED), else 0.5 / 0.7 / 0.9 (NOMINAL): for machines to sort by. People are told
/// the count, or a word. Never a number that a model made up.
///
/// @param right of the cases that were counted
/// @param cases that were counted; 0 where none were
public record Confidence(Level level, double score, Basis basis, int right, int cases) {

    /// Fewer cases measure nothing.
    public static final int LEAST = 30;

    /// Of a standard normal distribution: 95 % within.
    private static final double Z = 1.96;

    public enum Level {
        LOW,
        MEDIUM,
        HIGH
    }

    public enum Basis {
        MEASURED,
        NOMINAL
    }

    public static Confidence nominal(Level level) {
        return new Confidence(
                level,
                switch (level) {
                    case LOW -> 0.5;
                    case MEDIUM -> 0.7;
                    case HIGH -> 0.9;
                },
                Basis.NOMINAL,
                0,
                0);
    }

    /// By how often it was right: the lower bound of Wilson's interval. Too few cases make no measure.
    public static Confidence counted(Level level, int right, int cases) {
        if (cases < LEAST) {
            return nominal(level);
        }
        var share = (double) right / cases;
        var square = Z * Z / cases;
        var middle = share + square / 2;
        var half = Z * Math.sqrt((share * (1 - share) + square / 4) / cases);
        var bound = Math.max(0, (middle - half) / (1 + square));
        return new Confidence(level, Math.round(100 * bound) / 100.0, Basis.MEASURED, right, cases);
    }

    /// On another step, which nobody has measured for it.
    public Confidence at(Level other) {
        return other == level ? this : nominal(other);
    }

    /// For people: `medium (right in 37 of 51 similar cases)`, or `medium (likely, not measured)`.
    public String text() {
        var step = level.name().toLowerCase(Locale.ROOT);
        return switch (basis) {
            case MEASURED -> "%s (right in %d of %d similar cases)".formatted(step, right, cases);
            case NOMINAL -> step + " (" + word() + ", not measured)";
        };
    }

    private String word() {
        return switch (level) {
            case LOW -> "uncertain";
            case MEDIUM -> "likely";
            case HIGH -> "very likely";
        };
    }
}
