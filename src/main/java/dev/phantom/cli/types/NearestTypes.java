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

    /// Names that are this much farther than the nearest are no help.
    private static final int SPREAD = 4;

    private NearestTypes() {}

    /// At most `limit` names, nearest first: by edit distance without regard to case, a name of the same last part
    /// counting as near.
    static List<String> of(String type, SortedSet<String> known, int limit) {
        var asked = type.toLowerCase(Locale.ROOT);
        var distances = known.stream()
                .collect(Collectors.toMap(Function.identity(), name -> distance(asked, name.toLowerCase(Locale.ROOT))));
        int far = distances.values().stream().min(Integer::compare).orElse(0) + SPREAD;
        return known.stream()
                .filter(name -> distances.getOrDefault(name, far) < far)
                .sorted(Comparator.<String, Integer>comparing(name -> distances.getOrDefault(name, far))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(limit)
                .toList();
    }

    private static int distance(String asked, String name) {
        int whole = Nearest.edits(asked, name);
        int last = Nearest.edits(last(asked), last(name));
        return Math.min(whole, 2 * last + 3);
    }

    private static String last(String name) {
        return name.substring(name.lastIndexOf(':') + 1);
    }
}
