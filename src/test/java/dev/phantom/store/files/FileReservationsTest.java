package dev.phantom.store.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phantom.run.Reservations;
import dev.phantom.run.ReservationsContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two instances on one folder are two processes, but for the system's lock, which is theirs together.
class FileReservationsTest extends ReservationsContract {

    private static final Reservations.Seen NOTHING = new Reservations.Seen(Map.of(), Map.of());
    private static final List<Reservations.Place> ONE = List.of(new Reservations.Place("a", "s", 0));

    @TempDir
    private Path folder;

    @Override
    protected Reservations handle(InstantSource clock) {
        return new FileReservations(folder, "acme/infra", clock);
    }

    @Test
    void anotherRepositoryHasPlacesOfItsOwn() {
        var caps = new Reservations.Caps(1, 1);
        handle(InstantSource.system()).reserve(ONE, NOTHING, caps);
        assertThat(new FileReservations(folder, "acme/other", InstantSource.system())
                        .reserve(List.of(new Reservations.Place("b", "s", 0)), NOTHING, caps))
                .containsExactly("b");
    }

    @Test
    void aDamagedFileIsSaidToBeOne() throws IOException {
        Files.writeString(folder.resolve("reservations-acme_infra.json"), "[{\"since\": \"yesterday\"}]");
        assertThatThrownBy(() -> handle(InstantSource.system()).reserve(ONE, NOTHING, new Reservations.Caps(1, 1)))
                .hasMessageContaining("cannot be read");
    }
}
