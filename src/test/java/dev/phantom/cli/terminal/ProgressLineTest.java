package dev.phantom.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Long work says where it is without filling a screen or a log.
class ProgressLineTest {

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };

    private ProgressLine progress(boolean tty, boolean quiet) {
        var stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        var terminal = new Terminal(stream, stream, Map.of("COLUMNS", "40"), clock, Path.of(""), tty, tty);
        return ProgressLine.of(new Globals(OutputFormat.TEXT, false, false, quiet, false, false), terminal);
    }

    private String told() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aLogGetsWhatIsWorthKeepingAndAStepNowAndThen() {
        try (var progress = progress(false, false)) {
            progress.accept("starting a resource scan");
            for (int i = 0; i < 100; i++) {
                progress.step("step " + i);
                now = now.plus(Duration.ofSeconds(1));
            }
        }
        assertThat(told()).isEqualTo("starting a resource scan\nstep 30\nstep 60\nstep 90\n");
    }

    @Test
    void aTerminalHasOneLineThatIsGoneAtTheEnd() {
        try (var progress = progress(true, false)) {
            progress.step("reading a resource whose name is longer than the terminal is wide");
            progress.step("reading B");
            progress.accept("no resource scan: denied");
            progress.step("reading C");
        }
        var lines = told().split("\n", -1);
        assertThat(lines).hasSize(2);
        assertThat(lines[0].split("\r\u001b\\[K"))
                .containsExactly(
                        "", "reading a resource whose name is longer", "reading B", "no resource scan: denied");
        assertThat(lines[1]).isEqualTo("\r\u001b[Kreading C\r\u001b[K");
    }

    @Test
    void namesAreNoControlCodes() {
        progress(true, false).accept("reading \u001b[2J\u202eX\nY");
        assertThat(told()).isEqualTo("reading  [2J X Y\n");
    }

    @Test
    void quietIsQuiet() {
        try (var progress = progress(true, true)) {
            progress.step("a");
            progress.accept("b");
        }
        assertThat(told()).isEmpty();
    }
}
