package dev.phantom.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phantom.config.ConfigReader;
import dev.phantom.config.PhantomConfig;
import dev.phantom.fault.PhantomException;
import dev.phantom.github.Credential;
import dev.phantom.github.GitHubAccess;
import dev.phantom.github.GitHubCodeHost;
import dev.phantom.github.GitHubPacing;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whose word it is that a file was merged. The host of these tests cannot be asked.
class MergedFilesTest {

    private static final String RECORD = ".phantom/reconcile/a/d-1.yaml";

    @TempDir
    private Path folder;

    private Path file;
    private Path record;

    @BeforeEach
    void start() throws Exception {
        file = Files.writeString(
                folder.resolve("phantom.yaml"), "version: 1\ngithub: {repository: acme/infra}\nstacks: []\n");
        record = folder.resolve(RECORD);
        Files.createDirectories(record.getParent());
        Files.writeString(record, "order");
    }

    private MergedFiles merged() throws Exception {
        var nowhere = new GitHubAccess(
                URI.create("http://127.0.0.1:1"),
                "acme/infra",
                "main",
                new Credential.Token("t"),
                GitHubPacing.brisk());
        PhantomConfig config = ConfigReader.read("phantom.yaml", Files.readString(file), folder -> true);
        var host = new GitHubCodeHost(nowhere, List.of());
        return MergedFiles.of(Optional.of(config), file, List.of(record), Optional.of(host));
    }

    private void tracked(String origin) throws Exception {
        try (var git = Git.init().setDirectory(folder.toFile()).call()) {
            git.add().addFilepattern("phantom.yaml").call();
            if (!origin.isEmpty()) {
                git.getRepository().getConfig().setString("remote", "origin", "url", origin);
                git.getRepository().getConfig().save();
            }
        }
    }

    /// A branch may name any repository in its configuration, one that its author owns among them.
    @ParameterizedTest
    @ValueSource(strings = {"https://github.com/acme/other.git", "git@github.com:other/infra", ""})
    void aRepositoryThatTheCheckoutDoesNotComeFromIsNotAsked(String origin) throws Exception {
        tracked(origin);
        assertThat(merged().refusal(record, RECORD, "order"))
                .hasValueSatisfying(why -> assertThat(why)
                        .startsWith("nothing says that it was merged: the configuration of this checkout names the"
                                + " repository acme/infra, and its remote "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://github.com/acme/infra",
                "git@github.com:Acme/infra.git",
                "ssh://git@alias/acme/infra.git/",
                "/srv/git/acme/infra.git"
            })
    void theRepositoryThatTheCheckoutComesFromIsAsked(String origin) throws Exception {
        tracked(origin);
        assertThatThrownBy(this::merged)
                .isInstanceOf(PhantomException.class)
                .hasMessageContaining("could not find the repository of acme/infra");
    }

    /// Who runs it put it there.
    @Test
    void aConfigurationThatGitDoesNotTrackIsBelieved() {
        assertThatThrownBy(this::merged)
                .isInstanceOf(PhantomException.class)
                .hasMessageContaining("could not find the repository of acme/infra");
    }

    @Test
    void aConfigurationOfAnotherCheckoutIsBelieved(@TempDir Path elsewhere) throws Exception {
        tracked("https://github.com/acme/other");
        record = Files.writeString(elsewhere.resolve("d-1.yaml"), "order");
        assertThatThrownBy(this::merged)
                .isInstanceOf(PhantomException.class)
                .hasMessageContaining("could not find the repository of acme/infra");
    }

    @Test
    void withoutAHostAndWithoutADefaultBranchNothingIsMerged() throws Exception {
        tracked("https://github.com/acme/infra");
        var merged = MergedFiles.of(Optional.empty(), file, List.of(record), Optional.empty());
        assertThat(merged.refusal(record, RECORD, "order"))
                .hasValueSatisfying(why -> assertThat(why).contains("git remote set-head origin --auto"));
    }
}
