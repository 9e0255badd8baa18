package dev.phantom.datadog.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class TerminalTextTest {

    @RepeatedTest(200)
    void anyTextIsOneSafeLine(RepetitionInfo info) {
        var random = new Random(info.getCurrentRepetition());
        var text = new StringBuilder();
        for (var i = random.nextInt(800); i > 0; i--) {
            text.appendCodePoint(random.nextInt(4) == 0 ? random.nextInt(0x20) : random.nextInt(0x11_0000));
        }
        var safe = TerminalText.of(text.toString());
        assertThat(safe)
                .as("seed %d", info.getCurrentRepetition())
                .doesNotMatch("(?s).*[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}].*");
        assertThat(safe.codePoints().filter(c -> c == '…').count()).isLessThanOrEqualTo(501);
    }

    @Test
    void wordsOfAnyScriptStay() {
        assertThat(TerminalText.of("größe 値 🙂")).isEqualTo("größe 値 🙂");
    }

    @Test
    void aCredentialInALogLineIsNotPrinted() {
        assertThat(TerminalText.of("login failed: password=Tr0ub4dor user=app"))
                .isEqualTo("login failed: password=(secret) user=app");
    }
}
