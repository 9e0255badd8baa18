package dev.phantom.folder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.pullrequest.HostedFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.transport.URIish;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GitHubRemoteTest {

    private static final Set<String> HOSTS = Set.of("github.com", "git.acme.example");

    @TempDir
    Path folder;

    private Optional<HostedFolder> of(String remote, String uri) throws Exception {
        try (var git = Git.init().setDirectory(folder.toFile()).call()) {
            git.remoteAdd().setName(remote).setUri(new URIish(uri)).call();
        }
        return GitHubRemote.of(folder, HOSTS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://github.com/acme/infra.git",
                "https://github.com/acme/infra",
                "https://x-access-token:ghs_secret@GitHub.com/acme/infra/",
                "git@github.com:acme/infra.git",
                "ssh://git@github.com/acme/infra.git",
                "https://git.acme.example/acme/infra.git"
            })
    void everyWayOfWritingARepositoryIsUnderstood(String uri) throws Exception {
        assertThat(of("origin", uri)).contains(new HostedFolder("acme/infra", "main", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://gitlab.com/acme/infra.git",
                "https://github.com.evil.example/acme/infra.git",
                "https://github.com/acme/group/infra.git",
                "/srv/git/acme/infra.git",
                "../acme/infra"
            })
    void anythingElseIsAFolder(String uri) throws Exception {
        assertThat(of("origin", uri)).isEmpty();
    }

    @Test
    void originIsTakenOrElseTheOnlyRemote() throws Exception {
        assertThat(GitHubRemote.of(folder, HOSTS)).isEmpty();
        assertThat(of("upstream", "https://github.com/acme/infra")).isPresent();
        assertThat(of("fork", "https://github.com/me/infra")).isEmpty();
        assertThat(of("origin", "https://github.com/us/infra").orElseThrow().repository())
                .isEqualTo("us/infra");
    }

    @Test
    void theDefaultBranchAndTheFoldersPlaceAreTold() throws Exception {
        of("origin", "https://github.com/acme/infra");
        try (var git = Git.open(folder.toFile())) {
            git.getRepository()
                    .updateRef(Constants.R_REMOTES + "origin/HEAD")
                    .link(Constants.R_REMOTES + "origin/release/next");
        }
        var inner = Files.createDirectories(folder.resolve("deploy/aws"));
        assertThat(GitHubRemote.of(inner, HOSTS))
                .contains(new HostedFolder("acme/infra", "release/next", "deploy/aws/"));
    }
}
