package dev.phantom.drift.attribute;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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

    /// When all of a resource was last seen undrifted; empty if never.
    public Optional<Instant> undrifted(String logicalId) {
        var known = of(logicalId).toList();
        return known.isEmpty()
                ? seen(logicalId)
                : known.stream().anyMatch(sighting -> sighting.undrifted() == null)
                        ? Optional.empty()
                        : known.stream().map(Sighting::undrifted).min(Instant::compareTo);
    }
}
