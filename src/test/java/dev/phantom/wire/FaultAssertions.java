package dev.phantom.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.Limits;
import java.time.Duration;

/// What every line about a fault must be, whichever edge says it.
public final class FaultAssertions {

    /// Small enough for a test, large enough for an answer on a busy machine.
    public static final Limits HURRIED =
            new Limits(Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofMinutes(5), 200_000);

    public static final int HUGE = 1_000_000;

    private FaultAssertions() {}

    /// A network of its own with small limits.
    public static Network network() {
        return new Network(HURRIED, java.time.InstantSource.system(), note -> {});
    }

    public static void tellsTheTruth(WireFault fault, String host, Diagnostic why) {
        tellsTheTruth(fault, host, why.line());
        assertThat(why.cause()).as(why.line()).isEqualTo(fault.cause());
    }

    public static void tellsTheTruth(WireFault fault, String host, String line) {
        assertThat(line).containsPattern(fault.said(host));
        isForPeople(line);
        if (fault != WireFault.STALL) {
            assertThat(line).doesNotContain("no answer within").doesNotContain("did not answer within");
        }
    }

    /// One line, without a class, a null, a stack trace, a secret or a fault of our own.
    public static void isForPeople(String line) {
        assertThat(line)
                .doesNotContain("\n")
                .doesNotContain("PH-CLI-099")
                .doesNotContainPattern("\\bnull\\b")
                .doesNotContainPattern("\\b[A-Z]\\w*(Exception|Error)\\b")
                .doesNotContainPattern("\\b(java|software|com|org|io|kotlin)\\.[a-z]+\\.")
                .doesNotContain("ghp_0123456789");
    }
}
