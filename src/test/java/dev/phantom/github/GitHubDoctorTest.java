package dev.phantom.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phantom.config.ConfigReader;
import dev.phantom.fault.HealthCheck;
import dev.phantom.fault.PhantomException;
import dev.phantom.sandbox.loopback.LoopbackServer;
import dev.phantom.sandbox.loopback.LoopbackServer.Reply;
import dev.phantom.sandbox.loopback.LoopbackServer.Request;
import dev.phantom.wire.Network;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `doctor` says of the base branch.
class GitHubDoctorTest {

    @Test
    void aBaseThatIsNotTheDefaultBranchHasToBeNamedThere(@TempDir Path folder) {
        try (var world = new World(folder)) {
            world.push("release", "README.md", "mine\n");
            assertThat(repository(world, "main").level()).isEqualTo(HealthCheck.Level.OK);
            var refused = repository(world, "release");
            assertThat(refused.level()).isEqualTo(HealthCheck.Level.FAIL);
            assertThat(refused.detail())
                    .contains("PH-CFG-003 github.base 'release' is not the default branch of acme/infra, 'main'");
            world.github
                    .reviewer()
                    .commit("main", "phantom.yaml", "github: {repository: acme/infra, base: release}\n", "Name it");
            assertThat(repository(world, "release").level()).isEqualTo(HealthCheck.Level.OK);
        }
    }

    /// Of a fine-grained token GitHub says what a call needs, and never what the token has.
    @Test
    void aRefusedCallShowsWhatATokenLacks() {
        try (var server = LoopbackServer.start(0, GitHubDoctorTest::refusing)) {
            var access = new GitHubAccess(
                    server.uri(), "acme/infra", "main", new Credential.Token("github_pat_1"), GitHubPacing.brisk());
            assertThatThrownBy(() -> new GitHubCodeHost(access, List.of()).branch("main"))
                    .isInstanceOfSatisfying(
                            PhantomException.class,
                            e -> assertThat(e.diagnostic().line())
                                    .startsWith("PH-GHB-001")
                                    .contains("GITHUB_TOKEN needs contents: read and metadata: read or issues: read; GitHub"));
        }
    }

    private static Reply refusing(Request request) {
        var body = "{\"message\":\"Resource not accessible by personal access token\"}";
        return new Reply(
                403,
                Map.of(
                        "Content-Type", "application/json",
                        "X-Accepted-GitHub-Permissions", "contents=read,metadata=read; issues=read"),
                body.getBytes(StandardCharsets.UTF_8));
    }

    private static HealthCheck repository(World world, String base) {
        var doctor = new GitHubDoctor(
                world.github.uri().toString(),
                world.credential,
                "acme/infra",
                base,
                Network.standard(),
                ConfigReader::base);
        return doctor.signs().get(1);
    }
}
