package dev.phantom.run;

import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/// Reservations that live as long as this process: where nothing may be written.
public final class ProcessReservations implements Reservations {

    private final InstantSource clock;
    private HeldPlaces places = HeldPlaces.NONE;

    public ProcessReservations(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized Set<String> reserve(List<Place> wanted, Seen seen, Caps caps) {
        var reserved = places.reserve(wanted, seen, caps, clock.instant());
        places = reserved.after();
        return reserved.granted();
    }

    @Override
    public synchronized void release(Collection<String> branches) {
        places = places.without(branches);
    }
}
