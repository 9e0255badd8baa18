package dev.phantom.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phantom.fault.Cause;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.Limits;
import dev.phantom.fault.PhantomException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// When a vendor is given up, when a stack's time is over, and what is said about clocks.
class VendorTest {

    private static final Instant NOW = Instant.parse("2026-11-29T03:00:00Z");
    private static final Diagnostic REFUSED =
            Diagnostic.of(Code.AWS_FAILED, "127.0.0.1 refused the connection").by(Cause.AWAY);

    private final List<String> said = new ArrayList<>();
    private Instant now = NOW;
    private final Network network = new Network(Limits.DEFAULT, () -> now, said::add);

    @Test
    void threeExhaustedCallsAreEnoughAndSaidOnce() {
        var vendor = network.vendor("GitHub");
        for (var i = 0; i < 2; i++) {
            vendor.failed(REFUSED, Duration.ofMillis(20));
            assertThat(vendor.away()).isEmpty();
        }
        vendor.failed(REFUSED, Duration.ofMillis(20));
        vendor.failed(REFUSED, Duration.ofMillis(20));
        assertThatThrownBy(vendor::stillThere).isInstanceOfSatisfying(PhantomException.class, e -> {
            assertThat(e.diagnostic().cause()).isEqualTo(Cause.AWAY);
            assertThat(e.diagnostic().code()).isEqualTo(Code.AWS_FAILED);
        });
        assertThat(said)
                .containsExactly("PH-AWS-004 GitHub is not asked any more in this run, after 3 failed calls and 60 ms:"
                        + " 127.0.0.1 refused the connection; see the error returned by AWS");
        assertThat(network.vendor("GitHub").away()).isPresent();
        assertThat(network.vendor("Datadog").away()).isEmpty();
    }

    /// A call that waited as long as one may is not waited for a second time.
    @Test
    void waitingInVainAsLongAsOneCallMayIsEnough() {
        var vendor = network.vendor("GitHub");
        vendor.failed(REFUSED, Duration.ofSeconds(29));
        assertThat(vendor.away()).isEmpty();
        vendor.failed(REFUSED, Duration.ofSeconds(1));
        assertThat(vendor.away()).isPresent();
    }

    @ParameterizedTest
    @EnumSource(
            value = Cause.class,
            names = {"DENIED", "OTHER", "NOT_CONFIGURED"})
    void aNoIsAnAnswer(Cause answer) {
        var vendor = network.vendor("GitHub");
        for (var i = 0; i < 9; i++) {
            vendor.failed(REFUSED.by(answer), Duration.ofMinutes(5));
        }
        assertThat(vendor.away()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'Sun, 29 Nov 2026 03:00:59 GMT', ''",
        "'Sun, 29 Nov 2026 03:05:00 GMT', 'clock: this machine is 5 min behind GitHub; set its clock'",
        "'Sun, 29 Nov 2026 01:00:00 GMT', 'clock: this machine is 2 h ahead of GitHub; set its clock'",
        "'yesterday', ''"
    })
    void aClockThatIsOffIsSaidOnce(String date, String line) {
        network.vendor("GitHub").dated(date);
        network.vendor("GitHub").dated(date);
        network.vendor("GitHub").dated(null);
        assertThat(said).isEqualTo(line.isEmpty() ? List.of() : List.of(line));
    }

    @Test
    void theTimeOfAStackIsOneForAllVendorsAndBeginsWithItsFirstWait() {
        assertThat(network.left("a")).isEqualTo(Duration.ofMinutes(20));
        now = NOW.plus(Duration.ofMinutes(19));
        assertThat(network.left("a")).isEqualTo(Duration.ofMinutes(1));
        assertThat(network.left("b")).isEqualTo(Duration.ofMinutes(20));
        now = NOW.plus(Duration.ofMinutes(21));
        assertThat(network.left("a")).isZero();
        assertThatThrownBy(() -> network.within("a", Code.AWS_FAILED, "nothing was looked up"))
                .hasMessageContaining("nothing was looked up: the time for one stack is over (20 min)")
                .hasMessageContaining("raise limits.stackSeconds");
        network.within("b", Code.AWS_FAILED, "nothing was looked up");
    }

    @Test
    void aModelMayThinkLonger() {
        assertThat(network.model("Claude").limits().call()).isEqualTo(Duration.ofSeconds(90));
        assertThat(Limits.DEFAULT.attempt()).isEqualTo(Duration.ofSeconds(20));
        assertThat(Limits.DEFAULT.connect()).isEqualTo(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @CsvSource({"250, 250 ms", "1500, 2 s", "60000, 60 s", "180000, 3 min", "10800000, 3 h"})
    void timesAreSaidRoundly(long millis, String text) {
        assertThat(Limits.said(Duration.ofMillis(millis))).isEqualTo(text);
    }

    @Test
    void anInterruptedCallerGetsAwayAtOnceAndStaysInterrupted() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() ->
                        Exchange.of(java.net.URI.create("http://vendor.invalid"), Duration.ofHours(1), 10, exchange -> {
                            Thread.sleep(Duration.ofHours(1));
                            return "never";
                        }))
                .isInstanceOf(java.io.InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
