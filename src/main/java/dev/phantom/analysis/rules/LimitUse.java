package dev.phantom.analysis.rules;

import dev.phantom.drift.Drift;
import dev.phantom.drift.knowledge.TypeKnowledge;
import dev.phantom.evidence.Evidence;
import dev.phantom.evidence.Window;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A limit in time that was raised, and how long a time was asked for since: sessions of a role, logs that are queried.
///
/// @param amount   of the limit, on both sides, in its own unit
/// @param need     the longest that was asked for, in the unit of the limit
/// @param beyond   those uses that asked for more than the safe limit
/// @param known    who used it before the change
/// @param suffices the smallest valid limit that is no less than the need
record LimitUse(Amount amount, double need, Uses since, Uses beyond, Set<String> known, long suffices) {
    /// The unit of each limit in seconds: what was asked for is counted in these, and no schema tells a unit.
    private static final Map<String, Long> UNITS = Map.of("/MaxSessionDuration", 1L, "/RetentionInDays", 86_400L);

    private static final long HOUR = 3_600;
    private static final double WORTH = 0.5;

    /// Empty for other drifts, for a limit that was lowered, and where nobody is known to have asked for any time.
    ///
    /// @param known of the type: its schema says which values are valid
    static Optional<LimitUse> of(Drift drift, Window window, Evidence evidence, TypeKnowledge known) {
        return drift.changes().size() != 1
                ? Optional.empty()
                : Amount.of(drift.changes().getFirst())
                        .filter(a -> UNITS.containsKey(a.path().toString()) && a.live() > a.safe())
                        .flatMap(a -> of(a, Uses.of(evidence).granted(), window, valid(drift, a, known)));
    }

    private static List<String> valid(Drift drift, Amount amount, TypeKnowledge known) {
        return known.schema(drift.type())
                .map(schema -> schema.at(amount.path()).choices())
                .orElse(List.of());
    }

    private static Optional<LimitUse> of(Amount amount, Uses uses, Window window, List<String> valid) {
        var unit = UNITS.get(amount.path().toString());
        var since = uses.since(window.changedAt()).by(u -> u.asked() > 0);
        if (unit == null || since.none()) {
            return Optional.empty();
        }
        var need =
                (double) since.all().stream().mapToLong(Uses.Use::asked).max().orElse(0) / unit;
        var known = uses.before(window.changedAt()).all().stream()
                .map(Uses.Use::who)
                .collect(Collectors.toSet());
        return Optional.of(new LimitUse(
                amount,
                need,
                since,
                since.by(u -> (double) u.asked() / unit > amount.safe()),
                known,
                suffices(need, unit, valid)));
    }

    /// Whole hours or days where any value is valid.
    private static long suffices(double need, long unit, List<String> valid) {
        var step = Math.max(1, HOUR / unit);
        return valid.isEmpty()
                ? (long) Math.ceil(need / step) * step
                : valid.stream()
                        .mapToLong(Long::parseLong)
                        .filter(value -> value >= need)
                        .min()
                        .orElse(Long.MAX_VALUE);
    }

    boolean session() {
        return amount.path().equals(PropertyPath.of("MaxSessionDuration"));
    }

    /// Whether all who ask for more used it before: a right that lasts longer is no question of who has it.
    boolean familiar() {
        return beyond.all().stream().allMatch(u -> known.contains(u.who()));
    }

    /// A limit between safe and live, if it spares half of live's.
    Optional<Offer> narrower() {
        return suffices > amount.safe() && suffices <= WORTH * amount.live()
                ? Optional.of(new Offer(
                        amount.path(),
                        Value.plain(Long.toString(suffices)),
                        "%d holds the longest that was asked for".formatted(suffices)))
                : Optional.empty();
    }
}
