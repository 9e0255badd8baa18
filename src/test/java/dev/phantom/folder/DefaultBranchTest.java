package dev.phantom.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A file counts as merged where the default branch says so, not where somebody has it checked out.
class DefaultBranchTest {

    private static final String PATH = ".phantom/reconcile/a/d-1.yaml";

    @TempDir
    private Path folder;

    private Path file(Path top, String text) throws Exception {
        var file = top.resolve(PATH);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return file;
    }

    private static void commit(Git git, String message) throws Exception {
        git.add().addFilepattern(".").call();
        git.commit()
                .setMessage(message)
                .setAuthor("a", "a@b")
                .setCommitter("a", "a@b")
                .setSign(false)
                .call();
    }

    @Test
    void aBranchOfOnesOwnIsNotTheDefaultBranch() throws Exception {
        try (var git = Git.init()
                .setDirectory(folder.toFile())
                .setInitialBranch("main")
                .call()) {
            Files.writeString(folder.resolve("README"), "");
            commit(git, "first");
            git.checkout().setCreateBranch(true).setName("mine").call();
            var file = file(folder, "order");
            commit(git, "order");
            assertThat(DefaultBranch.of(file, "")).hasValueSatisfying(said -> {
                assertThat(said.branch()).isEqualTo("main");
                assertThat(said.text()).isEmpty();
            });
            git.checkout().setName("main").call();
            git.merge().include(git.getRepository().resolve("mine")).call();
            assertThat(DefaultBranch.of(file, "").orElseThrow().text()).contains("order");
            Files.writeString(file, "another order");
            assertThat(DefaultBranch.of(file, "").orElseThrow().text()).contains("order");
            assertThat(DefaultBranch.of(file, "release")).isEmpty();
        }
    }

    @Test
    void theRemotesBranchCountsAndNotWhatIsNotPushed() throws Exception {
        var origin = folder.resolve("origin");
        try (var git = Git.init()
                .setDirectory(origin.toFile())
                .setInitialBranch("main")
                .call()) {
            Files.writeString(origin.resolve("README"), "");
            commit(git, "first");
        }
        try (var clone = Git.cloneRepository()
                .setURI(origin.toUri().toString())
                .setDirectory(folder.resolve("clone").toFile())
                .call()) {
            var file = file(folder.resolve("clone"), "order");
            commit(clone, "not pushed");
            assertThat(DefaultBranch.of(file, "main")).hasValueSatisfying(said -> {
                assertThat(said.branch()).isEqualTo("origin/main");
                assertThat(said.text()).isEmpty();
            });
        }
    }

    @Test
    void withoutACheckoutNothingIsSaid() throws Exception {
        assertThat(DefaultBranch.of(file(folder, "order"), "")).isEmpty();
    }
}
