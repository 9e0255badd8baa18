package dev.phantom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.cli.terminal.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a repository brings under the folders that a run writes into, and whose history it believes.
class OwnFoldersTest {

    private static final String REFUSED = "whoever may push could put verdicts or links there";

    @TempDir
    Path folder;

    @BeforeEach
    void aRepository() throws Exception {
        Files.writeString(folder.resolve("a.yaml"), "Resources: {A: {Type: AWS::SNS::Topic}}\n");
        Files.writeString(folder.resolve("phantom.yaml"), """
                version: 1
                safe: {folder: .}
                stacks:
                - {name: a, account: "111122223333", region: us-east-1, template: a.yaml}
                """);
        Files.writeString(
                Files.createDirectories(folder.resolve("phantom-out/history")).resolve("x.json"), "{}");
    }

    private Shell.Result run(String... more) {
        var words = new java.util.ArrayList<>(java.util.List.of("run", "--quiet"));
        words.addAll(java.util.List.of(more));
        return new Shell()
                .set("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
                .set("AWS_ACCESS_KEY_ID", "x")
                .set("AWS_SECRET_ACCESS_KEY", "x")
                .in(folder)
                .run(words.toArray(String[]::new));
    }

    @Test
    void areRefusedWhereGitTracksWhatIsInThem() throws Exception {
        try (var git = Git.init().setDirectory(folder.toFile()).call()) {
            assertThat(run("--dry-run").err()).doesNotContain(REFUSED);
            git.add().addFilepattern("phantom-out/history/x.json").call();
        }
        for (var options : new String[][] {
            {}, {"--dry-run"}, {"--out", "phantom-out"}, {"--out", "o", "--history", "phantom-out/history"}
        }) {
            var shown = run(options);
            assertThat(shown.code()).isEqualTo(ExitCode.ERROR);
            assertThat(shown.err()).contains("PH-CLI-003", REFUSED);
        }
        assertThat(run("--out", "phantom-other", "--history", "h", "--dry-run").err())
                .doesNotContain(REFUSED);
    }

    @Test
    void areRefusedWhereGitTracksALinkInTheirPlace() throws Exception {
        var outside = Files.createDirectories(folder.resolve("outside"));
        Files.createSymbolicLink(folder.resolve("o"), outside);
        try (var git = Git.init().setDirectory(folder.toFile()).call()) {
            git.add().addFilepattern("o").call();
        }
        assertThat(run("--out", "o").err()).contains(REFUSED);
        assertThat(run("--out", "o/below").err()).contains(REFUSED);
        assertThat(outside).isEmptyDirectory();
    }

    /// A folder that others share: a link that one of them left there leads nowhere.
    @Test
    void holdNoLinkThatLeadsOut() throws Exception {
        var outside = Files.createDirectories(folder.resolve("outside"));
        for (var name : new String[] {"history", "cases"}) {
            var out = Files.createDirectories(folder.resolve("shared-" + name));
            Files.createSymbolicLink(out.resolve(name), outside);
            var shown = run("--out", out.getFileName().toString());
            assertThat(shown.code()).isEqualTo(ExitCode.ERROR);
            assertThat(shown.out()).isEmpty();
            assertThat(shown.err())
                    .hasLineCount(1)
                    .startsWith("PH-CLI-003 ")
                    .contains(name + " is a link, which is not followed; remove it, or choose another with --");
        }
        assertThat(outside).isEmptyDirectory();
    }

    /// The folders that a person named may be links.
    @Test
    void takeNoReportThroughALink() throws Exception {
        var outside = Files.writeString(folder.resolve("precious"), "mine");
        var out = Files.createDirectories(folder.resolve("shared"));
        Files.createSymbolicLink(folder.resolve("named"), out);
        Files.createSymbolicLink(out.resolve("report.html"), outside);
        var shown = run("--out", "named", "--history", "named", "--dry-run");
        assertThat(shown.code()).isEqualTo(ExitCode.ERROR);
        assertThat(shown.out()).isNotEmpty();
        assertThat(shown.err()).contains("PH-CLI-003 ", "report.html is a link, which is not followed");
        assertThat(out.resolve("report.json")).exists();
        assertThat(outside).hasContent("mine");
    }

    @Test
    void holdNoLinkWhereTheDemoPlays() throws Exception {
        var outside = Files.createDirectories(folder.resolve("outside"));
        Files.createSymbolicLink(Files.createDirectories(folder.resolve("demo")).resolve(".world"), outside);
        var shown = new Shell().in(folder).run("demo", "--quiet", "--out", "demo");
        assertThat(shown.err()).startsWith("PH-CLI-003 ").contains(".world is a link, which is not followed");
        assertThat(outside).isEmptyDirectory();
    }
}
