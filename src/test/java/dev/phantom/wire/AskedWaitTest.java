package dev.phantom.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AskedWaitTest {

    private static final Instant NOW = Instant.parse("2026-11-29T08:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5                             | PT5S",
                " 5 , 5                        | PT5S",
                "5, 7                          | PT7S",
                "4.8                           | PT4.8S",
                "0                             | PT0S",
                "Sun, 29 Nov 2026 08:01:30 GMT | PT1M30S",
                "Sun, 29 Nov 2026 07:00:00 GMT | PT0S",
                "soon, 3                       | PT3S"
            })
    void aHeaderSaysHowLong(String header, Duration wait) {
        assertThat(AskedWait.of(List.of(header), NOW)).contains(wait);
    }

    @Test
    void twoLinesAreOneHeader() {
        assertThat(AskedWait.of(List.of("5", "6"), NOW)).contains(Duration.ofSeconds(6));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "1e9", "99999999999999999999", "Sun, 40 Nov 2026"})
    void whatCannotBeReadIsNoNumber(String header) {
        assertThat(AskedWait.of(List.of(header), NOW)).isEmpty();
    }
}
