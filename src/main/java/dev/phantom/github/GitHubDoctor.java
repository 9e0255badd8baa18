package dev.phantom.github;

import dev.phantom.fault.Cause;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.HealthCheck;
import dev.phantom.fault.PhantomException;
import dev.phantom.wire.Network;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.kohsuke.github.GHRepository;

/// Asks GitHub what `doctor` prints: whether the credential is one, what is left of its limit, and whether it may write
/// to
/// the
/// repository. It writes nothing.
///
/// @param url        `PHANTOM_GITHUB_URL`; empty for GitHub's own
/// @param repository `owner/name`; empty if none is configured
/// @param network    how long it is waited for
/// @param baseFile   what the default branch says of `base`
public record GitHubDoctor(
        String url, Credential credential, String repository, String base, Network network, BaseFile baseFile) {

    private static final String CREDENTIAL = "github credential";
    private static final String NOWHERE = "nobody/nothing";
    private static final int LITTLE = 200;

    /// The token is not printed.
    @Override
    public String toString() {
        return "GitHubDoctor[" + url + " " + repository + "]";
    }

    public List<HealthCheck> signs() {
        if (!credential.isSet()) {
            var detail = "neither GITHUB_TOKEN nor a GitHub App is set";
            return List.of(
                    repository.isEmpty()
                            ? HealthCheck.warn(
                                    CREDENTIAL, detail, "without it no repository is read and no pull request opened")
                            : HealthCheck.fail(
                                    CREDENTIAL,
                                    detail,
                                    "set it in the environment or in .env; " + repository + " is configured"));
        }
        var access = access();
        var calls = new GitHubCalls(access);
        var signs = new ArrayList<HealthCheck>();
        signs.add(token(access, calls));
        if (signs.getFirst().level() != HealthCheck.Level.FAIL && !repository.isEmpty()) {
            repository(access, calls, signs);
        }
        return signs;
    }

    private GitHubAccess access() {
        var api = GitHubAccess.GITHUB;
        try {
            api = url.isEmpty() ? api : URI.create(url);
        } catch (IllegalArgumentException e) {
            throw new PhantomException(
                    new Diagnostic(Code.CONFIG_BAD_VALUE, "'" + url + "' is not an HTTP URL", "", "PHANTOM_GITHUB_URL"),
                    e);
        }
        var pace = "127.0.0.1".equals(api.getHost()) ? GitHubPacing.brisk() : GitHubPacing.polite();
        return new GitHubAccess(
                api, repository.isEmpty() ? NOWHERE : repository, base, credential, pace, network, baseFile);
    }

    private HealthCheck token(GitHubAccess access, GitHubCalls calls) {
        try {
            var core = calls.ask(
                    "read the rate limit", () -> access.connect().getRateLimit().getCore());
            var detail = "%s is valid for %s, %d of %d calls left"
                    .formatted(credential.shown(), access.api().getHost(), core.getRemaining(), core.getLimit());
            return core.getRemaining() < LITTLE && core.getLimit() > LITTLE
                    ? HealthCheck.warn(
                            CREDENTIAL,
                            detail,
                            "wait until " + core.getResetDate().toInstant())
                    : HealthCheck.ok(CREDENTIAL, detail);
        } catch (PhantomException e) {
            return HealthCheck.fail(CREDENTIAL, e.diagnostic().line(), "");
        }
    }

    private void repository(GitHubAccess access, GitHubCalls calls, List<HealthCheck> signs) {
        var name = "github " + repository;
        try {
            GHRepository found =
                    calls.ask("find the repository", () -> access.connect().getRepository(repository));
            if (calls.find("read branch " + base, () -> found.getBranch(base)).isEmpty()) {
                signs.add(HealthCheck.fail(name, "branch " + base + " does not exist", "check github.base"));
                return;
            }
            new BaseBranch(access, calls, () -> found).name();
            signs.addAll(
                    credential instanceof Credential.App app
                            ? ofApp(name, access, calls, app)
                            : ofToken(name, calls, found));
        } catch (PhantomException e) {
            signs.add(HealthCheck.fail(name, e.diagnostic().line(), ""));
        }
    }

    private List<HealthCheck> ofApp(String name, GitHubAccess access, GitHubCalls calls, Credential.App app) {
        var granted = calls.ask("read the installation", () -> access.permissions(app));
        return Stream.concat(Stream.of(readable(name, granted.mayPropose(), "")), granted.signs().stream())
                .toList();
    }

    private List<HealthCheck> ofToken(String name, GitHubCalls calls, GHRepository found) {
        var scopes = new GrantedScopes(Objects.requireNonNullElse(found.getResponseHeaderFields(), Map.of()));
        var who = scopes.areTold() ? "" : " by whoever the token is of";
        return List.of(
                readable(name, found.hasPushAccess(), who),
                scopes.sign(scopes.areTold() ? List.of() : unread(calls, found)));
    }

    /// What a refused call shows; of a public repository everybody may read all.
    private static List<String> unread(GitHubCalls calls, GHRepository found) {
        var unread = new ArrayList<String>();
        look(calls, "pull_requests", () -> found.queryPullRequests().list().withPageSize(1).iterator().hasNext(), unread);
        look(calls, "issues", () -> found.queryIssues().list().withPageSize(1).iterator().hasNext(), unread);
        return unread;
    }

    private static void look(GitHubCalls calls, String permission, GitHubCalls.Call<Boolean> call, List<String> unread) {
        try {
            calls.find("read " + permission, call);
        } catch (PhantomException e) {
            if (e.diagnostic().cause() != Cause.DENIED) {
                throw e;
            }
            unread.add(permission);
        }
    }

    private HealthCheck readable(String name, boolean writable, String who) {
        return writable
                ? HealthCheck.ok(name, "readable and writable" + who + ", base " + base)
                : HealthCheck.warn(name, "read-only", "give the token contents: write and pull requests: write");
    }
}
