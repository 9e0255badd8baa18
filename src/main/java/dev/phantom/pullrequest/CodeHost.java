package dev.phantom.pullrequest;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A code host. Every write is atomic on its side and safe to repeat after a lost answer.
///
/// Each method throws [dev.phantom.fault.PhantomException] with a code of the host's area when the host refuses or
/// stays away.
public interface CodeHost {

    /// A pull request from a branch of the repository itself; those from forks are never shown.
    ///
    /// @param closedAt when it was closed or merged; null while open
    /// @param head     SHA of the branch's head as the pull request knows it
    record PullRequest(
            int number,
            String url,
            String branch,
            String title,
            String body,
            State state,
            @Nullable Instant closedAt,
            String head,
            List<String> labels) {
        public enum State {
            OPEN,
            CLOSED,
            MERGED
        }

        public PullRequest {
            labels = List.copyOf(labels);
        }

        public boolean isOpen() {
            return state == State.OPEN;
        }
    }

    /// The head of a branch.
    ///
    /// @param parent first parent; empty for a root commit
    /// @param ours   made by [#commit] and untouched since; false as soon as a person committed, amended or rebased
    record Head(String sha, String parent, boolean ours, String message) {}

    /// What somebody said on a pull request.
    record Comment(long id, String author, String body) {}

    /// A result that is shown on a commit.
    record Check(String name, boolean passed, String title, String summary) {}

    /// Why a pull request that is ready cannot become a draft again, as a clause; empty if it can.
    String noDraftAgain();

    /// Where a file stands that says who owns which files, in the order in which the host looks; it takes the first
    /// that is there.
    List<String> ownerFiles();

    /// Whether anybody may read the repository.
    boolean isPublic();

    /// The branch that pull requests go to and whose files count as merged: the repository's default as the host says,
    /// or the one that is configured, if the configuration on the default branch names it too. What lies on a branch
    /// that was only pushed cannot choose it.
    String base();

    /// The head of a branch, if it exists.
    Optional<Head> branch(String name);

    /// The head of a branch of Phantom, if it exists, as one look at all of them in this run has it. Whoever writes
    /// to it asks [#branch].
    default Optional<Head> seen(String name) {
        return branch(name);
    }

    /// Names of the branches that start with the prefix.
    List<String> branches(String prefix);

    /// The text of a file at a commit, if it is there.
    Optional<String> file(String path, String commit);

    /// Every pull request onto the base branch, open or not, whose branch starts with the prefix; newest first.
    List<PullRequest> pullRequests(String branchPrefix);

    /// Makes one commit on top of `parent` with these files (path → text) and points the branch at it; creates the
    /// branch if there is none. File modes are kept. A branch that a person moved is left alone, with an error.
    ///
    /// @return the new head's SHA
    String commit(String branch, String parent, Map<String, String> files, String message);

    /// Opens a pull request onto the base branch; gives back the open one if there is one already.
    PullRequest open(String branch, String title, String body, boolean draft);

    /// Adds labels; those that are there already stay, but for one that says otherwise: `severity: low` goes when
    /// `severity: high` comes.
    void label(int number, List<String> labels);

    /// Asks for reviews; who cannot be asked is not, and that is no failure.
    ///
    /// @param users logins
    /// @param teams slugs
    void requestReview(int number, List<String> users, List<String> teams);

    void edit(int number, String title, String body);

    /// Comments once: the same text is not said twice on one pull request.
    void comment(int number, String text);

    /// Those of these open pull requests on which somebody may have said something.
    default Set<Integer> commented(Set<Integer> numbers) {
        return numbers;
    }

    /// Oldest first.
    List<Comment> comments(int number);

    /// Whether a person may write to the repository; false for who is unknown to it.
    boolean mayWrite(String login);

    void close(int number);

    /// Shows a check on a commit where the credential is an App; one that says the same stays as it is.
    ///
    /// @return why an App could not, in words; empty where it could, and where only an App ever could
    String show(String head, Check check);

    /// The issues of the same repository.
    IssueHost issues();

    /// Deletes a branch; not an error if it is gone already.
    void deleteBranch(String name);

    /// What an outcome on this host is called. Where nothing is really written, nothing is said to be created.
    default Outcome asReported(Outcome outcome) {
        return outcome;
    }
}
