package dev.phantom.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EpisodeTest {

    private static final Instant CHANGE = Instant.parse("2026-11-21T03:04:00Z");
    private static final Window WINDOW =
            new Window(CHANGE.minus(Duration.ofHours(2)), CHANGE, CHANGE.plus(Duration.ofDays(1)), Window.Dating.WRITE);

    private static Signal alert(int from, @Nullable Integer to) {
        return new Signal.Alert(minute(from), to == null ? null : minute(to), "m", "", "");
    }

    private static Signal incident(int from, @Nullable Integer to) {
        return new Signal.Incident(
                minute(from), to == null ? null : minute(to), "1", "", IncidentCourse.UNKNOWN, "", "");
    }

    private static Instant minute(int offset) {
        return CHANGE.plus(Duration.ofMinutes(offset));
    }

    @Test
    void beginsWithTheFirstAndEndsWithTheLastAlert() {
        assertThat(Episode.around(List.of(alert(-12, 58), alert(-5, 30), incident(-14, 600)), WINDOW))
                .contains(new Episode(minute(-14), minute(58)));
    }

    @Test
    void incidentsEndItWhereNoAlertDoes() {
        assertThat(Episode.around(List.of(incident(-14, 66)), WINDOW)).contains(new Episode(minute(-14), minute(66)));
    }

    @Test
    void lastsWhileOneLasts() {
        assertThat(Episode.around(List.of(alert(-12, 58), alert(-5, null)), WINDOW))
                .contains(new Episode(minute(-12), null));
    }

    @Test
    void whatIsFarIsNotIts() {
        assertThat(Episode.around(List.of(alert(-200, -90), alert(136, 166), alert(-3000, null)), WINDOW))
                .isEmpty();
    }

    @Test
    void phasesMeetAtTheChange() {
        var samples = java.util.stream.IntStream.range(-120, 120)
                .mapToObj(i -> new Sample(minute(i), i < -12 ? 1 : i < 0 ? 2 : i < 58 ? 3 : 4))
                .toList();
        var phases = Statistics.phases(samples, WINDOW, new Episode(minute(-12), minute(58)));
        assertThat(phases.before()).isNotNull().matches(s -> s.max() == 1 && s.points() == 108);
        assertThat(phases.onset()).isNotNull().matches(s -> s.min() == 2 && s.max() == 2);
        assertThat(phases.during()).isNotNull().matches(s -> s.min() == 3 && s.max() == 3);
        assertThat(phases.after()).isNotNull().matches(s -> s.min() == 4 && s.max() == 4);
    }

    @Test
    void withoutTroubleThereIsBeforeAndDuring() {
        var phases = Statistics.phases(List.of(new Sample(minute(-1), 1), new Sample(minute(1), 2)), WINDOW, null);
        assertThat(phases.onset()).isNull();
        assertThat(phases.after()).isNull();
        assertThat(phases.before()).isNotNull();
        assertThat(phases.during()).isNotNull();
    }
}
