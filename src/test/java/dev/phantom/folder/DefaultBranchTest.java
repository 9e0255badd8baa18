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

    private Git origin() throws Exception {
        var origin = folder.resolve("origin");
        var git = Git.init()
                .setDirectory(origin.toFile())
                .setInitialBranch("trunk")
                .call();
        Files.writeString(origin.resolve("README"), "");
        commit(git, "first");
        return git;
    }

    /// Without what `git clone` writes for the remote's default branch, and JGit does not.
    private Git cloned(Git origin) throws Exception {
        return Git.cloneRepository()
                .setURI(origin.getRepository().getWorkTree().toURI().toString())
                .setDirectory(folder.resolve("clone").toFile())
                .call();
    }

    private static void trunkIsDefault(Git clone) throws Exception {
        clone.getRepository().updateRef("refs/remotes/origin/HEAD").link("refs/remotes/origin/trunk");
    }

    @Test
    void theRemotesDefaultBranchCountsWhateverItIsCalledAndNotWhatIsNotPushed() throws Exception {
        try (var origin = origin();
                var clone = cloned(origin)) {
            trunkIsDefault(clone);
            var file = file(folder.resolve("clone"), "order");
            commit(clone, "not pushed");
            assertThat(DefaultBranch.of(file)).hasValueSatisfying(said -> {
                assertThat(said.branch()).isEqualTo("origin/trunk");
                assertThat(said.text()).isEmpty();
            });
            file(folder.resolve("origin"), "order");
            commit(origin, "merged");
            clone.fetch().call();
            Files.writeString(file, "another order");
            assertThat(DefaultBranch.of(file).orElseThrow().text()).contains("order");
        }
    }

    /// Whoever may push may push a branch of any name.
    @Test
    void noBranchIsTheDefaultByItsName() throws Exception {
        try (var origin = origin()) {
            origin.checkout().setCreateBranch(true).setName("main").call();
            file(folder.resolve("origin"), "order");
            commit(origin, "pushed by somebody");
            origin.checkout().setName("trunk").call();
            try (var clone = cloned(origin)) {
                clone.checkout()
                        .setCreateBranch(true)
                        .setName("main")
                        .setStartPoint("origin/main")
                        .call();
                var file = folder.resolve("clone").resolve(PATH);
                assertThat(file).hasContent("order");
                assertThat(DefaultBranch.of(file)).isEmpty();
                trunkIsDefault(clone);
                assertThat(DefaultBranch.of(file).orElseThrow().text()).isEmpty();
            }
        }
    }

    @Test
    void withoutACheckoutNothingIsSaid() throws Exception {
        assertThat(DefaultBranch.of(file(folder, "order"))).isEmpty();
    }
}
