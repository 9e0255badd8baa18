package dev.phantom.datadog.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phantom.fault.PhantomException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalTextTest {

    @RepeatedTest(200)
    void anyTextIsOneSafeLine(RepetitionInfo info) {
        var random = new Random(info.getCurrentRepetition());
        var text = new StringBuilder();
        for (var i = random.nextInt(800); i > 0; i--) {
            text.appendCodePoint(random.nextInt(4) == 0 ? random.nextInt(0x20) : random.nextInt(0x11_0000));
        }
        var safe = TerminalText.of(text.toString());
        assertThat(safe).as("seed %d", info.getCurrentRepetition()).doesNotMatch("(?s).*[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}].*");
        assertThat(safe.codePoints().filter(c -> c == '…').count()).isLessThanOrEqualTo(501);
    }

    @Test
    void wordsOfAnyScriptStay() {
        assertThat(TerminalText.of("größe 値 🙂")).isEqualTo("größe 値 🙂");
    }

    @Test
    void spansOfTime() {
        assertThat(Lookback.parse("12h")).isEqualTo(Duration.ofHours(12));
        assertThat(Lookback.parse("2w")).isEqualTo(Duration.ofDays(14));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12", "h", "0h", "-1h", "1.5h", "12 h", "999999h"})
    void otherSpansAreRefused(String text) {
        assertThatThrownBy(() -> Lookback.parse(text)).isInstanceOf(PhantomException.class).hasMessageContaining("PH-CLI-001 --last");
    }
}
