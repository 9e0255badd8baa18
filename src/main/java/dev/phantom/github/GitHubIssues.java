package dev.phantom.github;

import dev.phantom.pullrequest.IssueHost;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.kohsuke.github.GHDirection;
import org.kohsuke.github.GHIssue;
import org.kohsuke.github.GHIssueQueryBuilder;
import org.kohsuke.github.GHIssueState;
import org.kohsuke.github.GHRepository;

/// Issues on GitHub, which lists pull requests among them.
record GitHubIssues(Supplier<GHRepository> repository, GitHubCalls calls) implements IssueHost {

    @Override
    public List<Issue> issues(String label) {
        return calls.ask("list issues with label " + label, () -> listed(label));
    }

    private List<Issue> listed(String label) {
        var found = new ArrayList<Issue>();
        var all = repository
                .get()
                .queryIssues()
                .label(label)
                .state(GHIssueState.ALL)
                .sort(GHIssueQueryBuilder.Sort.CREATED)
                .direction(GHDirection.DESC)
                .list()
                .withPageSize(100);
        for (var one : all) {
            if (!one.isPullRequest()) {
                found.add(shape(one));
            }
        }
        return List.copyOf(found);
    }

    private static Issue shape(GHIssue one) {
        return new Issue(
                one.getNumber(),
                one.getHtmlUrl().toString(),
                one.getTitle(),
                one.getBody() == null ? "" : one.getBody(),
                one.getState() == GHIssueState.OPEN);
    }

    @Override
    public Issue open(String title, String body, List<String> labels) {
        return calls.ask("open an issue", () -> {
            var there = listed(labels.getLast()).stream()
                    .filter(i -> i.isOpen() && i.body().equals(body))
                    .findFirst();
            if (there.isPresent()) {
                return there.get();
            }
            var builder = repository.get().createIssue(title).body(body);
            labels.forEach(builder::label);
            return shape(builder.create());
        });
    }

    @Override
    public void reopen(int number) {
        change("reopen", number, GHIssue::reopen);
    }

    @Override
    public void edit(int number, String title, String body) {
        change("edit", number, one -> GitHubWrites.edit(one, title, body));
    }

    @Override
    public void comment(int number, String text) {
        change("comment on", number, one -> GitHubWrites.comment(one, text));
    }

    @Override
    public void close(int number) {
        change("close", number, GHIssue::close);
    }

    @FunctionalInterface
    private interface Change {
        void make(GHIssue one) throws IOException;
    }

    private void change(String verb, int number, Change change) {
        calls.carryOut(
                verb + " issue #" + number, () -> change.make(repository.get().getIssue(number)));
    }
}
