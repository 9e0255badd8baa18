package dev.phantom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which folder a file of the repository may have read: its own. Another one is named on the command line.
class SafeFolderTest {

    private static final String OUTSIDE = " is outside the folder of this file";

    @TempDir
    Path folder;

    private Path here = Path.of("");

    @BeforeEach
    void aRepositoryAndWhatIsBesideIt() throws IOException {
        here = Files.createDirectories(folder.resolve("repository"));
        Files.createDirectories(here.resolve("infra"));
        Files.createDirectories(folder.resolve("repository-of-others"));
        Files.createSymbolicLink(here.resolve("link"), folder.resolve("repository-of-others"));
    }

    /// Without a stack nothing is read: whether the folder is refused is all that differs.
    private String said(String safe, String... words) throws IOException {
        Files.writeString(here.resolve("phantom.yaml"), "version: 1\nsafe: {folder: '" + safe + "'}\n");
        var result = new Shell().in(here).run(words);
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        return result.err();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/etc",
                "..",
                "../../etc",
                "infra/../..",
                "../repository-of-others",
                "link",
                "link/below",
                "../nowhere"
            })
    void aFileOfTheRepositoryNamesNoFolderOutside(String safe) throws IOException {
        for (var command : new String[] {"run", "adopt"}) {
            assertThat(said(safe, command, "--quiet"))
                    .hasLineCount(1)
                    .startsWith("PH-CFG-003 phantom.yaml:2:16 safe.folder '" + safe + "'" + OUTSIDE)
                    .contains("--safe");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "infra", "./infra/..", "infra/nowhere", "../repository/infra"})
    void oneInsideIsRead(String safe) throws IOException {
        assertThat(said(safe, "run", "--quiet")).startsWith("PH-CFG-003 no stack is configured");
    }

    /// Where the configuration lies decides, not where the user stands.
    @Test
    void theFolderIsThatOfTheFile() throws IOException {
        Files.writeString(here.resolve("infra/phantom.yaml"), "version: 1\nsafe: {folder: .}\n");
        assertThat(said(".", "run", "--quiet", "--config", "infra/phantom.yaml"))
                .contains(OUTSIDE);
        Files.writeString(here.resolve("infra/phantom.yaml"), "version: 1\nsafe: {folder: infra}\n");
        assertThat(said(".", "run", "--quiet", "--config", "infra/phantom.yaml"))
                .contains("no stack is configured");
    }

    @Test
    void theCommandLineNamesAnyFolder() throws IOException {
        var others = folder.resolve("repository-of-others").toString();
        for (var safe : new String[] {others, "../repository-of-others", "link"}) {
            assertThat(said("..", "run", "--quiet", "--safe", safe)).startsWith("PH-CFG-003 no stack is configured");
        }
        Files.writeString(here.resolve("hosted.yaml"), "version: 1\ngithub: {repository: acme/infra}\n");
        assertThat(said(".", "run", "--quiet", "--safe", others, "--config", "hosted.yaml"))
                .startsWith("PH-CLI-001 --safe requires safe.folder");
    }

    @Test
    void initWritesNoFileThatWouldBeRefused() throws IOException {
        Files.writeString(folder.resolve("repository-of-others/a.yaml"), "Resources: {A: {Type: AWS::SNS::Topic}}\n");
        assertThat(said(".", "init", "--root", "../repository-of-others", "--out", "new.yaml", "--region", "us-east-1"))
                .startsWith("PH-CLI-001 ../repository-of-others --root is outside the folder of new.yaml");
        assertThat(here.resolve("new.yaml")).doesNotExist();
    }
}
