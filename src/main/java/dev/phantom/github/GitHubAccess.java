package dev.phantom.github;

import dev.phantom.fault.Cause;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.pullrequest.RepositoryName;
import dev.phantom.wire.Network;
import dev.phantom.wire.Vendor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kohsuke.github.GHRepositorySelection;
import org.kohsuke.github.GitHub;
import org.kohsuke.github.GitHubBuilder;
import org.kohsuke.github.authorization.AuthorizationProvider;
import org.kohsuke.github.extras.authorization.JWTTokenProvider;

/// Where GitHub is and who asks.
///
/// @param api        base address: `https://api.github.com`, `https://HOST/api/v3` for GitHub Enterprise, or
///                   `PHANTOM_GITHUB_URL`
/// @param repository `owner/name`
/// @param base       branch that pull requests go to
/// @param credential what is shown
/// @param network    of this run
/// @param baseFile   what the default branch says of `base`
/// @param held       answers that need not be given again
public record GitHubAccess(
        URI api,
        String repository,
        String base,
        Credential credential,
        GitHubPacing pace,
        Network network,
        BaseFile baseFile,
        HeldAnswers held) {

    /// As messages name it.
    static final String NAME = "GitHub";

    public static final URI GITHUB = URI.create("https://api.github.com");

    /// Kept, because a logger that nobody holds forgets its level. hub4j tells of its own retries here; ours are
    /// enough.
    private static final Logger CHATTER = Logger.getLogger("org.kohsuke.github");

    static {
        CHATTER.setLevel(Level.WARNING);
    }

    /// Outside a run.
    public GitHubAccess(URI api, String repository, String base, Credential credential, GitHubPacing pace) {
        this(api, repository, base, credential, pace, Network.standard());
    }

    /// With a base branch that is the repository's default.
    public GitHubAccess(
            URI api, String repository, String base, Credential credential, GitHubPacing pace, Network network) {
        this(api, repository, base, credential, pace, network, BaseFile.NONE);
    }

    /// One that holds answers for as long as it lives.
    public GitHubAccess(
            URI api,
            String repository,
            String base,
            Credential credential,
            GitHubPacing pace,
            Network network,
            BaseFile baseFile) {
        this(api, repository, base, credential, pace, network, baseFile, HeldAnswers.ofRun());
    }

    public GitHubAccess {
        if (!RepositoryName.isOne(repository)) {
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

    String name() {
        return repository.substring(repository.indexOf('/') + 1);
    }

    Vendor vendor() {
        return network.vendor(NAME);
    }

    /// A client; nothing is sent yet.
    GitHub connect() {
        if (!credential.isSet()) {
            throw new PhantomException(
                    new Diagnostic(GitHubCode.REFUSED, "no GitHub token is set", "set GITHUB_TOKEN", api.toString())
                            .by(Cause.NOT_CONFIGURED));
        }
        try {
            return client(authorization());
        } catch (IOException e) {
            throw new GitHubFailures(this).of("connect", e, "");
        }
    }

    private AuthorizationProvider authorization() throws IOException {
        return switch (credential) {
            case Credential.Token(String text) -> () -> "Bearer " + text;
            case Credential.App(String id, Path key) ->
                new InstallationToken(client(new JWTTokenProvider(id, AppKey.read(key))), owner(), name());
        };
    }

    /// What the App was granted on this repository.
    GrantedPermissions permissions(Credential.App app) throws IOException {
        var jwt = client(new JWTTokenProvider(app.id(), AppKey.read(app.key())));
        var installation = InstallationToken.installation(jwt, owner(), name());
        return new GrantedPermissions(
                installation.getPermissions(), installation.getRepositorySelection() == GHRepositorySelection.ALL);
    }

    private GitHub client(AuthorizationProvider shown) throws IOException {
        var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(network.limits().connect())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        return new GitHubBuilder()
                .withEndpoint(api.toString().replaceAll("/+$", ""))
                .withAuthorizationProvider(shown)
                .withConnector(new PacedConnector(
                        new DocumentedAddresses(new ConditionalReads(
                                new OneHost(api, new BoundedConnector(http, vendor(), pace.timeout())), held, api)),
                        pace.betweenWrites(),
                        pace.clock()))
                .withRateLimitHandler(RateLimits.PRIMARY)
                .withAbuseLimitHandler(RateLimits.SECONDARY)
                .build();
    }
}
