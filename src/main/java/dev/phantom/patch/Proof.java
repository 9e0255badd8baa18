package dev.phantom.patch;

import java.util.List;
import java.util.Locale;

/// What the gate found. Every check that did not run says so.
public record Proof(List<Line> lines) {

    public enum Check {
        REDIFF,
        OTHER_STACKS,
        SCHEMA,
        FINDINGS,
        LINES,
        CHANGE_SET;

        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public enum Result {
        PASS,
        FAIL,
        SKIPPED
    }

    /// @param detail in words: what was held against what, or why it was skipped
    public record Line(Check check, Result result, String detail) {}

    public Proof {
        lines = List.copyOf(lines);
    }

    public boolean passed() {
        return lines.stream().noneMatch(l -> l.result() == Result.FAIL);
    }
}
