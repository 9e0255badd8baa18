package dev.phantom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.assembly.Release;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

    private final Shell shell = new Shell();

    @Test
    void theVersionGoesToStdout() {
        assertThat(shell.run("--version")).isEqualTo(new Shell.Result(0, Release.TITLE + System.lineSeparator(), ""));
    }

    /// The number alone is what telemetry and SARIF say of us.
    @Test
    void theVersionIsTheBuilds() throws Exception {
        assertThat(Release.TITLE).isEqualTo("phantom " + Release.VERSION);
        assertThat(Files.readString(Path.of("pom.xml")))
                .containsPattern("<artifactId>phantom</artifactId>\\s*<version>" + Pattern.quote(Release.VERSION)
                        + "(-SNAPSHOT)?</version>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "frobnicate", "types", "types show --nonsense", "types show A B --output papyrus"})
    void whatIsNotUnderstoodIsOneLineAndExitOne(String line) {
        var result = shell.run(line.isEmpty() ? new String[0] : line.split(" "));
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().lines()).hasSize(1).first().asString().startsWith("PH-CLI-001 ");
    }

    @Test
    void runSaysWhereItLooksForItsConfiguration(@TempDir Path folder) {
        var result = new Shell().in(folder).run("run");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .isEqualTo(
                        "PH-CLI-002 phantom.yaml the file does not exist; run in the folder that contains phantom.yaml, or pass it with"
                                + " --config or PHANTOM_CONFIG\n");
    }

    @Test
    void helpListsWhatExists() {
        var result = shell.run("--help");
        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("types");
    }
}
