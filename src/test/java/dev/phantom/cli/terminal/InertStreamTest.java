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
    private final PrintStream stream = InertStream.over(new PrintStream(bytes, true, StandardCharsets.UTF_8), true);

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
    @ValueSource(strings = {"\n", "\r\n", "\n \n\t"})
    void eachLineBeginsAnew(String end) {
        stream.print("first" + end + "::error::x");
        assertThat(printed()).isEqualTo("first" + end + ": :error::x");
    }

    /// What moves a cursor, hides or turns a text is seen, and does nothing.
    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            delimiter = '|',
            value = {
                "a\u001b]8;;x\u0007b|a\\u001b]8;;x\\u0007b",
                "a\u001b[2Jb|a\\u001b[2Jb",
                "a\u001b[8mb|a\\u001b[8mb",
                "a\u009b2Jb\u007f|a\\u009b2Jb\\u007f",
                "pay\u202eyap\u2066x\u200b|pay\\u202eyap\\u2066x\\u200b",
                "a\uDB40\uDC41b|a\\udb40\\udc41b",
                "ü 😀 日本|ü 😀 日本"
            })
    void nothingActsOnATerminal(String said, String shown) {
        stream.print(said);
        assertThat(printed()).isEqualTo(shown);
    }

    @Test
    void noLineIsWrittenOverAnother() {
        stream.print("evil\rgood\r\n");
        assertThat(printed()).isEqualTo("evil good\r\n");
    }

    @Test
    void coloursOfPhantomPassOnATerminalOnly() {
        var red = "\u001b[1;31mCRITICAL\u001b[0m x\u001b[2J";
        stream.print(red);
        assertThat(printed()).isEqualTo("\u001b[1;31mCRITICAL\u001b[0m x\\u001b[2J");
        bytes.reset();
        InertStream.over(new PrintStream(bytes, true, StandardCharsets.UTF_8), false)
                .print(red);
        assertThat(printed()).doesNotContain("\u001b");
    }

    /// A file that is printed is the file.
    @Test
    void bytesStayWhatTheyAre() {
        var file = "\uFEFFResources: {}\r\n# \u202e\n".getBytes(StandardCharsets.UTF_8);
        stream.write(file, 0, file.length);
        stream.flush();
        assertThat(bytes.toByteArray()).isEqualTo(file);
    }

    @Test
    void inJsonAnEscapeIsTheSameValue() {
        var text = new PrintedText(stream);
        text.write("{\"a\": \"\u202e\uDB40".toCharArray(), 0, 9);
        text.write("\uDC41\u0085\"}".toCharArray(), 0, 4);
        text.close();
        assertThat(printed()).isEqualTo("{\"a\": \"\\u202e\\udb40\\udc41\\u0085\"}");
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
