package dev.phantom.github;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.util.regex.Pattern;
import org.kohsuke.github.connector.GitHubConnector;
import org.kohsuke.github.connector.GitHubConnectorRequest;
import org.kohsuke.github.connector.GitHubConnectorResponse;

/// Reads and writes refs where GitHub's document has them. hub4j 1.330 still reads `git/refs/…` for both one ref and
/// all
/// refs of a prefix; GitHub split that into `git/ref/…` and `git/matching-refs/…`. It writes to the address that a ref
/// was answered with, which is GitHub's own `git/refs/…` only on GitHub itself.
record DocumentedAddresses(GitHubConnector wire) implements GitHubConnector {

    private static final Pattern REF = Pattern.compile("(/repos/[^/]+/[^/]+/git)/refs?/");

    @Override
    public GitHubConnectorResponse send(GitHubConnectorRequest request) throws IOException {
        var asked = request.url().toString();
        var ref = REF.matcher(asked);
        if (!ref.find()) {
            return wire.send(request);
        }
        var place = !request.method().equals("GET")
                ? "/refs/"
                : request.url().getPath().endsWith("/") ? "/matching-refs/" : "/ref/";
        var there = URI.create(ref.replaceFirst("$1" + place)).toURL();
        return new Answer(request, wire.send(new Readdressed(request, there)));
    }

    /// The answer to the question as hub4j asked it: it reads more out of the request than its address.
    private static final class Answer extends GitHubConnectorResponse {

        private final GitHubConnectorResponse response;

        Answer(GitHubConnectorRequest request, GitHubConnectorResponse response) {
            super(request, response.statusCode(), response.allHeaders());
            this.response = response;
        }

        @Override
        public InputStream bodyStream() throws IOException {
            return response.bodyStream();
        }

        @Override
        public void close() throws IOException {
            response.close();
        }
    }

    private record Readdressed(GitHubConnectorRequest request, URL url) implements PassedOn {}
}
