package dev.phantom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.cli.terminal.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Keys of `.env`, and what a repository may bring under the names that Phantom reads and writes.
class LocalKeysTest {

    private static final String TRACKED =
            "note: .env is not read, since git tracks it; set its keys in the environment";

    @TempDir
    Path folder;

    private Shell.Result observe(Path here) {
        return new Shell()
                .set("PHANTOM_DATADOG_URL", "http://127.0.0.1:1")
                .in(here)
                .run("observe", "payments-api");
    }

    private Path keys() throws Exception {
        var here = Files.createDirectories(folder.resolve("infra"));
        Files.writeString(here.resolve(".env"), "DD_API_KEY=a\nDD_APP_KEY=b\n");
        return here;
    }

    @Test
    void areReadWhereGitDoesNotTrackThem() throws Exception {
        var here = keys();
        assertThat(observe(here).err()).doesNotContain("not set", TRACKED);
        try (var git = Git.init().setDirectory(folder.toFile()).call()) {
            assertThat(observe(here).err()).doesNotContain("not set", TRACKED);
            git.add().addFilepattern("infra/.env").call();
        }
        assertThat(observe(here).err()).contains("not set", TRACKED);
    }

    @Test
    void areNotReadWhereALinkedCheckoutTracksThem() throws Exception {
        var here = keys();
        var elsewhere = folder.resolve("main/.git/worktrees/linked");
        try (var git = Git.init().setDirectory(folder.toFile()).call()) {
            git.add().addFilepattern("infra/.env").call();
        }
        Files.createDirectories(elsewhere.getParent());
        Files.move(folder.resolve(".git"), elsewhere);
        Files.writeString(folder.resolve(".git"), "gitdir: " + elsewhere + "\n");
        assertThat(observe(here).err()).contains("not set", TRACKED);
    }

    @Test
    void areNotReadWhereTheIndexCannotBe() throws Exception {
        var here = keys();
        Files.createDirectories(folder.resolve(".git"));
        Files.writeString(folder.resolve(".git/index"), "no index");
        assertThat(observe(here).err()).contains("not set", "the index of git, which may track it, cannot be read");
    }

    @Test
    void aRecordIsNoLinkOutOfTheFolder() throws Exception {
        var outside = Files.writeString(folder.resolve("outside.yaml"), "secret: hunter2\n");
        var here = Files.createDirectories(folder.resolve("infra"));
        Files.createDirectories(here.resolve(".phantom/reconcile/payments"));
        Files.createSymbolicLink(here.resolve(".phantom/reconcile/payments/a.yaml"), outside);

        var shown = new Shell().in(here).run("reconcile", "plan", ".phantom/reconcile/payments/a.yaml");

        assertThat(shown.code()).isEqualTo(ExitCode.ERROR);
        assertThat(shown.err())
                .contains("it is a link that leads outside the folder")
                .doesNotContain("hunter2");
    }

    @Test
    void nothingIsWrittenThroughALinkOutOfTheFolder() throws Exception {
        var outside = Files.createDirectories(folder.resolve("outside"));
        var here = Files.createDirectories(folder.resolve("infra"));
        Files.createSymbolicLink(here.resolve(".phantom"), outside);
        Files.writeString(here.resolve("a.yaml"), "Resources: {A: {Type: AWS::SNS::Topic}}\n");
        Files.writeString(here.resolve("phantom.yaml"), """
                version: 1
                safe: {folder: .}
                stacks:
                  - name: payments
                    account: "111122223333"
                    region: us-east-1
                    template: a.yaml
                """);

        var shown = new Shell().in(here).run("adopt", "--write");

        assertThat(shown.code()).isEqualTo(ExitCode.ERROR);
        assertThat(shown.err()).contains("it is a link that leads outside the folder");
        assertThat(outside).isEmptyDirectory();
    }
}
