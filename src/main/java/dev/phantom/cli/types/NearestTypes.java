package dev.phantom.cli.types;

import dev.phantom.fault.Nearest;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.function.Predicate;

/// The known type names that somebody may have meant.
final class NearestTypes {

    /// A slip of the hand is no more edits than these, or one in so many letters.
    private static final int SLIP = 2;

    private static final int LETTERS = 8;

    private NearestTypes() {}

    /// At most `limit` names, nearest first and without regard to case: those that a slip of the hand makes of the
    /// asked one; without any, those of other services with the same last part. Often none.
    static List<String> of(String type, SortedSet<String> known, int limit) {
        var asked = type.toLowerCase(Locale.ROOT);
        int most = Math.max(SLIP, asked.length() / LETTERS);
        var slips = nearest(asked, known, limit, name -> Nearest.edits(asked, name) <= most);
        return slips.isEmpty()
                ? nearest(asked, known, limit, name -> last(asked).equals(last(name)))
                : slips;
    }

    private static List<String> nearest(String asked, SortedSet<String> known, int limit, Predicate<String> near) {
        return known.stream()
                .filter(name -> near.test(name.toLowerCase(Locale.ROOT)))
                .sorted(Comparator.<String>comparingInt(name -> Nearest.edits(asked, name.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(limit)
                .toList();
    }

    private static String last(String name) {
        return name.substring(name.lastIndexOf(':') + 1);
    }
}
