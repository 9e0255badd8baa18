package dev.phantom.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.config.ConfigReader;
import dev.phantom.fault.HealthCheck;
import dev.phantom.wire.Network;
import java.nio.file.Path;
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
