package dev.phantom.sandbox.github;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;

/// What a person does with pull requests and branches.
public final class Reviewer {

    private final BareRepository git;
    private final PullRequestStore store;
    private final PullsApi pulls;
    private final IssuesApi issues;
    private final InstantSource clock;
    private final Object lock;

    Reviewer(
            BareRepository git,
            PullRequestStore store,
            PullsApi pulls,
            IssuesApi issues,
            InstantSource clock,
            Object lock) {
        this.git = git;
        this.store = store;
        this.pulls = pulls;
        this.issues = issues;
        this.clock = clock;
        this.lock = lock;
    }

    public void merge(int number) {
        at(() -> pulls.merge(pull(number), me()));
    }

    /// A pull request or an issue.
    public void close(int number) {
        at(() -> {
            pulls.close(numbered(number));
            return "";
        });
    }

    /// Says something on a pull request or an issue.
    ///
    /// @param login who
    public void comment(int number, String login, String text) {
        at(() -> issues.say(numbered(number), login, text).path("id").asText());
    }

    /// What was said on a pull request or an issue, as `login: text`, oldest first.
    public List<String> said(int number) {
        synchronized (lock) {
            return store.comments(number).stream()
                    .map(c -> c.path("user").asText() + ": " + c.path("body").asText())
                    .toList();
        }
    }

    /// The names of those asked to review a pull request, teams with an `@`.
    public List<String> asked(int number) {
        synchronized (lock) {
            var names = new ArrayList<String>();
            pull(number).path("reviewers").forEach(r -> names.add(r.asText()));
            pull(number).path("teams").forEach(t -> names.add("@" + t.asText()));
            return names;
        }
    }

    private com.fasterxml.jackson.databind.node.ObjectNode numbered(int number) {
        return store.findNumbered(number).orElseThrow(() -> new IllegalArgumentException("nothing is #" + number));
    }

    /// Makes a branch of another one's head.
    public void branch(String name, String from) {
        at(() ->
                git.point(BareRepository.HEADS + name, git.resolve(from), false).name());
    }

    /// Opens a pull request by hand.
    ///
    /// @return its number
    public int open(String branch, String base, String title, String body) {
        return Integer.parseInt(at(() -> Integer.toString(pulls.open(branch, base, title, body))));
    }

    /// Commits one file on a branch (the base branch included).
    ///
    /// @return the new commit's SHA
    public String commit(String branch, String path, String text, String message) {
        return at(() -> {
            var head = git.resolve(branch);
            var mode = git.entry(head.getTree(), path)
                    .map(BareRepository.Entry::mode)
                    .orElse("100644");
            var blob = git.blob(text.getBytes(StandardCharsets.UTF_8));
            var tree = git.tree(head.getTree(), List.of(new BareRepository.Edit(path, mode, blob)));
            ObjectId commit = git.commit(tree, List.of(head), message, me(), me());
            git.point(BareRepository.HEADS + branch, commit, false);
            return commit.name();
        });
    }

    private com.fasterxml.jackson.databind.node.ObjectNode pull(int number) {
        return store.find(number).orElseThrow(() -> new IllegalArgumentException("no pull request " + number));
    }

    private PersonIdent me() {
        return BareRepository.person("Robin Reviewer", "robin@acme.example", clock.instant());
    }

    @FunctionalInterface
    private interface Deed {
        String done() throws IOException;
    }

    private String at(Deed deed) {
        synchronized (lock) {
            try {
                return deed.done();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
