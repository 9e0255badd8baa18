package dev.phantom.folder;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;

/// The default branch of the git checkout that a file lies in: the remote's where there is one, for a local branch may
/// be ahead of it.
public final class DefaultBranch {

    private static final List<String> REMOTE = List.of("refs/remotes/origin/main", "refs/remotes/origin/master");
    private static final List<String> LOCAL = List.of("refs/heads/main", "refs/heads/master");

    private DefaultBranch() {}

    /// What it says of a file.
    ///
    /// @param branch as git calls it, `origin/main`
    /// @param text   empty where the file is not there
    public record Said(String branch, Optional<String> text) {}

    /// Empty where the file lies in no checkout, or in one without such a branch.
    ///
    /// @param base the branch that is meant; empty: the remote's default, else main or master
    public static Optional<Said> of(Path file, String base) {
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
            var branch = branch(git, base);
            return branch.isEmpty() ? Optional.empty() : Optional.of(said(git, branch.get(), file));
        } catch (IOException | RuntimeException notReadable) {
            return Optional.empty();
        }
    }

    private static Optional<String> branch(Repository git, String base) throws IOException {
        var head = git.exactRef("refs/remotes/origin/HEAD");
        var named = base.isEmpty()
                ? Stream.concat(
                        Stream.ofNullable(head)
                                .filter(r -> r.isSymbolic())
                                .map(r -> r.getTarget().getName()),
                        REMOTE.stream())
                : Stream.of("refs/remotes/origin/" + base);
        var local = base.isEmpty() ? LOCAL.stream() : Stream.of("refs/heads/" + base);
        for (var name : Stream.concat(named, local).toList()) {
            if (git.exactRef(name) != null) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    private static Said said(Repository git, String branch, Path file) throws IOException {
        var name = branch.replaceFirst("^refs/(remotes|heads)/", "");
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
