package dev.phantom.github;

import java.io.IOException;
import org.kohsuke.github.GHIssue;

/// What is written the same way on an issue and on a pull request, which is one. Safe to repeat.
final class GitHubWrites {

    private GitHubWrites() {}

    static void edit(GHIssue one, String title, String body) throws IOException {
        if (!title.equals(one.getTitle())) {
            one.setTitle(title);
        }
        if (!body.equals(one.getBody())) {
            one.setBody(body);
        }
    }

    /// The same text is not said twice.
    static void comment(GHIssue one, String text) throws IOException {
        for (var said : one.listComments().withPageSize(100)) {
            if (text.equals(said.getBody())) {
                return;
            }
        }
        one.comment(text);
    }
}
