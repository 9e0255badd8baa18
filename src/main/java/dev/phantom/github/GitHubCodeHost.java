package dev.phantom.github;

import dev.phantom.pullrequest.CodeHost;
import dev.phantom.pullrequest.IssueHost;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.kohsuke.github.GHDirection;
import org.kohsuke.github.GHIssueState;
import org.kohsuke.github.GHLabel;
import org.kohsuke.github.GHPermissionType;
import org.kohsuke.github.GHPullRequest;
import org.kohsuke.github.GHPullRequestQueryBuilder;
import org.kohsuke.github.GHRepository;

/// Pull requests on GitHub. After a lost answer each step looks for what it may have done already before it does it
/// again.
public final class GitHubCodeHost implements CodeHost {

    private static final String BRANCHES = "phantom/";
    private static final String LABEL = "phantom";

    private final GitHubAccess access;
    private final GitHubCalls calls;
    private final WritablePaths paths;
    private final Supplier<GHRepository> repository;
    private final BranchCommits commits;
    private final Supplier<String> base;
    private final Supplier<Map<String, String>> heads;
    private final Supplier<Set<Integer>> silent;

    /// @param roots folders that may be written, beside `.phantom/`; empty for the whole repository
    public GitHubCodeHost(GitHubAccess access, List<String> roots) {
        this.access = access;
        this.calls = new GitHubCalls(access);
        this.paths = new WritablePaths(roots);
        this.repository = new Once<>(
                () -> calls.ask("find the repository", () -> access.connect().getRepository(access.repository())));
        this.commits = new BranchCommits(repository, calls);
        var looks = new WideLooks(repository, calls);
        this.heads = new Once<>(() -> looks.heads(BRANCHES));
        this.silent = new Once<>(() -> looks.silent(LABEL));
        this.base = new Once<>(new BaseBranch(access, calls, repository)::name);
    }

    /// The REST API opens drafts, and only the GraphQL API turns a ready one back.
    @Override
    public String noDraftAgain() {
        return "GitHub's REST API cannot convert it to a draft";
    }

    /// <https://docs.github.com/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners>
    @Override
    public List<String> ownerFiles() {
        return List.of(".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS");
    }

    @Override
    public boolean isPublic() {
        return !repository.get().isPrivate();
    }

    @Override
    public String base() {
        return base.get();
    }

    @Override
    public Optional<Head> branch(String name) {
        return commits.head(name);
    }

    @Override
    public Optional<Head> seen(String name) {
        var sha = heads.get().get(name);
        return sha == null ? branch(name) : Optional.of(commits.at(sha));
    }

    @Override
    public List<String> branches(String prefix) {
        return calls.find("list branches " + prefix, () -> {
                    var found = new ArrayList<String>();
                    for (var ref : repository.get().listRefs("heads/" + prefix)) {
                        found.add(ref.getRef().substring("refs/heads/".length()));
                    }
                    found.removeIf(name -> !name.startsWith(prefix));
                    return List.copyOf(found);
                })
                .orElse(List.of());
    }

    @Override
    public Optional<String> file(String path, String commit) {
        return calls.find("read " + path, () -> {
            var content = repository.get().getFileContent(path, commit);
            if (!content.isFile()) {
                throw new FileNotFoundException(path);
            }
            try (var in = content.read()) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        });
    }

    @Override
    public List<PullRequest> pullRequests(String branchPrefix) {
        var onto = base();
        return calls.ask("list pull requests", () -> {
            var found = new ArrayList<PullRequest>();
            var all = repository
                    .get()
                    .queryPullRequests()
                    .state(GHIssueState.ALL)
                    .base(onto)
                    .sort(GHPullRequestQueryBuilder.Sort.CREATED)
                    .direction(GHDirection.DESC)
                    .list()
                    .withPageSize(100);
            for (var one : all) {
                if (one.getHead().getRef().startsWith(branchPrefix) && isFromHere(one) && isOnto(onto, one)) {
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

    /// Who may not merge to the base may merge to a branch of their own; that must mean nothing either.
    private static boolean isOnto(String base, GHPullRequest one) {
        return one.getBase() != null && base.equals(one.getBase().getRef());
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
        return commits.write(branch, parent, files, message);
    }

    private static void checkBranch(String branch) {
        if (!branch.startsWith(BRANCHES)) {
            throw new IllegalArgumentException("not a branch of Phantom: " + branch);
        }
    }

    @Override
    public PullRequest open(String branch, String title, String body, boolean draft) {
        var onto = base();
        return calls.ask("open a pull request for " + branch, () -> {
            var there = opened(branch, onto);
            if (there.isPresent()) {
                return there.get();
            }
            try {
                return shape(repository.get().createPullRequest(title, branch, onto, body, true, draft));
            } catch (IOException e) {
                var other = GitHubCalls.status(e) == 422 ? opened(branch, onto) : Optional.<PullRequest>empty();
                return other.orElseThrow(() -> e);
            }
        });
    }

    private Optional<PullRequest> opened(String branch, String onto) throws IOException {
        return repository
                .get()
                .queryPullRequests()
                .state(GHIssueState.OPEN)
                .head(access.owner() + ":" + branch)
                .base(onto)
                .list()
                .toList()
                .stream()
                .filter(one -> isFromHere(one) && isOnto(onto, one))
                .findFirst()
                .map(GitHubCodeHost::shape);
    }

    @Override
    public void label(int number, List<String> labels) {
        change("label", number, one -> {
            one.addLabels(labels.toArray(String[]::new));
            var stale = one.getLabels().stream()
                    .map(GHLabel::getName)
                    .filter(there -> !labels.contains(there))
                    .filter(there -> labels.stream().anyMatch(l -> kind(l).equals(kind(there))))
                    .toArray(String[]::new);
            if (stale.length > 0) {
                one.removeLabels(stale);
            }
        });
    }

    /// `severity: ` of `severity: high`; a label without one is of its own kind.
    private static String kind(String label) {
        var end = label.indexOf(": ");
        return end < 0 ? label : label.substring(0, end);
    }

    @Override
    public void requestReview(int number, List<String> users, List<String> teams) {
        new Reviewers(repository, calls).ask(number, users, teams);
    }

    @Override
    public void edit(int number, String title, String body) {
        change("edit", number, one -> GitHubWrites.edit(one, title, body));
    }

    @Override
    public void comment(int number, String text) {
        change("comment on", number, one -> GitHubWrites.comment(one, text));
    }

    /// Every pull request of Phantom has its label, and among issues GitHub says how many comments each has.
    @Override
    public Set<Integer> commented(Set<Integer> numbers) {
        return numbers.stream().filter(number -> !silent.get().contains(number)).collect(Collectors.toSet());
    }

    @Override
    public List<Comment> comments(int number) {
        return calls.ask("read the comments on #" + number, () -> {
            var found = new ArrayList<Comment>();
            for (var one :
                    repository.get().getPullRequest(number).listComments().withPageSize(100)) {
                found.add(new Comment(one.getId(), one.getUserName(), one.getBody() == null ? "" : one.getBody()));
            }
            return List.copyOf(found);
        });
    }

    @Override
    public boolean mayWrite(String login) {
        return calls.find(
                        "read the permission of " + login,
                        () -> repository.get().getPermission(login))
                .filter(p -> p == GHPermissionType.ADMIN || p == GHPermissionType.WRITE)
                .isPresent();
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
    public String show(String head, Check check) {
        return new GitHubChecks(access.credential(), repository, calls).show(head, check);
    }

    @Override
    public IssueHost issues() {
        return new GitHubIssues(repository, calls);
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
