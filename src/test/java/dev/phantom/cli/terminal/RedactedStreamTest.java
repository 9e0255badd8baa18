package dev.phantom.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// What is said beside a result holds no secret, however it is written.
class RedactedStreamTest {

    private static final String SECRET = "Tr0ub4dor" + "And3";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream err = RedactedStream.over(new PrintStream(bytes, true, StandardCharsets.UTF_8));

    private String said() {
        err.flush();
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aLineInPiecesIsReadAsOne() {
        err.print("it says password=");
        for (var c : SECRET.toCharArray()) {
            err.write(c);
        }
        err.println(" ü");
        assertThat(said()).isEqualTo("it says password=(secret) ü" + System.lineSeparator());
    }

    @Test
    void aTraceOfAnErrorHoldsNone() {
        new IllegalStateException("postgres://app:" + SECRET + "@db:5432/o", new RuntimeException("token=" + SECRET))
                .printStackTrace(err);
        assertThat(said()).doesNotContain(SECRET).contains("IllegalStateException", "at dev.phantom");
    }

    @Test
    void aKeyOfManyLinesIsHiddenWholly() {
        err.print("-----BEGIN RSA PRIVATE" + " KEY-----\nMIIEowIBAAKC\nAQEAxyz0123\n-----END RSA PRIVATE"
                + " KEY-----\ndone\n");
        assertThat(said()).doesNotContain("MIIE", "xyz0123").endsWith("done\n");
    }

    @Test
    void aStepWithoutAnEndIsShownAtOnce() {
        err.print("\rreading 3 of 4");
        assertThat(said()).isEqualTo("\rreading 3 of 4");
    }
}
