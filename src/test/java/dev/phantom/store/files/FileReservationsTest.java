package dev.phantom.store.files;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    /// What is said of no place is not that there is none.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{}",
                "[{",
                "\u0000\u0001",
                "[{\"branch\": \"b\", \"stack\": \"s\", \"after\": 0, \"since\": \"yesterday\"}]",
                "[{\"stack\": \"s\", \"after\": 0, \"since\": \"2026-11-22T09:00:00Z\"}]"
            })
    void aDamagedFileIsSetAsideAndSaid(String text) throws IOException {
        Files.writeString(folder.resolve("reservations-acme_infra.json"), text);
        var reservations = handle(InstantSource.system());
        assertThat(reservations.reserve(ONE, NOTHING, new Reservations.Caps(1, 1)))
                .hasSize(1);
        assertThat(reservations.lost())
                .singleElement()
                .satisfies(why -> assertThat(why.line())
                        .contains("cannot be read; it was set aside as reservations-acme_infra.json.broken-"));
    }
}
