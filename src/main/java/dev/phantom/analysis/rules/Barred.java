package dev.phantom.analysis.rules;

import dev.phantom.analysis.Recommendation;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;

/// What no weight may bring about, for the harm that it would do if it were wrong.
final class Barred {
    private Barred() {}

    static Set<Recommendation> by(Collection<Sign> signs) {
        var seen = EnumSet.noneOf(Sign.class);
        seen.addAll(signs);
        var barred = EnumSet.noneOf(Recommendation.class);
        if (weakeningWithoutReason(seen) || boundWithReason(seen) || seen.contains(Sign.TWO_CAUSES)) {
            barred.add(Recommendation.LEGITIMIZE);
        }
        if (neededToday(seen) || seen.contains(Sign.TWO_CAUSES)) {
            barred.add(Recommendation.REVERT);
        }
        return barred;
    }

    /// To keep what was opened without a use and an owner, what protects less without what stands in for it, what is
    /// deleted earlier without anybody's word.
    private static boolean weakeningWithoutReason(EnumSet<Sign> seen) {
        var owned = seen.contains(Sign.APPROVED);
        var opened = seen.contains(Sign.OPENED) && !seen.contains(Sign.CLOSED);
        var instead = any(seen, Sign.KEPT_ELSEWHERE, Sign.OTHER_GUARDS, Sign.LIMIT_USED);
        return opened && !(seen.contains(Sign.USED) && (owned || seen.contains(Sign.LEAST)))
                || seen.contains(Sign.WEAKENED) && !instead && !(owned && !seen.contains(Sign.GRAVE))
                || seen.contains(Sign.KEPT_SHORTER) && !instead && !owned;
    }

    /// To raise a bound that guards something else, or a floor that no burst was seen for.
    private static boolean boundWithReason(EnumSet<Sign> seen) {
        return !seen.contains(Sign.LESS)
                && (seen.contains(Sign.BOUND_FOR_A_REASON)
                        || seen.contains(Sign.FLOOR) && !seen.contains(Sign.BURSTS));
    }

    /// To take back what carries the load, what ended refusals, or what somebody uses who has not been told.
    private static boolean neededToday(EnumSet<Sign> seen) {
        var carries = any(seen, Sign.OLD_IS_TOO_SMALL, Sign.STILL_REFUSES, Sign.OLD_WAIT_IS_SHORT);
        var relieves = seen.contains(Sign.RELIEVED)
                && !any(seen, Sign.IN_VAIN, Sign.REFUSED_IN_VAIN)
                && (seen.contains(Sign.SEASON) || !seen.contains(Sign.PEAK_IS_OVER));
        return carries && !seen.contains(Sign.LESS)
                || relieves
                || seen.contains(Sign.USED) && !any(seen, Sign.MISTAKE, Sign.OVER);
    }

    private static boolean any(EnumSet<Sign> seen, Sign... of) {
        return Stream.of(of).anyMatch(seen::contains);
    }
}
