package dev.phantom.iac.terraform.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/// Aligns `=` and trailing comments around an edit as `terraform fmt` would, where they were aligned before it.
final class FmtAlignment {

    private FmtAlignment() {}

    /// @return the text after the edit, aligned
    static String kept(String before, String after) {
        int same = samePrefix(before, after);
        int tail = sameSuffix(before, after, same);
        if (!isAligned(before, same, before.length() - tail)) {
            return after;
        }
        String aligned = aligned(after, same, after.length() - tail, l -> l.equals() >= 0, l -> l.lead(after), l ->
                new int[] {l.leadEnd(), l.equals()});
        int end = aligned.length() - tail;
        return aligned(aligned, Math.min(same, end), end, l -> l.comment() >= 0, l -> l.width(aligned), l ->
                new int[] {l.content(), l.comment()});
    }

    private static boolean isAligned(String text, int from, int to) {
        String once = aligned(
                text, from, to, l -> l.equals() >= 0, l -> l.lead(text), l -> new int[] {l.leadEnd(), l.equals()});
        return once.equals(text)
                && aligned(text, from, to, l -> l.comment() >= 0, l -> l.width(text), l ->
                                new int[] {l.content(), l.comment()})
                        .equals(text);
    }

    private static int samePrefix(String a, String b) {
        int most = Math.min(a.length(), b.length());
        int i = 0;
        while (i < most && a.charAt(i) == b.charAt(i)) {
            i++;
        }
        return i;
    }

    private static int sameSuffix(String a, String b, int prefix) {
        int most = Math.min(a.length(), b.length()) - prefix;
        int i = 0;
        while (i < most && a.charAt(a.length() - 1 - i) == b.charAt(b.length() - 1 - i)) {
            i++;
        }
        return i;
    }

    /// Aligns each chain of lines that have the cell and that the range touches, its neighbours included.
    ///
    /// @param width columns before the cell
    /// @param gap   the blanks before the cell
    private static String aligned(
            String text,
            int from,
            int to,
            Predicate<FmtLine> has,
            ToIntFunction<FmtLine> width,
            java.util.function.Function<FmtLine, int[]> gap) {
        var lines = FmtLine.of(text);
        List<SpanEdit> splices = new ArrayList<>();
        int i = 0;
        while (i < lines.size()) {
            int first = i;
            while (i < lines.size() && has.test(lines.get(i))) {
                i++;
            }
            var chain = lines.subList(first, i);
            if (!chain.isEmpty()
                    && chain.getFirst().start() <= to
                    && chain.getLast().end() >= from) {
                int widest = chain.stream().mapToInt(width).max().orElse(0);
                chain.forEach(line -> {
                    var span = gap.apply(line);
                    splices.add(new SpanEdit(span[0], span[1], " ".repeat(widest - width.applyAsInt(line) + 1)));
                });
            }
            i = Math.max(i, first + 1);
        }
        return SpanEdit.all(text, splices);
    }
}
