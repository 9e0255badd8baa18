package dev.phantom.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the runner of a pipeline could take for a command.
class InertStreamTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream stream = InertStream.over(new PrintStream(bytes, true, StandardCharsets.UTF_8));

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            delimiter = '|',
            value = {
                "::add-mask::x|: :add-mask::x",
                "  ::set-env name=A::b|  : :set-env name=A::b",
                "\t\u00a0\u3000::error::x|\t\u00a0\u3000: :error::x",
                ":::x|: ::x",
                "a ::error::x|a ::error::x",
                "AWS::RDS::DBInstance|AWS::RDS::DBInstance",
                "a ##[add-mask]x|a ## [add-mask]x",
                "###[error]|### [error]",
                "##vso[task.setvariable]|##vso [task.setvariable]",
                "## [link](a)|## [link](a)",
                "#[x] # #[y]|#[x] # #[y]"
            })
    void isPrintedAsText(String said, String shown) {
        stream.print(said);
        assertThat(printed()).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n", "\n \n\t"})
    void eachLineBeginsAnew(String end) {
        stream.print("first" + end + "::error::x");
        assertThat(printed()).isEqualTo("first" + end + ": :error::x");
    }

    @Test
    void piecesMakeNoCommand() {
        for (var c : "a\n::error::x ##[error]\n".toCharArray()) {
            stream.print(c);
        }
        assertThat(printed()).isEqualTo("a\n: :error::x ## [error]\n");
    }

    @Test
    void aValueInJsonStaysWhatItIs() {
        stream.println("{\"a\": \"##[error] x ##[y]\"}");
        assertThat(printed()).isEqualTo("{\"a\": \"##\\u005berror] x ##\\u005by]\"}\n");
    }

    @Test
    void bothStreamsOfATerminalAreInertOnce() {
        var terminal = new Terminal(
                new PrintStream(bytes, true, StandardCharsets.UTF_8),
                new PrintStream(bytes, true, StandardCharsets.UTF_8),
                Map.of(),
                Clock.systemUTC(),
                Path.of(""),
                false,
                false);
        terminal.out().println("::error::out");
        terminal.err().println("::error::err");
        assertThat(printed()).isEqualTo(": :error::out\n: :error::err\n");
        assertThat(terminal.with(Map.of()).out()).isSameAs(terminal.out());
    }
}
