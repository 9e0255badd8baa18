package dev.phantom.patch;

import dev.phantom.secret.Secrets;
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

    /// @param detail  in words: what was held against what, or why it was skipped
    /// @param owed    it was to be made and could not: nothing is ready without it
    /// @param lasting a check that was skipped says the same of the same contents the next time
    public record Line(Check check, Result result, String detail, boolean owed, boolean lasting) {
        public Line(Check check, Result result, String detail) {
            this(check, result, detail, false);
        }

        public Line(Check check, Result result, String detail, boolean owed) {
            this(check, result, detail, owed, false);
        }
    }

    public Proof {
        lines = List.copyOf(lines);
    }

    /// As a person may see it: a check that fails may name what a patch would write.
    public Proof shown(Secrets secrets) {
        return new Proof(lines.stream()
                .map(l -> new Line(l.check(), l.result(), secrets.shown(l.detail()), l.owed(), l.lasting()))
                .toList());
    }

    /// Whether every check that was to be made was made.
    public boolean whole() {
        return lines.stream().noneMatch(Line::owed);
    }

    public boolean passed() {
        return lines.stream().noneMatch(l -> l.result() == Result.FAIL);
    }
}
