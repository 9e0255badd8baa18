package dev.phantom.analysis.rules;

import dev.phantom.analysis.Recommendation;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;

/// What no weight may bring about, for the harm that it would do if it were wrong.
final class Barred {
    /// What can speak for keeping a change that is no tightening.
    private static final Set<Sign> REASONS = EnumSet.of(
            Sign.ENDED_TROUBLE,
            Sign.RELIEVED,
            Sign.STOPS_ENDED,
            Sign.BETTER_SINCE,
            Sign.ERRORS_ENDED,
            Sign.COMPLAINTS_ENDED,
            Sign.STILL_REFUSES,
            Sign.OLD_IS_TOO_SMALL,
            Sign.OLD_WAIT_IS_SHORT,
            Sign.BURSTS,
            Sign.SEASON,
            Sign.USED,
            Sign.LIMIT_USED,
            Sign.KEPT_ELSEWHERE,
            Sign.OTHER_GUARDS,
            Sign.STILL_RINGS,
            Sign.APPROVED,
            Sign.SAID_APPROVED,
            Sign.SAID_LASTING,
            Sign.SAID_HELPED,
            Sign.VALUE_NAMED,
            Sign.TOGETHER);

    private Barred() {}

    /// @param table what the table says: its own answer is barred only by what speaks against it in every case
    static Set<Recommendation> by(Collection<Sign> signs, Recommendation table) {
        var seen = EnumSet.noneOf(Sign.class);
        seen.addAll(signs);
        var barred = EnumSet.noneOf(Recommendation.class);
        if (weakeningWithoutReason(seen)
                || boundWithReason(seen)
                || seen.contains(Sign.TWO_CAUSES)
                || table != Recommendation.LEGITIMIZE && untried(seen)) {
            barred.add(Recommendation.LEGITIMIZE);
        }
        if (neededToday(seen)
                || seen.contains(Sign.TWO_CAUSES)
                || table != Recommendation.REVERT && perhapsNeeded(seen)) {
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
                || seen.contains(Sign.WEAKENED) && !instead
                || seen.contains(Sign.KEPT_SHORTER) && !instead && !owned;
    }

    /// To keep what nothing speaks for, a grave opening, an alarm that rings later, or a setting of an unknown day that
    /// nobody agreed to.
    private static boolean untried(EnumSet<Sign> seen) {
        return !seen.contains(Sign.CLOSED) && seen.stream().noneMatch(REASONS::contains)
                || seen.contains(Sign.OPENED) && seen.contains(Sign.GRAVE)
                || seen.contains(Sign.RINGS_LATER)
                || seen.contains(Sign.SETTING) && seen.contains(Sign.UNDATED) && !seen.contains(Sign.APPROVED);
    }

    /// To raise a bound that guards something else, or a floor that no burst was seen for.
    private static boolean boundWithReason(EnumSet<Sign> seen) {
        return !seen.contains(Sign.LESS)
                && (seen.contains(Sign.BOUND_FOR_A_REASON) || seen.contains(Sign.FLOOR) && !seen.contains(Sign.BURSTS));
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

    /// To close what more pass through since, what ended refusals, or what no log watches and nobody knows the day of;
    /// to settle what something reads while a ticket about it is open.
    private static boolean perhapsNeeded(EnumSet<Sign> seen) {
        var opened = seen.contains(Sign.OPENED);
        return opened && seen.contains(Sign.BUSIER)
                || opened && seen.contains(Sign.COMPLAINTS_ENDED) && !any(seen, Sign.PUT_RIGHT, Sign.OVER, Sign.MISTAKE)
                || opened && seen.contains(Sign.UNDATED) && seen.contains(Sign.UNWATCHED) && !seen.contains(Sign.GRAVE)
                || seen.contains(Sign.READ_BY_SOMETHING) && seen.contains(Sign.BEING_DECIDED);
    }

    private static boolean any(EnumSet<Sign> seen, Sign... of) {
        return Stream.of(of).anyMatch(seen::contains);
    }
}
