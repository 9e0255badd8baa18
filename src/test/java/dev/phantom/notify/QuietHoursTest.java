package dev.phantom.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Hours of the night, at the clocks of a zone.
class QuietHoursTest {

    @Test
    void quietHoursFollowTheClocksOfTheirZone() {
        var quiet = new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0), ZoneId.of("Europe/Berlin"));
        assertThat(quiet.at(Instant.parse("2026-07-01T20:00:00Z"))).isTrue();
        assertThat(quiet.at(Instant.parse("2026-07-01T05:00:00Z"))).isFalse();
        assertThat(quiet.at(Instant.parse("2026-12-01T05:59:59Z"))).isTrue();
        assertThat(quiet.at(Instant.parse("2026-12-01T06:00:00Z"))).isFalse();
        assertThat(quiet.end(Instant.parse("2026-03-28T22:00:00Z")).toInstant())
                .as("the night in which the clocks are put forward")
                .isEqualTo("2026-03-29T05:00:00Z");
        var noon = new QuietHours(LocalTime.of(12, 0), LocalTime.of(13, 0), ZoneId.of("UTC"));
        assertThat(List.of("11:59", "12:00", "12:59", "13:00").stream()
                        .map(t -> noon.at(Instant.parse("2026-07-01T" + t + ":00Z"))))
                .containsExactly(false, true, true, false);
        assertThat(Optional.of(noon.end(Instant.parse("2026-07-01T12:30:00Z")).toInstant()))
                .contains(Instant.parse("2026-07-01T13:00:00Z"));
    }
}
