package dev.phantom.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.kohsuke.github.GHPullRequest;
import org.kohsuke.github.GHRepository;
import org.kohsuke.github.GHTeam;
import org.kohsuke.github.GHUser;
import org.kohsuke.github.GitHub;

/// Asks people and teams for a review. GitHub refuses a request whole if one of those asked is no collaborator, or
/// opened the pull request; then each is asked alone, and who cannot be asked is not.
/// <https://docs.github.com/rest/pulls/review-requests>
record Reviewers(Supplier<GHRepository> repository, GitHubCalls calls) {

    void ask(int number, List<String> users, List<String> teams) {
        each(
                number,
                users,
                (one, names) -> one.requestReviewers(
                        names.stream().map(n -> named(GHUser.class, "login", n)).toList()));
        each(
                number,
                teams,
                (one, names) -> one.requestTeamReviewers(
                        names.stream().map(n -> named(GHTeam.class, "slug", n)).toList()));
    }

    @FunctionalInterface
    private interface Request {
        void make(GHPullRequest one, List<String> names) throws IOException;
    }

    private void each(int number, List<String> names, Request request) {
        if (names.isEmpty() || asked(number, names, request) || names.size() == 1) {
            return;
        }
        names.forEach(name -> asked(number, List.of(name), request));
    }

    /// @return false where GitHub refused
    private boolean asked(int number, List<String> names, Request request) {
        return calls.ask("ask for a review of pull request #" + number, () -> {
            try {
                request.make(repository.get().getPullRequest(number), names);
                return true;
            } catch (IOException e) {
                var status = GitHubCalls.status(e);
                if (status == 422 || status == 404 || status == 403 && !(GitHubCalls.isLimit(e))) {
                    return false;
                }
                throw e;
            }
        });
    }

    /// hub4j wants whole users and teams and sends their names alone; looking them up could be refused, and costs a
    /// call each.
    private static <T> T named(Class<T> type, String field, String name) {
        try {
            var node = JsonNodeFactory.instance.objectNode().put(field, name);
            return GitHub.getMappingObjectReader().forType(type).readValue(node.toString());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a name is always JSON", e);
        }
    }
}
