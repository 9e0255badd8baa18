package dev.phantom.github;

import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kohsuke.github.GitHub;
import org.kohsuke.github.GitHubBuilder;
import org.kohsuke.github.authorization.AuthorizationProvider;
import org.kohsuke.github.extras.HttpClientGitHubConnector;

/// Where GitHub is and who asks.
///
/// @param api        base address: `https://api.github.com`, `https://HOST/api/v3` for GitHub Enterprise, or
///                   `PHANTOM_GITHUB_URL`
/// @param repository `owner/name`
/// @param base       branch that pull requests go to
/// @param token      of any length and shape; a GitHub App's installation token comes here too, once there is one
public record GitHubAccess(URI api, String repository, String base, String token, Pace pace) {

    public static final URI GITHUB = URI.create("https://api.github.com");

    /// Kept, because a logger that nobody holds forgets its level. hub4j tells of its own retries here; ours are
    /// enough.
    private static final Logger CHATTER = Logger.getLogger("org.kohsuke.github");

    static {
        CHATTER.setLevel(Level.WARNING);
    }

    public GitHubAccess {
        if (!repository.matches("[A-Za-z0-9._-]+/[A-Za-z0-9._-]+")) {
            throw new PhantomException(Code.CONFIG_BAD_VALUE, "github.repository is not owner/name: " + repository);
        }
    }

    @Override
    public String toString() {
        return "GitHubAccess[" + api + " " + repository + "]";
    }

    String owner() {
        return repository.substring(0, repository.indexOf('/'));
    }

    /// A client; nothing is sent yet.
    GitHub connect() {
        if (token.isBlank()) {
            throw new PhantomException(new Diagnostic(
                    Code.GITHUB_REFUSED, "there is no token for GitHub", "set GITHUB_TOKEN", api.toString()));
        }
        var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
        AuthorizationProvider bearer = () -> "Bearer " + token;
        try {
            return new GitHubBuilder()
                    .withEndpoint(api.toString().replaceAll("/+$", ""))
                    .withAuthorizationProvider(bearer)
                    .withConnector(new PacedConnector(
                            new DocumentedAddresses(new HttpClientGitHubConnector(http)), pace.betweenWrites()))
                    .withRateLimitHandler(Limits.PRIMARY)
                    .withAbuseLimitHandler(Limits.SECONDARY)
                    .build();
        } catch (IOException e) {
            throw new GitHubCalls(this).failure("connect", e);
        }
    }
}
