package dev.phantom.eval;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// So many of so many, and the same without those for which a person was asked although another answer is best.
///
/// @param abstained of them
/// @param decided   how many of the counted ones are not among those
public record Share(int count, int of, int abstained, int decided) {

    static final Share NOTHING = new Share(0, 0, 0, 0);

    static <T> Share of(List<T> things, Predicate<T> counts, Predicate<T> abstained) {
        int count = 0;
        int left = 0;
        int decided = 0;
        for (var thing : things) {
            var counted = counts.test(thing);
            var asked = abstained.test(thing);
            count += counted ? 1 : 0;
            left += asked ? 1 : 0;
            decided += counted && !asked ? 1 : 0;
        }
        return new Share(count, things.size(), left, decided);
    }

    /// From 0 to 1; null of nothing.
    public @Nullable Double share() {
        return of == 0 ? null : (double) count / of;
    }

    /// The same without those for which a person was asked.
    public @Nullable Double shareDecided() {
        return of == abstained ? null : (double) decided / (of - abstained);
    }
}
