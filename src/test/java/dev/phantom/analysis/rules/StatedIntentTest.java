package dev.phantom.analysis.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a note wants, whoever words it.
class StatedIntentTest {
    private static final Instant WRITTEN = Instant.parse("2026-11-23T10:00:00Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Approved by the platform lead",
                "security: ok, nothing else is behind it",
                "We looked at it on Monday. Go ahead.",
                "decision of the architects: 30 days"
            })
    void anAgreementIsOne(String text) {
        assertThat(StatedIntent.of(text).granted()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not approved yet",
                "Is this approved?",
                "waiting for approval",
                "if it is approved, open it",
                "to be confirmed"
            })
    void whatIsDeniedAskedOrConditionalIsNone(String text) {
        assertThat(StatedIntent.of(text).granted()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bigger for now, the queue is long",
                "put it back tonight",
                "switch the schedule on again before the month ends",
                "off for the import, then on again"
            })
    void whatIsForATimeOrToBeTakenBackIsTemporary(String text) {
        assertThat(StatedIntent.of(text).temporary()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"keep it, for good", "it stays as it is", "please take it over into your template"})
    void whatIsToLastIsNot(String text) {
        assertThat(StatedIntent.of(text).temporary()).isFalse();
        assertThat(StatedIntent.of(text).stays()).isTrue();
    }

    @Test
    void anEndThatHangsOnSomethingElseIsNoDay() {
        var text = "no deletion until the case is closed";
        assertThat(StatedIntent.of(text).awaits()).isTrue();
        assertThat(NamedDay.ends(text, WRITTEN)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"remove by 31/12/2026", "until Thursday", "on again tonight", "until the switch on Wed"})
    void anEndMayBeNumbersAWeekdayOrTonight(String text) {
        assertThat(NamedDay.ends(text, WRITTEN)).isNotEmpty();
    }

    @Test
    void aDayOnWhichSomethingBeginsIsNoEnd() {
        assertThat(NamedDay.ends("we do it by script tomorrow", WRITTEN)).isEmpty();
        assertThat(NamedDay.ends("first runs tomorrow", WRITTEN)).isEmpty();
    }
}
