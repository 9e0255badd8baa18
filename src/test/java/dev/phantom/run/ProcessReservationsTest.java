package dev.phantom.run;

import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

class ProcessReservationsTest extends ReservationsContract {

    private @Nullable Reservations one;

    @Override
    protected Reservations handle(InstantSource clock) {
        var there = one;
        if (there == null) {
            there = new ProcessReservations(clock);
            one = there;
        }
        return there;
    }
}
