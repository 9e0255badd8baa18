package dev.phantom.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.run.Reservations.Caps;
import dev.phantom.run.Reservations.Place;
import dev.phantom.run.Reservations.Seen;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What every implementation of [Reservations] keeps. Two handles stand for two processes that share one store.
public abstract class ReservationsContract {

    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    private static final Seen NOTHING = new Seen(Map.of(), Map.of());

    private Instant now = NOW;

    /// The same store each time, as another process has it.
    protected abstract Reservations handle(InstantSource clock);

    private Reservations handle() {
        return handle(() -> now);
    }

    private static Place place(String branch, String stack) {
        return new Place(branch, stack, 0);
    }

    private static List<Place> places(String stack, String... branches) {
        return Stream.of(branches).map(b -> place(b, stack)).toList();
    }

    @Test
    void theFirstOnesGetIn() {
        assertThat(handle().reserve(places("s", "c", "a", "b"), NOTHING, new Caps(2, 9)))
                .containsExactlyInAnyOrder("c", "a");
    }

    @Test
    void aStackHasACapOfItsOwn() {
        var wanted = List.of(place("a", "s"), place("b", "s"), place("c", "t"));
        assertThat(handle().reserve(wanted, NOTHING, new Caps(9, 1))).containsExactlyInAnyOrder("a", "c");
    }

    @Test
    void whatIsOpenIsCounted() {
        var seen = new Seen(Map.of("x", "s"), Map.of("x", 1));
        assertThat(handle().reserve(places("s", "a", "b"), seen, new Caps(2, 9)))
                .containsExactly("a");
        assertThat(handle().reserve(places("s", "c"), seen, new Caps(9, 2))).isEmpty();
    }

    @Test
    void aPlaceThatAnotherProcessTookIsTaken() {
        handle().reserve(places("s", "a"), NOTHING, new Caps(1, 9));
        assertThat(handle().reserve(places("t", "b"), NOTHING, new Caps(1, 9))).isEmpty();
        assertThat(handle().reserve(places("t", "b"), NOTHING, new Caps(2, 9))).containsExactly("b");
    }

    @Test
    void aPlaceIsGivenAgainToWhoAsksForTheSame() {
        handle().reserve(places("s", "a"), NOTHING, new Caps(1, 1));
        assertThat(handle().reserve(places("s", "a"), NOTHING, new Caps(1, 1))).containsExactly("a");
    }

    @Test
    void onceSeenOpenItIsCountedOnce() {
        handle().reserve(places("s", "a"), NOTHING, new Caps(2, 9));
        var seen = new Seen(Map.of("a", "s"), Map.of("a", 7));
        assertThat(handle().reserve(places("s", "b"), seen, new Caps(2, 9))).containsExactly("b");
    }

    /// One process sees the pull request closed already; another one looked before it was opened.
    @Test
    void onceSeenClosedItIsFreeForWhoSawIt() {
        handle().reserve(places("s", "a"), NOTHING, new Caps(1, 9));
        assertThat(handle().reserve(places("s", "b"), NOTHING, new Caps(1, 9))).isEmpty();
        assertThat(handle().reserve(places("s", "b"), new Seen(Map.of(), Map.of("a", 7)), new Caps(1, 9)))
                .containsExactly("b");
    }

    /// An earlier pull request of the branch is not the one that the place is for.
    @Test
    void anEarlierPullRequestOfTheBranchSettlesNothing() {
        var seen = new Seen(Map.of(), Map.of("a", 7));
        handle().reserve(List.of(new Place("a", "s", 7)), seen, new Caps(1, 9));
        assertThat(handle().reserve(places("s", "b"), seen, new Caps(1, 9))).isEmpty();
    }

    @Test
    void aReleasedPlaceIsFree() {
        handle().reserve(places("s", "a"), NOTHING, new Caps(1, 9));
        handle().release(Set.of("a", "never taken"));
        assertThat(handle().reserve(places("s", "b"), NOTHING, new Caps(1, 9))).containsExactly("b");
    }

    @Test
    void aRunThatDiedHoldsNoPlaceForEver() {
        handle().reserve(places("s", "a"), NOTHING, new Caps(1, 9));
        now = NOW.plus(Duration.ofHours(Reservations.LEASE_HOURS));
        assertThat(handle().reserve(places("s", "b"), NOTHING, new Caps(1, 9))).isEmpty();
        now = now.plusSeconds(1);
        assertThat(handle().reserve(places("s", "b"), NOTHING, new Caps(1, 9))).containsExactly("b");
    }

    @Test
    void manyAtOnceNeverGetMoreThanTheCap() throws Exception {
        var handles = List.of(handle(), handle());
        var asking = new ArrayList<Callable<Set<String>>>();
        for (var i = 0; i < 24; i++) {
            var branch = "branch-" + i;
            var handle = handles.get(i % 2);
            asking.add(() -> handle.reserve(places("s", branch), NOTHING, new Caps(5, 9)));
        }
        try (var threads = Executors.newFixedThreadPool(8)) {
            var granted = 0;
            for (var answer : threads.invokeAll(asking)) {
                granted += answer.get().size();
            }
            assertThat(granted).isEqualTo(5);
        }
    }
}
