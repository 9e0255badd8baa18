package dev.phantom.drift.attribute;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/// What the last look at a stack saw of its drift: who changed what and when stays known from here on, whatever else is
/// deployed and whatever the change log forgets.
///
/// @param at     when live was read; the epoch where there was no look
/// @param unread resources of the stack that it did not see: when they were last seen; the epoch where never
/// @param open   changes that nobody has decided
/// @param hidden changes that a rule of the repository hides, or that are adopted
public record Sightings(Instant at, Map<String, Instant> unread, List<Sighting> open, List<Sighting> hidden) {

    public static final Sightings NONE = new Sightings(Instant.EPOCH, Map.of(), List.of(), List.of());

    public Sightings {
        unread = Collections.unmodifiableMap(new TreeMap<>(unread));
        open = List.copyOf(open);
        hidden = List.copyOf(hidden);
    }

    public Stream<Sighting> all() {
        return Stream.concat(open.stream(), hidden.stream());
    }

    public Stream<Sighting> of(String logicalId) {
        return all().filter(sighting -> sighting.logicalId().equals(logicalId));
    }

    /// When a resource was last seen; empty if never.
    public Optional<Instant> seen(String logicalId) {
        return Optional.of(unread.getOrDefault(logicalId, at)).filter(moment -> moment.isAfter(Instant.EPOCH));
    }

    /// Since when at the longest a property of a resource differs, or, where none does, when it was last seen; empty
    /// where one was never seen undrifted.
    public Optional<Instant> undrifted(String logicalId) {
        return earliest(logicalId, sighting -> Optional.ofNullable(sighting.undrifted()));
    }

    /// When all of a resource was last seen undrifted; empty if never.
    public Optional<Instant> intact(String logicalId) {
        return earliest(logicalId, sighting -> Optional.ofNullable(sighting.intact()));
    }

    private Optional<Instant> earliest(String logicalId, Function<Sighting, Optional<Instant>> moment) {
        var moments = of(logicalId).map(moment).toList();
        if (moments.isEmpty()) {
            return seen(logicalId);
        }
        return moments.stream().anyMatch(Optional::isEmpty)
                ? Optional.empty()
                : moments.stream().flatMap(Optional::stream).min(Instant::compareTo);
    }
}
