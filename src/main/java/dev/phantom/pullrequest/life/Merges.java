package dev.phantom.pullrequest.life;

import dev.phantom.drift.Drift;
import dev.phantom.drift.Undeployed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What tells a merged pull request that is on its way from one that is over: its marker alone may be copied.
///
/// @param recorded   whether the record of a drift, as it is, is on the base branch
/// @param undeployed what the base branch holds and no deployment has brought
/// @param firstSeen  since when a drift is there without a break; empty where that is not known
/// @param deployed   last deployment of the stack; null if not known
public record Merges(
        Predicate<Drift> recorded,
        List<Undeployed> undeployed,
        Function<Drift, Optional<Instant>> firstSeen,
        @Nullable Instant deployed) {

    public Merges {
        undeployed = List.copyOf(undeployed);
    }

    /// Whether a drift came after it was merged: what was merged was carried out, and it is another one.
    boolean before(Drift drift, @Nullable Instant merged) {
        return merged != null && firstSeen.apply(drift).filter(merged::isBefore).isPresent();
    }

    /// Whether the base branch changes each property of a drift. An element of a list has another index there.
    boolean changes(Drift drift) {
        return drift.changes().isEmpty()
                ? undeployed.stream().anyMatch(row -> row.logicalId().equals(drift.logicalId()))
                : drift.changes().stream()
                        .allMatch(change -> undeployed.stream()
                                .anyMatch(row -> row.logicalId().equals(drift.logicalId())
                                        && (row.path() == null
                                                || row.path().isRoot()
                                                || row.path()
                                                        .segments()
                                                        .getFirst()
                                                        .equals(change.path()
                                                                .segments()
                                                                .getFirst()))));
    }
}
