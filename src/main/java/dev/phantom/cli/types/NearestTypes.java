package dev.phantom.cli.types;

import dev.phantom.fault.Nearest;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The known type names that somebody may have meant.
final class NearestTypes {

    private static final int FAR = Integer.MAX_VALUE;

    /// A slip of the hand is no more edits than these, or one in so many letters.
    private static final int SLIP = 2;

    private static final int LETTERS = 6;

    private NearestTypes() {}

    /// At most `limit` names, nearest first and without regard to case: those that a slip of the hand makes of the
    /// asked one, and those of other services with the same last part. Often none.
    static List<String> of(String type, SortedSet<String> known, int limit) {
        var asked = type.toLowerCase(Locale.ROOT);
        int far = Math.max(SLIP, asked.length() / LETTERS) + 1;
        var distances = known.stream()
                .collect(Collectors.toMap(Function.identity(), name -> distance(asked, name.toLowerCase(Locale.ROOT), far)));
        return known.stream()
                .filter(name -> distances.getOrDefault(name, FAR) < FAR)
                .sorted(Comparator.<String, Integer>comparing(name -> distances.getOrDefault(name, FAR))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(limit)
                .toList();
    }

    private static int distance(String asked, String name, int far) {
        int edits = Nearest.edits(asked, name);
        return edits < far || last(asked).equals(last(name)) ? edits : FAR;
    }

    private static String last(String name) {
        return name.substring(name.lastIndexOf(':') + 1);
    }
}
