package dev.phantom.reconcile;

import dev.phantom.value.PropertyPath;

/// Paths whose list indexes do not count: a list that grew has other indexes on the other side.
final class IndexFreePaths {

    private IndexFreePaths() {}

    static boolean alike(PropertyPath a, PropertyPath b) {
        return a.segments().size() == b.segments().size() && within(a, b);
    }

    /// Whether one is the other or contains it.
    static boolean related(PropertyPath a, PropertyPath b) {
        return within(a, b) || within(b, a);
    }

    /// Whether `inner` is `outer` or below it.
    static boolean within(PropertyPath inner, PropertyPath outer) {
        var in = inner.segments();
        var out = outer.segments();
        if (in.size() < out.size()) {
            return false;
        }
        for (int i = 0; i < out.size(); i++) {
            if (!out.get(i).equals(in.get(i)) && !(index(out.get(i)) && index(in.get(i)))) {
                return false;
            }
        }
        return true;
    }

    /// The first `length` segments.
    static PropertyPath head(PropertyPath path, int length) {
        return new PropertyPath(path.segments().subList(0, length));
    }

    /// With `*` for every list index.
    static PropertyPath general(PropertyPath path) {
        return new PropertyPath(
                path.segments().stream().map(s -> index(s) ? "*" : s).toList());
    }

    private static boolean index(String segment) {
        return !segment.isEmpty() && segment.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
