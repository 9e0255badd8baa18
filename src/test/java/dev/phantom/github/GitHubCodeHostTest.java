package dev.phantom.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phantom.fault.Code;
import dev.phantom.fault.PhantomException;
import dev.phantom.pullrequest.CodeHost;
import dev.phantom.sandbox.github.EmbeddedGitHub;
import dev.phantom.sandbox.github.EmbeddedGitHub.Trouble;
import dev.phantom.sandbox.loopback.LoopbackServer.Reply;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the adapter does on the wire, and what it refuses.
final class GitHubCodeHostTest {

    private static final String BRANCH = "phantom/payments/d-1";

    @TempDir
    Path folder;

    private World world;
    private CodeHost host;

    @BeforeEach
    void start() {
        world = new World(folder);
        host = world.host();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private String commit(String branch, Map<String, String> files) {
        return host.commit(branch, world.head(), files, "Message\n\nPhantom-Stack: s\n");
    }

    @Test
    void aCommitKeepsModesBytesAndEverythingElse() throws Exception {
        var text = "\ufeff#!/bin/sh\r\necho '\u00e9 😀'\r\n";
        var sha = commit(BRANCH, Map.of("stacks/deploy.sh", text, ".phantom/reconcile/a/b.yaml", "x: 1\n"));

        git("clone", "-q", "-b", BRANCH, world.github.repository().toString(), "c");
        assertThat(folder.resolve("c/stacks/deploy.sh")).isExecutable().hasContent(text.replace("\ufeff", "\ufeff"));
        assertThat(java.nio.file.Files.readString(folder.resolve("c/stacks/deploy.sh")))
                .isEqualTo(text);
        assertThat(folder.resolve("c/.phantom/reconcile/a/b.yaml")).hasContent("x: 1");
        assertThat(java.nio.file.Files.readString(folder.resolve("c/stacks/payments.yaml")))
                .isEqualTo(World.TEMPLATE);
        assertThat(host.branch(BRANCH).orElseThrow().sha()).isEqualTo(sha);
        assertThat(host.branch(BRANCH).orElseThrow().ours()).isTrue();
        assertThat(host.branch("phantom/none")).isEmpty();
        assertThat(host.branch("main").orElseThrow().ours()).isFalse();
    }

    private void git(String... arguments) throws Exception {
        var command = new java.util.ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        assertThat(new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".github/workflows/x.yml",
                ".GitHub/workflows/x.yml",
                ".github",
                "README.md",
                "stacksx/a.yaml",
                "../stacks/a.yaml",
                "stacks/../.github/workflows/x.yml",
                "/stacks/a.yaml",
                "stacks//a.yaml",
                "stacks/./a.yaml",
                "stacks/.git/config",
                "stacks/.GIT/hooks/x",
                "stacks\\a.yaml",
                "stacks/a\u0000.yaml",
                "",
                ".phantom",
                ".phantom/../x",
                "stacks/payments.yaml/x"
            })
    void pathsOutsideTheRootsAreNeverWritten(String path) {
        var before = world.calls();

        assertThatThrownBy(() -> commit(BRANCH, Map.of(path, "x")))
                .isInstanceOfSatisfying(
                        PhantomException.class,
                        e -> assertThat(e.diagnostic().code()).isEqualTo(Code.PATCH_REFUSED));

        assertThat(world.writesSince(before)).isEmpty();
        assertThat(world.branches()).isEmpty();
    }

    @Test
    void onlyItsOwnBranchesAreWritten() {
        assertThatThrownBy(() -> commit("main", Map.of("stacks/a", "x"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> host.deleteBranch("main")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPersonsBranchIsLeftAsItIsEvenIfTheyWereFaster() {
        commit(BRANCH, Map.of("stacks/a.yaml", "1\n"));
        var theirs = world.github
                .reviewer()
                .commit(BRANCH, "stacks/a.yaml", "2\n", "mine\n\nPhantom-Seal: " + "0".repeat(40));

        assertThatThrownBy(() -> commit(BRANCH, Map.of("stacks/a.yaml", "3\n")))
                .hasMessageContaining("a person updated branch");
        assertThat(host.branch(BRANCH).orElseThrow().sha()).isEqualTo(theirs);
        assertThat(host.branch(BRANCH).orElseThrow().ours()).isFalse();
    }

    @Test
    void theSameTwiceIsOnce() {
        var first = commit(BRANCH, Map.of("stacks/a.yaml", "1\n"));
        assertThat(commit(BRANCH, Map.of("stacks/a.yaml", "1\n"))).isEqualTo(first);
        var pull = host.open(BRANCH, "t", "b", true);
        assertThat(host.open(BRANCH, "t", "b", true)).isEqualTo(pull);
        host.comment(pull.number(), "hello");
        host.comment(pull.number(), "hello");
        assertThat(world.log.calls().stream()
                        .filter(c -> c.operation().startsWith("POST")
                                && c.operation().endsWith("/comments")))
                .hasSize(1);
        host.close(pull.number());
        host.close(pull.number());
        host.deleteBranch(BRANCH);
        host.deleteBranch(BRANCH);
        assertThat(world.branches()).isEmpty();
    }

    @Test
    void manyPullRequestsAreListedWhole() {
        for (var i = 0; i < 105; i++) {
            commit("phantom/p/d-" + i, Map.of("stacks/a.yaml", i + "\n"));
            host.open("phantom/p/d-" + i, "t", "b", false);
        }
        assertThat(world.pulls()).hasSize(105);
        assertThat(world.branches()).hasSize(105);
    }

    @Test
    void writesKeepTheirDistance() {
        var slept = new ArrayList<Duration>();
        var clock = new PaceClock() {
            private long now;

            @Override
            public long nanos() {
                return now;
            }

            @Override
            public void sleep(Duration pause) {
                slept.add(pause);
                now += pause.toNanos();
            }
        };
        var slow = new GitHubPacing(
                Duration.ofHours(1), Duration.ofMillis(1), Duration.ofSeconds(1), 2, Duration.ofSeconds(20), clock);
        var access = world.access();
        var paced = new GitHubCodeHost(
                new GitHubAccess(access.api(), access.repository(), access.base(), access.credential(), slow),
                List.of());
        var before = world.log.calls().size();
        paced.commit(BRANCH, world.head(), Map.of("stacks/a.yaml", "1\n"), "m");
        var writes = world.writesSince(before);
        assertThat(writes).hasSizeGreaterThan(2);
        assertThat(slept).containsOnly(Duration.ofHours(1)).hasSize(writes.size() - 1);
    }

    @Test
    void whatGoesWrongIsToldWithoutTheToken() {
        var access = world.access();
        var token = "ghs_1234_" + "eyJhbGciOiJSUzI1NiJ9.e30.".repeat(20);
        assertThat(told(new GitHubAccess(
                        access.api(), "acme/infra", "main", new Credential.Token(token), GitHubPacing.brisk())))
                .startsWith(
                        "PH-GHB-001 " + access.api()
                                + " could not find the repository of acme/infra; check GITHUB_TOKEN; GitHub returned: 401 Bad credentials (request ")
                .doesNotContain("eyJ");
        assertThat(told(new GitHubAccess(
                        access.api(), "acme/other", "main", access.credential(), GitHubPacing.brisk())))
                .startsWith("PH-GHB-003 " + access.api() + " could not find the repository of acme/other");
        assertThat(told(new GitHubAccess(
                        access.api(), "acme/infra", "main", new Credential.Token(" "), GitHubPacing.brisk())))
                .startsWith("PH-GHB-001")
                .contains("set GITHUB_TOKEN");
        assertThat(told(new GitHubAccess(
                        URI.create("http://127.0.0.1:1"),
                        "acme/infra",
                        "main",
                        new Credential.Token("t"),
                        GitHubPacing.brisk())))
                .containsPattern(
                        "^PH-GHB-002 http://127.0.0.1:1 could not find the repository of acme/infra: 127.0.0.1:1"
                                + " refused the connection( \\(4 attempts, .*\\))?; check the network, the proxy and the host's name$");
        world.github.trouble(r -> Optional.of(new Trouble(
                false,
                Reply.json(
                        403,
                        "{\"message\":\"Resource not accessible by integration: " + EmbeddedGitHub.TOKEN + "\"}"))));
        assertThat(told(access))
                .startsWith("PH-GHB-001")
                .contains("not accessible by integration: ***")
                .doesNotContain(EmbeddedGitHub.TOKEN);
        assertThat(access.toString()).doesNotContain(EmbeddedGitHub.TOKEN);
        assertThatThrownBy(() -> new GitHubAccess(
                        access.api(), "acme/../x", "main", new Credential.Token("t"), GitHubPacing.brisk()))
                .hasMessageContaining("PH-CFG-003");
    }

    private static String told(GitHubAccess access) {
        try {
            new GitHubCodeHost(access, List.of()).branches("phantom/");
            throw new AssertionError("nothing went wrong");
        } catch (PhantomException e) {
            return e.diagnostic().line();
        }
    }

    @Test
    void anEnterpriseAddressIsTaken() {
        world.github.trouble(r ->
                Optional.of(new Trouble(false, Reply.json(404, "{\"message\":\"" + r.path() + "\"}"))));
        var access = new GitHubAccess(
                URI.create(world.github.uri() + "/api/v3/"),
                "acme/infra",
                "main",
                new Credential.Token("t"),
                GitHubPacing.brisk());
        assertThat(told(access)).contains("/api/v3/repos/acme/infra");
    }

    @Test
    void visibilityIsAsked() {
        assertThat(host.isPublic()).isFalse();
        world.github.visibility(true);
        assertThat(world.host().isPublic()).isTrue();
    }

    @Test
    void whatDidNotChangeIsReadForNothingAndWhatDidIsReadAgain() {
        commit(BRANCH, Map.of("stacks/a.yaml", "1\n"));
        var asked = new AtomicInteger();
        world.github.trouble(r -> {
            if (r.headers().containsKey("if-none-match")) {
                asked.incrementAndGet();
            }
            return Optional.empty();
        });
        var first = host.branch(BRANCH).orElseThrow();
        assertThat(host.branch(BRANCH)).contains(first);
        assertThat(asked.get()).isPositive();
        var theirs = world.github.reviewer().commit(BRANCH, "stacks/a.yaml", "2\n", "mine");
        assertThat(host.branch(BRANCH).orElseThrow().sha()).isEqualTo(theirs);
        assertThat(host.branch("main").orElseThrow().sha()).isNotEqualTo(theirs);
    }

    @Test
    void theHourlyLimitIsSaidWithItsEnd() {
        var reset = Long.toString(java.time.Instant.now().getEpochSecond() + 1800);
        world.github.trouble(r -> Optional.of(new Trouble(
                false,
                new Reply(
                        403,
                        Map.of(
                                "Content-Type",
                                "application/json",
                                "X-RateLimit-Remaining",
                                "0",
                                "X-RateLimit-Reset",
                                reset),
                        "{\"message\":\"API rate limit exceeded\"}"
                                .getBytes(java.nio.charset.StandardCharsets.UTF_8)))));
        assertThat(told(world.access()))
                .startsWith("PH-GHB-004")
                .containsPattern("GitHub asked to wait (29|30) min, and a call waits at most 50 ms");
    }

    @Test
    void gitHubsOwnWritesAreASecondApart() {
        assertThat(GitHubPacing.polite().betweenWrites()).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }
}
