package dev.phantom.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import org.junit.jupiter.api.Test;

/// What passes by itself is provisional; a no and a source that is not set up stay.
class CauseTest {

    @Test
    void onlyAnOutageABreakAndALimitPass() {
        assertThat(EnumSet.allOf(Cause.class))
                .filteredOn(Cause::passes)
                .containsExactly(Cause.AWAY, Cause.BROKEN, Cause.RATE_LIMITED);
    }

    @Test
    void aGapKeepsTheCauseOfItsProblem() {
        var why = Diagnostic.of(Code.AWS_FAILED, "no answer").by(Cause.AWAY);
        var gap = Gap.of("writes: ", why);
        assertThat(gap.cause()).isEqualTo(Cause.AWAY);
        assertThat(gap.text()).startsWith("writes: PH-AWS-004 no answer");
    }
}
