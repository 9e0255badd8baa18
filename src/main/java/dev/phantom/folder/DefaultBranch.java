package dev.phantom.folder;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;

/// The default branch of the remote that a file's checkout is a clone of, as the clone knows it:
/// `refs/remotes/origin/HEAD`. No branch is guessed by its name, for whoever may push may push one of that name.
public final class DefaultBranch {

    private static final String HEAD = "refs/remotes/origin/HEAD";
    private static final String BRANCHES = "refs/remotes/origin/";

    private DefaultBranch() {}

    /// What it says of a file.
    ///
    /// @param branch as git calls it, `origin/main`
    /// @param text   empty where the file is not there
    public record Said(String branch, Optional<String> text) {}

    /// Empty where the file lies in no checkout, or in one that does not know its remote's default branch.
    public static Optional<Said> of(Path file) {
        var builder = new FileRepositoryBuilder()
                .findGitDir(file.toAbsolutePath()
                        .normalize()
                        .resolve("..")
                        .normalize()
                        .toFile());
        if (builder.getGitDir() == null) {
            return Optional.empty();
        }
        try (var git = builder.build()) {
            var branch = branch(git);
            return branch.isEmpty() ? Optional.empty() : Optional.of(said(git, branch.get(), file));
        } catch (IOException | RuntimeException notReadable) {
            return Optional.empty();
        }
    }

    private static Optional<String> branch(Repository git) throws IOException {
        return Optional.ofNullable(git.exactRef(HEAD))
                .filter(head -> head.isSymbolic() && head.getObjectId() != null)
                .map(head -> head.getTarget().getName())
                .filter(name -> name.startsWith(BRANCHES));
    }

    private static Said said(Repository git, String branch, Path file) throws IOException {
        var name = branch.replaceFirst("^refs/remotes/", "");
        var top = git.getWorkTree().toPath().toRealPath();
        var path = top.relativize(file.toRealPath()).toString().replace('\\', '/');
        try (var walk = new RevWalk(git);
                var found = TreeWalk.forPath(
                        git, path, walk.parseCommit(git.resolve(branch)).getTree())) {
            return found == null
                    ? new Said(name, Optional.empty())
                    : new Said(
                            name,
                            Optional.of(new String(
                                    git.open(found.getObjectId(0), Constants.OBJ_BLOB)
                                            .getBytes(),
                                    StandardCharsets.UTF_8)));
        }
    }
}
