package dev.phantom.fault;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// What somebody may have meant who wrote a name that is not known.
public final class Nearest {

    private static final int LETTERS = 3;

    private Nearest() {}

    /// The known name that is fewest edits away, of several the first in the alphabet; empty if none is known.
    public static Optional<String> of(String word, Collection<String> known) {
        return known.stream()
                .min(Comparator.<String>comparingInt(name -> edits(word, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /// The nearest known name, if a slip of the hand makes the word of it: one edit in three letters.
    public static Optional<String> slip(String word, Collection<String> known) {
        return of(word, known).filter(name -> edits(word, name) <= Math.max(1, word.length() / LETTERS));
    }

    /// Levenshtein's distance, in which two neighbours that changed places are one edit (optimal string alignment).
    public static int edits(String a, String b) {
        var above = new int[b.length() + 1];
        var row = new int[b.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= a.length(); i++) {
            var next = new int[b.length() + 1];
            next[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replace = row[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                next[j] = Math.min(replace, Math.min(row[j], next[j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    next[j] = Math.min(next[j], above[j - 2] + 1);
                }
            }
            above = row;
            row = next;
        }
        return row[b.length()];
    }
}
