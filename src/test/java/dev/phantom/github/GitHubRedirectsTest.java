package dev.phantom.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phantom.fault.PhantomException;
import dev.phantom.sandbox.loopback.LoopbackServer.Reply;
import dev.phantom.sandbox.loopback.TwoHosts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The token stays with the host that was configured, whatever is answered.
class GitHubRedirectsTest {

    private static final String REPOSITORY =
            "{\"id\":7,\"name\":\"infra\",\"full_name\":\"acme/infra\",\"owner\":{\"login\":\"acme\"},\"private\":true}";

    @TempDir
    Path folder;

    private static GitHubAccess access(TwoHosts hosts, Credential credential) {
        return new GitHubAccess(hosts.configured(), "acme/infra", "main", credential, GitHubPacing.brisk());
    }

    private static GitHubAccess access(TwoHosts hosts) {
        return access(hosts, new Credential.Token("ghp_0123456789abcdef"));
    }

    private Path appKey() throws IOException, NoSuchAlgorithmException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        var encoded = Base64.getMimeEncoder()
                .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
        return Files.writeString(
                folder.resolve("app.pem"), "-----BEGIN PRIVATE KEY-----\n" + encoded + "\n-----END PRIVATE KEY-----\n");
    }

    private static void assertTold(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String words) {
        assertThatThrownBy(call).isInstanceOfSatisfying(PhantomException.class, e -> {
            assertThat(e.diagnostic().code()).isEqualTo(GitHubCode.FAILED);
            assertThat(e.diagnostic().line()).contains(words);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void toAnotherHostAreNotFollowedByARead(int status) {
        try (var hosts = new TwoHosts(status, REPOSITORY)) {
            var host = new GitHubCodeHost(access(hosts), List.of());
            assertTold(host::isPublic, hosts.line(status));
            assertThat(hosts.reached()).isEmpty();
            assertThat(hosts.asked()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void toAnotherHostAreNotFollowedByAWrite(int status) {
        try (var hosts = new TwoHosts(
                request -> request.method().equals("GET") ? Reply.json(200, REPOSITORY) : null,
                status,
                "{\"number\":1}")) {
            var access = access(hosts);
            assertTold(
                    () -> new GitHubCalls(access)
                            .ask(
                                    "write",
                                    () -> access.connect()
                                            .getRepository("acme/infra")
                                            .createIssue("drift")
                                            .create()),
                    hosts.line(status));
            assertThat(hosts.reached()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void toAnotherHostAreNotFollowedByAnApp(int status) throws Exception {
        try (var hosts = new TwoHosts(status, "{\"id\":1}")) {
            var access = access(hosts, new Credential.App("12345", appKey()));
            assertTold(new GitHubCodeHost(access, List.of())::isPublic, hosts.line(status));
            assertThat(hosts.reached()).isEmpty();
        }
    }

    /// <https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api#follow-redirects>
    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void ofARenamedRepositoryAreFollowedOnTheSameHost(int status) {
        var base = new AtomicReference<>("");
        try (var hosts = new TwoHosts(
                request -> request.path().equals("/repos/acme/infra")
                        ? TwoHosts.redirect(status, base.get() + "/repositories/7")
                        : Reply.json(200, REPOSITORY),
                status,
                "{}")) {
            base.set(hosts.configured().toString());
            assertThat(new GitHubCodeHost(access(hosts), List.of()).isPublic()).isFalse();
            assertThat(hosts.asked())
                    .extracting(request -> request.path())
                    .containsExactly("/repos/acme/infra", "/repositories/7");
        }
    }

    @Test
    void noNextPageIsFetchedFromAnotherHost() {
        var next = new AtomicReference<>("");
        try (var hosts = new TwoHosts(
                request -> request.path().equals("/repos/acme/infra")
                        ? Reply.json(200, REPOSITORY)
                        : new Reply(
                                200,
                                Map.of(
                                        "Content-Type",
                                        "application/json",
                                        "Link",
                                        "<" + next.get() + ">; rel=\"next\""),
                                "[{\"ref\":\"refs/heads/phantom/a\"}]".getBytes(StandardCharsets.UTF_8)),
                302,
                "[]")) {
            next.set(hosts.other() + "/repos/acme/infra/git/refs/heads/phantom/?page=2");
            assertTold(
                    () -> new GitHubCodeHost(access(hosts), List.of()).branches("phantom/"),
                    "GitHub named an address of another host");
            assertThat(hosts.reached()).isEmpty();
        }
    }
}
