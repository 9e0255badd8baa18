package dev.phantom.github;

import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.pullrequest.CodeHost.Head;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.kohsuke.github.GHCommit;
import org.kohsuke.github.GHRepository;
import org.kohsuke.github.GHTree;

/// Reads and writes the one commit of a branch through the Git database, without a clone: a tree on top of the base's
/// tree, one sealed commit, one ref.
record BranchCommits(Supplier<GHRepository> repository, GitHubCalls calls) {

    Optional<Head> head(String branch) {
        return sha(branch).map(this::at);
    }

    Head at(String sha) {
        return head(commit(sha));
    }

    private Optional<String> sha(String branch) {
        return calls.find(
                "read branch " + branch,
                () -> repository.get().getBranch(branch).getSHA1());
    }

    private GHCommit commit(String sha) {
        return calls.ask("read commit " + sha, () -> {
            var commit = repository.get().getCommit(sha);
            commit.getCommitShortInfo();
            return commit;
        });
    }

    private static Head head(GHCommit commit) {
        try {
            var info = commit.getCommitShortInfo();
            var parents = commit.getParentSHA1s();
            var ours = Seal.holds(info.getMessage(), info.getTreeSHA1(), parents);
            return new Head(commit.getSHA1(), parents.isEmpty() ? "" : parents.getFirst(), ours, info.getMessage());
        } catch (IOException e) {
            throw new IllegalStateException("the commit was read whole", e);
        }
    }

    /// @return the SHA that the branch points at
    String write(String branch, String parent, Map<String, String> files, String message) {
        var baseTree = treeOf(commit(parent));
        var modes = new FileModes(repository.get(), calls, baseTree);
        var builder = repository.get().createTree().baseTree(baseTree);
        files.forEach(
                (path, text) -> builder.entry(path, modes.executable(path) ? "100755" : "100644", "blob", null, text));
        GHTree tree = calls.ask("write a tree", builder::create);
        var sealed = Seal.on(message, tree.getSha(), parent);
        var made = calls.ask(
                "write a commit",
                () -> repository
                        .get()
                        .createCommit()
                        .message(sealed)
                        .tree(tree.getSha())
                        .parent(parent)
                        .create()
                        .getSHA1());
        return point(branch, made, tree.getSha(), parent);
    }

    private static String treeOf(GHCommit commit) {
        try {
            return commit.getCommitShortInfo().getTreeSHA1();
        } catch (IOException e) {
            throw new IllegalStateException("the commit was read whole", e);
        }
    }

    /// Points the branch at the commit, whatever another run, or a lost answer, did to it meanwhile. A person's
    /// branch is left alone.
    private String point(String branch, String made, String tree, String parent) {
        return calls.ask("update branch " + branch, () -> {
            var there = sha(branch);
            if (there.isEmpty()) {
                try {
                    repository.get().createRef("refs/heads/" + branch, made);
                    return made;
                } catch (IOException e) {
                    there = GitHubCalls.status(e) == 422 ? sha(branch) : Optional.empty();
                    if (there.isEmpty()) {
                        throw e;
                    }
                }
            }
            if (there.get().equals(made)) {
                return made;
            }
            var theirs = commit(there.get());
            var head = head(theirs);
            if (!head.ours()) {
                throw new PhantomException(new Diagnostic(
                        Code.PULL_REQUEST_FAILED, "a person updated branch " + branch, "it is left unchanged", ""));
            }
            if (head.parent().equals(parent) && treeOf(theirs).equals(tree)) {
                return head.sha();
            }
            repository.get().getRef("heads/" + branch).updateTo(made, true);
            return made;
        });
    }
}
