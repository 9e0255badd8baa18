package dev.phantom.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phantom.config.ConfigReader;
import dev.phantom.fault.HealthCheck;
import dev.phantom.fault.PhantomException;
import dev.phantom.pullrequest.Judged;
import dev.phantom.pullrequest.Outcome;
import dev.phantom.wire.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A GitHub App as the credential, through the real client.
class GitHubAppTest {

    private static final int PKCS1_IN_PKCS8 = 26;
    private static final Map<String, String> GRANTED =
            Map.of("metadata", "read", "contents", "write", "pull_requests", "write", "administration", "write");

    @TempDir
    private Path folder;

    private World world;
    private KeyPair keys;

    @BeforeEach
    void start() throws Exception {
        world = new World(folder, InstantSource.system());
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        keys = generator.generateKeyPair();
        world.github.install("Iv23abc", keys.getPublic(), GRANTED);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PRIVATE KEY", "RSA PRIVATE KEY"})
    void asksForATokenOfThisRepositoryWithNoMoreThanItNeeds(String form) throws IOException {
        var host = new GitHubCodeHost(access(keyFile(form)), List.of());
        assertThat(host.branch("main")).isPresent();
        var sha = host.commit(
                "phantom/payments/d-1", host.branch("main").orElseThrow().sha(), Map.of("stacks/a.yaml", "1\n"), "m");
        assertThat(host.branch("phantom/payments/d-1").orElseThrow().sha()).isEqualTo(sha);
        assertThat(world.github.tokensAsked()).singleElement().satisfies(asked -> {
            assertThat(asked.at("/repositories").toString()).isEqualTo("[\"infra\"]");
            assertThat(asked.at("/permissions").properties().stream()
                            .map(e -> e.getKey() + " " + e.getValue().asText()))
                    .containsExactlyInAnyOrder("metadata read", "contents write", "pull_requests write");
        });
    }

    @Test
    void theProofIsACheckRunOnTheHead() throws IOException {
        var granted = new HashMap<>(GRANTED);
        granted.put("checks", "write");
        world.github.install("Iv23abc", keys.getPublic(), granted);
        world.credential = new Credential.App("Iv23abc", keyFile("PRIVATE KEY"));
        var web = new Judged.One(Judged.Kind.LEGITIMIZE, "Web");

        assertThat(World.kind(world.run(web), web)).isEqualTo(Outcome.Kind.CREATED);

        assertThat(world.github.checks()).singleElement().satisfies(check -> {
            assertThat(check.path("name").asText()).isEqualTo("phantom proof");
            assertThat(check.path("conclusion").asText()).isEqualTo("success");
            assertThat(check.path("head_sha").asText())
                    .isEqualTo(world.pulls().getFirst().head());
            assertThat(check.at("/output/summary").asText()).contains("rediff: pass");
        });
        assertThat(world.notices).isEmpty();
        var before = world.calls();
        world.run(web);
        assertThat(world.writesSince(before)).noneMatch(o -> o.contains("check-runs"));

        world.proofs = dev.phantom.patch.Proof.Result.FAIL;
        world.run(web);
        assertThat(world.github.checks()).hasSize(2);
        assertThat(world.github.checks().getLast().path("conclusion").asText()).isEqualTo("failure");
    }

    @Test
    void anAppWithoutThePermissionIsSaidAndATokenIsNot() throws IOException {
        var web = new Judged.One(Judged.Kind.LEGITIMIZE, "Web");
        assertThat(World.kind(world.run(web), web)).isEqualTo(Outcome.Kind.CREATED);
        assertThat(world.notices).isEmpty();
        world.credential = new Credential.App("Iv23abc", keyFile("PRIVATE KEY"));
        assertThat(World.kind(world.run(web), web)).isEqualTo(Outcome.Kind.UNCHANGED);
        assertThat(world.notices)
                .containsExactly("no check run shows the proof: grant GitHub App Iv23abc checks: write");
        assertThat(world.github.checks()).isEmpty();
    }

    @Test
    void aKeyThatIsNoneIsOneLine() throws IOException {
        var file = Files.writeString(folder.resolve("key.pem"), "-----BEGIN RSA PRIVATE KEY-----\nc2VjcmV0\n");
        assertThatThrownBy(() -> new GitHubCodeHost(access(file), List.of()).branch("main"))
                .isInstanceOfSatisfying(
                        PhantomException.class,
                        e -> assertThat(e.diagnostic().line())
                                .startsWith(
                                        "PH-CFG-003 PHANTOM_GITHUB_APP_KEY_FILE the key file of the GitHub App is not an RSA")
                                .doesNotContain("c2Vj"));
        assertThatThrownBy(() -> new GitHubCodeHost(access(folder.resolve("none.pem")), List.of()).branch("main"))
                .hasMessageContaining("cannot be read: none.pem");
    }

    @Test
    void aKeyFileThatIsAPipeIsNotWaitedFor() throws Exception {
        var pipe = folder.resolve("pipe.pem");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        assertThatThrownBy(() -> new GitHubCodeHost(access(pipe), List.of()).branch("main"))
                .hasMessageContaining("is no regular file: pipe.pem");
    }

    /// The App itself is told what it was granted, so that `doctor` need not guess.
    @Test
    void doctorSaysWhatIsMissingAndWhatIsMoreThanNeeded() throws IOException {
        var doctor = new GitHubDoctor(
                world.github.uri().toString(),
                new Credential.App("Iv23abc", keyFile("PRIVATE KEY")),
                "acme/infra",
                "main",
                Network.standard(),
                ConfigReader::base);
        assertThat(doctor.signs())
                .extracting(HealthCheck::detail)
                .contains(
                        "readable and writable, base main",
                        "the installation lacks checks: write, issues: write",
                        "the installation has administration: write, which Phantom never uses");
        world.github.install("Iv23abc", keys.getPublic(), Map.of("metadata", "read", "contents", "read"));
        assertThat(doctor.signs()).extracting(HealthCheck::detail).contains("read-only");
    }

    @Test
    void anotherAppsKeyIsRefused() throws Exception {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        keys = generator.generateKeyPair();
        assertThatThrownBy(() -> new GitHubCodeHost(access(keyFile("PRIVATE KEY")), List.of()).branch("main"))
                .isInstanceOfSatisfying(
                        PhantomException.class,
                        e -> assertThat(e.diagnostic().line())
                                .startsWith("PH-GHB-001")
                                .contains("check GitHub App Iv23abc"));
    }

    @Test
    void anAppWinsOverATokenAndHalfAnAppIsNone() {
        var here = Path.of("here");
        assertThat(Credential.of(
                        Map.of(
                                "GITHUB_TOKEN", "t",
                                "PHANTOM_GITHUB_APP_ID", "7",
                                "PHANTOM_GITHUB_APP_KEY_FILE", "key.pem"),
                        here))
                .isEqualTo(new Credential.App("7", here.resolve("key.pem")));
        assertThat(Credential.of(Map.of("GITHUB_TOKEN", "t"), here)).isEqualTo(new Credential.Token("t"));
        assertThat(Credential.of(Map.of(), here).isSet()).isFalse();
        assertThatThrownBy(() -> Credential.of(Map.of("GITHUB_TOKEN", "t", "PHANTOM_GITHUB_APP_ID", "7"), here))
                .hasMessageContaining("PHANTOM_GITHUB_APP_KEY_FILE is not set");
    }

    private GitHubAccess access(Path key) {
        return new GitHubAccess(
                world.github.uri(), "acme/infra", "main", new Credential.App("Iv23abc", key), GitHubPacing.brisk());
    }

    private Path keyFile(String form) throws IOException {
        var pkcs8 = keys.getPrivate().getEncoded();
        var bytes = form.startsWith("RSA") ? Arrays.copyOfRange(pkcs8, PKCS1_IN_PKCS8, pkcs8.length) : pkcs8;
        var text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return Files.writeString(
                folder.resolve("key.pem"), "-----BEGIN " + form + "-----\n" + text + "\n-----END " + form + "-----\n");
    }
}
