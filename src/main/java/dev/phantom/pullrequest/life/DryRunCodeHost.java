package dev.phantom.pullrequest.life;

import dev.phantom.pullrequest.CodeHost;
import dev.phantom.pullrequest.IssueHost;
import dev.phantom.pullrequest.Outcome;
import dev.phantom.pullrequest.OutcomeReason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A code host that is read as it is and never written to: what is asked of it seems to happen, so that caps, witnesses
/// and what stands there already speak as they would. Its outcomes say what a run would do.
public final class DryRunCodeHost implements CodeHost {

    private static final String DRY = "dry run: would be ";

    /// Above every number that a host gives.
    private static final int FIRST = 2_000_000_000;

    private int next = FIRST;

    private final CodeHost host;

    public DryRunCodeHost(CodeHost host) {
        this.host = host;
    }

    /// What was only played has not happened: it waits for a run that writes.
    @Override
    public Outcome asReported(Outcome outcome) {
        return switch (outcome.kind()) {
            case CREATED -> outcome.waiting(DRY + "opened" + also(outcome));
            case UPDATED -> outcome.waiting(DRY + "updated" + also(outcome));
            case CLOSED_RESOLVED -> outcome.waiting(DRY + "closed, because the drift is gone");
            case WAITING ->
                outcome.because() == OutcomeReason.Resting.WITHDRAWN
                        ? outcome.waiting(DRY + outcome.reason())
                        : outcome;
            case MERGED, UNCHANGED, HELD_BACK, REFUSED, TAKEN_OVER, CLOSED_BY_PERSON, FAILED -> outcome;
        };
    }

    /// The numbers of those to wait for are not given yet.
    private static String also(Outcome outcome) {
        return switch (outcome.because()) {
            case OutcomeReason.WaitsFor w -> ", waiting for others of its stack";
            case OutcomeReason.RecordWaits w -> ", its revert in AWS waiting for others of its stack";
            case OutcomeReason other -> other.equals(OutcomeReason.NONE) ? "" : ", " + other.text();
        };
    }

    @Override
    public String noDraftAgain() {
        return host.noDraftAgain();
    }

    @Override
    public List<String> ownerFiles() {
        return host.ownerFiles();
    }

    @Override
    public boolean isPublic() {
        return host.isPublic();
    }

    @Override
    public Optional<Head> branch(String name) {
        return host.branch(name);
    }

    @Override
    public Optional<Head> seen(String name) {
        return host.seen(name);
    }

    @Override
    public Set<Integer> commented(Set<Integer> numbers) {
        return host.commented(numbers);
    }

    @Override
    public String base() {
        return host.base();
    }

    @Override
    public List<String> branches(String prefix) {
        return host.branches(prefix);
    }

    @Override
    public Optional<String> file(String path, String commit) {
        return host.file(path, commit);
    }

    @Override
    public List<PullRequest> pullRequests(String branchPrefix) {
        return host.pullRequests(branchPrefix);
    }

    @Override
    public List<Comment> comments(int number) {
        return number >= FIRST ? List.of() : host.comments(number);
    }

    @Override
    public boolean mayWrite(String login) {
        return host.mayWrite(login);
    }

    @Override
    public String commit(String branch, String parent, Map<String, String> files, String message) {
        return parent;
    }

    @Override
    public PullRequest open(String branch, String title, String body, boolean draft) {
        return new PullRequest(next++, "", branch, title, body, PullRequest.State.OPEN, null, "", List.of());
    }

    @Override
    public void label(int number, List<String> labels) {}

    @Override
    public void requestReview(int number, List<String> users, List<String> teams) {}

    @Override
    public void edit(int number, String title, String body) {}

    @Override
    public void comment(int number, String text) {}

    @Override
    public void close(int number) {}

    @Override
    public String show(String head, Check check) {
        return "";
    }

    @Override
    public void deleteBranch(String name) {}

    @Override
    public IssueHost issues() {
        return new Issues(host.issues());
    }

    private record Issues(IssueHost host) implements IssueHost {

        @Override
        public List<Issue> issues(String label) {
            return host.issues(label);
        }

        @Override
        public Issue open(String title, String body, List<String> labels) {
            return new Issue(0, "", title, body, true);
        }

        @Override
        public void reopen(int number) {}

        @Override
        public void edit(int number, String title, String body) {}

        @Override
        public void comment(int number, String text) {}

        @Override
        public void close(int number) {}
    }
}
