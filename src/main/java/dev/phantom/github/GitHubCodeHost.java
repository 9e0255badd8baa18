package dev.phantom.github;

import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.pullrequest.CodeHost;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.kohsuke.github.GHCommit;
import org.kohsuke.github.GHDirection;
import org.kohsuke.github.GHIssueState;
import org.kohsuke.github.GHLabel;
import org.kohsuke.github.GHPullRequest;
import org.kohsuke.github.GHPullRequestQueryBuilder;
import org.kohsuke.github.GHRepository;
import org.kohsuke.github.GHTree;

/// Pull requests on GitHub. Commits are made through the Git database, without a clone: a tree on top of the base's tree,
/// one commit, one ref. After a lost answer each step looks for what it may have done already before it does it again.
public final class GitHubCodeHost implements CodeHost {

    private static final String BRANCHES = "phantom/";

    private final GitHubAccess access;
    private final GitHubCalls calls;
    private final WritablePaths paths;
    private final Supplier<GHRepository> repository;

    /// @param roots folders that may be written, beside `.phantom/`; empty for the whole repository
    public GitHubCodeHost(GitHubAccess access, List<String> roots) {
        this.access = access;
        this.calls = new GitHubCalls(access);
        this.paths = new WritablePaths(roots);
        this.repository = new Once<>(() ->
                calls.ask("find the repository", () -> access.connect().getRepository(access.repository())));
    }

    @Override
    public boolean isPublic() {
        return !repository.get().isPrivate();
    }

    @Override
    public Optional<Head> branch(String name) {
        return sha(name).map(sha -> head(commit(sha)));
    }

    private Optional<String> sha(String branch) {
        return calls.find("read branch " + branch, () -> repository.get().getBranch(branch).getSHA1());
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

    @Override
    public List<String> branches(String prefix) {
        return calls.find("list branches " + prefix, () -> {
                    var found = new ArrayList<String>();
                    for (var ref : repository.get().listRefs("heads/" + prefix).withPageSize(100)) {
                        found.add(ref.getRef().substring("refs/heads/".length()));
                    }
                    found.removeIf(name -> !name.startsWith(prefix));
                    return List.copyOf(found);
                })
                .orElse(List.of());
    }

    @Override
    public List<PullRequest> pullRequests(String branchPrefix) {
        return calls.ask("list pull requests", () -> {
            var found = new ArrayList<PullRequest>();
            var all = repository.get()
                    .queryPullRequests()
                    .state(GHIssueState.ALL)
                    .sort(GHPullRequestQueryBuilder.Sort.CREATED)
                    .direction(GHDirection.DESC)
                    .list()
                    .withPageSize(100);
            for (var one : all) {
                if (one.getHead().getRef().startsWith(branchPrefix) && isFromHere(one)) {
                    found.add(shape(one));
                }
            }
            return List.copyOf(found);
        });
    }

    /// Anybody may open one from a fork, with any branch name and any marker in it; that must mean nothing.
    private boolean isFromHere(GHPullRequest one) {
        var from = one.getHead().getRepository();
        return from != null && from.getFullName().equalsIgnoreCase(access.repository());
    }

    private static PullRequest shape(GHPullRequest one) {
        var merged = one.getMergedAt();
        var closed = one.getClosedAt();
        var state = merged != null
                ? PullRequest.State.MERGED
                : one.getState() == GHIssueState.OPEN ? PullRequest.State.OPEN : PullRequest.State.CLOSED;
        return new PullRequest(
                one.getNumber(),
                one.getHtmlUrl().toString(),
                one.getHead().getRef(),
                one.getTitle(),
                one.getBody() == null ? "" : one.getBody(),
                state,
                closed == null ? null : closed.toInstant(),
                one.getHead().getSha(),
                one.getLabels().stream().map(GHLabel::getName).toList());
    }

    @Override
    public String commit(String branch, String parent, Map<String, String> files, String message) {
        checkBranch(branch);
        files.keySet().forEach(paths::check);
        var baseTree = treeOf(commit(parent));
        var modes = new FileModes(repository.get(), calls, baseTree);
        var builder = repository.get().createTree().baseTree(baseTree);
        files.forEach((path, text) -> builder.entry(path, modes.executable(path) ? "100755" : "100644", "blob", null, text));
        GHTree tree = calls.ask("write a tree", builder::create);
        var sealed = Seal.on(message, tree.getSha(), parent);
        var made = calls.ask("write a commit", () -> repository.get()
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

    /// Points the branch at the commit, whatever another run, or a lost answer, did to it meanwhile. A person's branch is
    /// left alone.
    private String point(String branch, String made, String tree, String parent) {
        return calls.ask("point branch " + branch, () -> {
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
                        Code.PULL_REQUEST_FAILED, "a person moved branch " + branch, "it is left as it is", ""));
            }
            if (head.parent().equals(parent) && treeOf(theirs).equals(tree)) {
                return head.sha();
            }
            repository.get().getRef("heads/" + branch).updateTo(made, true);
            return made;
        });
    }

    private static void checkBranch(String branch) {
        if (!branch.startsWith(BRANCHES)) {
            throw new IllegalArgumentException("not a branch of Phantom: " + branch);
        }
    }

    @Override
    public PullRequest open(String branch, String title, String body, boolean draft) {
        return calls.ask("open a pull request for " + branch, () -> {
            var there = opened(branch);
            if (there.isPresent()) {
                return there.get();
            }
            try {
                return shape(repository.get().createPullRequest(title, branch, access.base(), body, true, draft));
            } catch (IOException e) {
                var other = GitHubCalls.status(e) == 422 ? opened(branch) : Optional.<PullRequest>empty();
                return other.orElseThrow(() -> e);
            }
        });
    }

    private Optional<PullRequest> opened(String branch) throws IOException {
        return repository.get()
                .queryPullRequests()
                .state(GHIssueState.OPEN)
                .head(access.owner() + ":" + branch)
                .base(access.base())
                .list()
                .toList()
                .stream()
                .filter(this::isFromHere)
                .findFirst()
                .map(GitHubCodeHost::shape);
    }

    @Override
    public void label(int number, List<String> labels) {
        change("label", number, one -> one.addLabels(labels.toArray(String[]::new)));
    }

    @Override
    public void edit(int number, String title, String body) {
        change("edit", number, one -> {
            if (!title.equals(one.getTitle())) {
                one.setTitle(title);
            }
            if (!body.equals(one.getBody())) {
                one.setBody(body);
            }
        });
    }

    @Override
    public void comment(int number, String text) {
        change("comment on", number, one -> {
            for (var said : one.listComments().withPageSize(100)) {
                if (text.equals(said.getBody())) {
                    return;
                }
            }
            one.comment(text);
        });
    }

    @Override
    public void close(int number) {
        change("close", number, one -> {
            if (one.getState() == GHIssueState.OPEN) {
                one.close();
            }
        });
    }

    @FunctionalInterface
    private interface Change {
        void make(GHPullRequest one) throws IOException;
    }

    private void change(String verb, int number, Change change) {
        calls.carryOut(
                verb + " pull request #" + number,
                () -> change.make(repository.get().getPullRequest(number)));
    }

    @Override
    public void deleteBranch(String name) {
        checkBranch(name);
        calls.carryOut("delete branch " + name, () -> {
            try {
                repository.get().getRef("heads/" + name).delete();
            } catch (FileNotFoundException gone) {
                // somebody, or the answer that was lost, deleted it already
                return;
            }
        });
    }
}
