package dev.phantom.run;

import dev.phantom.run.Reservations.Caps;
import dev.phantom.run.Reservations.Place;
import dev.phantom.run.Reservations.Seen;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The places that are held: what every implementation of [Reservations] keeps, and works out in one step.
///
/// @param held oldest first
public record HeldPlaces(List<Held> held) {

    /// @param since when it was given first
    public record Held(Place place, Instant since) {}

    /// @param granted branches that may be opened
    /// @param after   what is held now
    public record Reserved(Set<String> granted, HeldPlaces after) {
        public Reserved {
            granted = Set.copyOf(granted);
        }
    }

    public static final HeldPlaces NONE = new HeldPlaces(List.of());

    public HeldPlaces {
        held = List.copyOf(held);
    }

    public Reserved reserve(List<Place> wanted, Seen seen, Caps caps, Instant now) {
        var left = held.stream().filter(h -> !over(h, now)).toList();
        var counted = new HashMap<>(seen.open());
        left.stream().map(Held::place).filter(p -> !settled(p, seen)).forEach(p -> counted.put(p.branch(), p.stack()));
        var granted = new LinkedHashSet<String>();
        var after = new ArrayList<>(left);
        for (var place : wanted) {
            if (!counted.containsKey(place.branch())) {
                var own =
                        counted.values().stream().filter(place.stack()::equals).count();
                if (counted.size() >= caps.all() || own >= caps.perStack()) {
                    continue;
                }
                counted.put(place.branch(), place.stack());
                after.removeIf(h -> h.place().branch().equals(place.branch()));
                after.add(new Held(place, now));
            }
            granted.add(place.branch());
        }
        return new Reserved(granted, new HeldPlaces(after));
    }

    public HeldPlaces without(Collection<String> branches) {
        return new HeldPlaces(held.stream()
                .filter(h -> !branches.contains(h.place().branch()))
                .toList());
    }

    /// The asker sees what came of it.
    private static boolean settled(Place place, Seen seen) {
        return seen.newest().getOrDefault(place.branch(), 0) > place.after();
    }

    private static boolean over(Held held, Instant now) {
        return held.since().plus(Duration.ofHours(Reservations.LEASE_HOURS)).isBefore(now);
    }
}
