package dev.phantom.run.walk;

import dev.phantom.drift.Drift;
import dev.phantom.drift.attribute.Attributor.Bracket;
import dev.phantom.drift.attribute.Sightings;
import dev.phantom.stack.Baseline;
import dev.phantom.stack.DeployedState;
import dev.phantom.stack.StackResource;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is known of a stack's resources from before: when each was last seen undrifted, and when a deployment last
/// touched it. Without an earlier look both sides fall back to what CloudFormation says.
///
/// @param baseline as it was kept
record EarlierLook(Sightings sightings, DeployedState deployed, Baseline baseline) {

    /// CloudTrail delivers an event within about this time, so a look may have come before the event of what it saw:
    /// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/view-cloudtrail-events.html
    private static final Duration DELIVERY = Duration.ofMinutes(15);

    /// The baseline without what a deployment has touched since.
    Baseline standing() {
        return new Baseline(
                baseline.id(),
                baseline.at(),
                baseline.resources().stream()
                        .filter(resource -> !moved(resource.logicalId()))
                        .toList());
    }

    private boolean moved(String logicalId) {
        var touched = row(logicalId);
        return touched.isPresent()
                && undrifted(logicalId).filter(touched.get()::isAfter).isPresent();
    }

    /// When the baseline of a resource was seen; empty if that is not known.
    Optional<Instant> undrifted(String logicalId) {
        return sightings.at().equals(Instant.EPOCH)
                ? Optional.ofNullable(baseline.at())
                : sightings.undrifted(logicalId);
    }

    /// From when on writes to a resource are searched; null if nothing says.
    @Nullable
    Instant searched(String logicalId) {
        return sightings
                .undrifted(logicalId)
                .map(look -> look.minus(DELIVERY))
                .or(() -> touched(logicalId))
                .orElse(null);
    }

    /// Between which moments a change happened: after the look that did not see it at its place, or saw another value
    /// there.
    ///
    /// @param piece    a drift of this one change
    /// @param captured when live was read; null if not known
    Bracket bracket(Drift piece, @Nullable Instant captured) {
        var there = sightings
                .of(piece.logicalId())
                .filter(sighting -> sighting.place().equals(piece.driftId()))
                .toList();
        var same = there.stream().filter(sighting -> sighting.isOf(piece)).findFirst();
        var look = same.isPresent() ? Optional.ofNullable(same.get().before()) : sightings.seen(piece.logicalId());
        var from = there.isEmpty() || same.isPresent() ? look.map(seen -> seen.minus(DELIVERY)) : look;
        return new Bracket(
                from.or(() -> touched(piece.logicalId())).orElse(null),
                look.or(() -> touched(piece.logicalId())).orElse(null),
                captured);
    }

    /// When a deployment last touched a resource; of one that CloudFormation does not list, the stack.
    private Optional<Instant> touched(String logicalId) {
        return row(logicalId).or(() -> Optional.ofNullable(deployed.lastUpdated()));
    }

    private Optional<Instant> row(String logicalId) {
        return Optional.ofNullable(deployed.resources().get(logicalId)).map(StackResource::updated);
    }
}
