package dev.phantom.github;

import dev.phantom.fault.Cause;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.fault.Redirect;
import java.io.IOException;
import java.net.URI;
import org.kohsuke.github.connector.GitHubConnector;
import org.kohsuke.github.connector.GitHubConnectorRequest;
import org.kohsuke.github.connector.GitHubConnectorResponse;

/// Asks the configured host and no other. hub4j follows redirects, links to next pages and addresses in answers
/// wherever
/// they lead. A redirect within the host is GitHub's answer for a renamed or transferred repository, and stays hub4j's.
record OneHost(URI api, GitHubConnector wire) implements GitHubConnector {

    /// @throws PhantomException FAILED of [GitHubCode], which nobody retries
    @Override
    public GitHubConnectorResponse send(GitHubConnectorRequest request) throws IOException {
        var asked = URI.create(request.url().toString());
        if (!Redirect.together(api, asked)) {
            throw refused("GitHub named an address of another host, " + asked.getHost() + ", not followed");
        }
        var response = wire.send(request);
        if (Redirect.is(response.statusCode())) {
            var location = response.header("Location");
            var redirect = new Redirect(asked, response.statusCode(), location == null ? "" : location);
            if (redirect.leaves()) {
                response.close();
                throw refused(redirect.line());
            }
        }
        return response;
    }

    private PhantomException refused(String summary) {
        return new PhantomException(new Diagnostic(
                GitHubCode.FAILED, summary, "check the network, a proxy and github.api", api.toString(), Cause.BROKEN));
    }
}
