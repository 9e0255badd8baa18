package dev.phantom.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class LoggingTest {
    @Test
    void librariesAreSilent() throws Exception {
        assertThat(chatter("false")).isEqualTo(new Said("", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"through slf4j", "through java.util.logging"})
    void debugShowsThemOnStderr(String line) throws Exception {
        Said said = chatter("true");
        assertThat(said.out).isEmpty();
        assertThat(said.err).contains(line);
    }

    private static Said chatter(String debug) throws IOException {
        Process process = new ProcessBuilder(List.of(
                        System.getProperty("java.home") + "/bin/java",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Chatter.class.getName(),
                        debug))
                .start();
        return new Said(
                new String(process.getInputStream().readAllBytes(), UTF_8),
                new String(process.getErrorStream().readAllBytes(), UTF_8));
    }

    private record Said(String out, String err) {}

    /// A program with two talkative libraries.
    static final class Chatter {
        public static void main(String[] args) {
            Logging.install(Boolean.parseBoolean(args[0]));
            LoggerFactory.getLogger("a.library").error("through slf4j", new IllegalStateException());
            java.util.logging.Logger.getLogger("another.library").log(Level.SEVERE, "through java.util.logging");
        }
    }
}
