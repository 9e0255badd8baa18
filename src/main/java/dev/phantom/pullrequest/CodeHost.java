package dev.phantom.pullrequest;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A code host: GitHub. Every write is atomic on its side and safe to repeat.
public interface CodeHost {

    /// @param state `open`, `closed`, `merged`
    /// @param head  SHA of the branch's head
    record PullRequest(
            int number, String url, String branch, String title, String body, State state, boolean draft, String head, List<String> labels) {
        public enum State {
            OPEN,
            CLOSED,
            MERGED
        }

        public PullRequest {
            labels = List.copyOf(labels);
        }
    }

    /// A branch's head: who committed it and which tree of files it carries.
    record Head(String sha, String committer, String message) {}

    /// The head of the base branch.
    Head base();

    /// The head of a branch, if it exists.
    Optional<Head> branch(String name);

    /// A file's text at a commit.
    Optional<String> file(String commit, String path);

    /// Every pull request, open or not, whose branch starts with the prefix; newest first.
    List<PullRequest> pullRequests(String branchPrefix);

    /// Makes one commit on top of `parent` with these files (path → text) and points the branch at it. File modes are kept.
    ///
    /// @return the new head's SHA
    String commit(String branch, String parent, Map<String, String> files, String message);

    PullRequest open(String branch, String title, String body, boolean draft, List<String> labels);

    void edit(int number, String title, String body);

    void comment(int number, String text);

    void close(int number);

    void deleteBranch(String name);
}
