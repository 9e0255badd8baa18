package dev.phantom.report;

import dev.phantom.drift.Change;
import dev.phantom.drift.Occurred;
import dev.phantom.iac.Origin;
import dev.phantom.value.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/// One change at a terminal: what was expected above what is, with their common parts left out where they are long.
final class ChangeText {

    private static final String BELOW = " ".repeat(11);
    private static final int MOST = 40;

    private final PlainText plain;

    ChangeText(PlainText plain) {
        this.plain = plain;
    }

    void lines(Change change, Consumer<String> out) {
        out.accept("         " + path(change) + place(change.circumstances().origin()));
        switch (change) {
            case Change.NotEqual n when !n.inner().isEmpty() -> inside(n.inner(), out);
            case Change.NotEqual n when manyLines(n) -> lineByLine(text(n.expected()), text(n.actual()), out);
            case Change.NotEqual n -> sides(n, out);
            case Change.Add a -> sides(a, out);
            case Change.Remove r -> sides(r, out);
        }
        var when = change.circumstances().occurred();
        if (when.precision() != Occurred.Precision.UNKNOWN) {
            out.accept(BELOW + "who/when  " + ReportText.occurred(when));
        }
    }

    private void sides(Change change, Consumer<String> out) {
        side("expected  ", change.expectedValue(), out);
        side("actual    ", change.actualValue(), out);
    }

    private void side(String title, Optional<Value> value, Consumer<String> out) {
        var lines = value.map(plain::lines).orElse(List.of("(absent)"));
        out.accept(BELOW + title + lines.getFirst());
        capped(lines.subList(1, lines.size()), line -> out.accept(BELOW + " ".repeat(title.length()) + line));
    }

    /// The document itself is on both sides; only where it differs is worth a line.
    private void inside(List<Change> inner, Consumer<String> out) {
        out.accept(BELOW + "differences inside the document:");
        var lines = new ArrayList<String>();
        inner.stream().sorted(byPath()).forEach(change -> {
            lines.add(path(change));
            change.expectedValue().map(plain::lines).orElse(List.of()).forEach(line -> lines.add("  - " + line));
            change.actualValue().map(plain::lines).orElse(List.of()).forEach(line -> lines.add("  + " + line));
        });
        capped(lines, line -> out.accept(BELOW + "  " + line));
    }

    private static boolean manyLines(Change.NotEqual change) {
        return change.expected() instanceof Value.Scalar e
                && change.actual() instanceof Value.Scalar a
                && (e.text().strip().contains("\n") || a.text().strip().contains("\n"));
    }

    private static List<String> text(Value value) {
        return value instanceof Value.Scalar s ? s.text().lines().toList() : List.of();
    }

    /// What both begin and end with is left out.
    private static void lineByLine(List<String> expected, List<String> actual, Consumer<String> out) {
        int shorter = Math.min(expected.size(), actual.size());
        int head = 0;
        while (head < shorter && expected.get(head).equals(actual.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < shorter - head
                && expected.get(expected.size() - 1 - tail).equals(actual.get(actual.size() - 1 - tail))) {
            tail++;
        }
        out.accept(BELOW + "differs from line " + (head + 1) + " on:");
        var lines = new ArrayList<String>();
        expected.subList(head, expected.size() - tail).forEach(line -> lines.add("- " + PlainText.line(line)));
        actual.subList(head, actual.size() - tail).forEach(line -> lines.add("+ " + PlainText.line(line)));
        capped(lines, line -> out.accept(BELOW + "  " + line));
    }

    private static void capped(List<String> lines, Consumer<String> out) {
        lines.stream().limit(MOST).forEach(out);
        if (lines.size() > MOST) {
            out.accept("… " + (lines.size() - MOST) + " more lines");
        }
    }

    static Comparator<Change> byPath() {
        return Comparator.comparing(change -> change.path().toString());
    }

    private static String path(Change change) {
        return change.path().isRoot()
                ? "(resource)"
                : PlainText.sentence(change.path().toString());
    }

    private static String place(Origin origin) {
        if (origin.line() == 0) {
            return "";
        }
        var named = !origin.name().isEmpty() && origin.kind() != Origin.Kind.TRANSFORM;
        var kind = switch (origin.kind()) {
            case ABSENT -> "set by the parent stack as";
            case PARAMETER_DEFAULT -> origin.parameter() + " default";
            case PARAMETER_FILE -> origin.parameter().equals("parameter") ? "parameter file" : origin.parameter();
            case LITERAL, MAPPING, CONDITION, TRANSFORM ->
                origin.kind().name().toLowerCase(Locale.ROOT);
        };
        return "  (" + origin.file() + ":" + origin.line() + (named ? ", " + kind + " " + origin.name() : "") + ")";
    }
}
