package dev.phantom.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phantom.iac.Formats;
import dev.phantom.iac.cloudformation.CloudFormation;
import dev.phantom.sandbox.github.EmbeddedGitHub;
import dev.phantom.sandbox.loopback.LoopbackServer.Reply;
import dev.phantom.sandbox.loopback.TwoHosts;
import dev.phantom.stack.SafeState;
import dev.phantom.stack.Stack;
import dev.phantom.stack.StackId;
import dev.phantom.value.Value;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GitHubSafeStateTest {
    private static final Formats FORMATS = new Formats(List.of(new CloudFormation()));

    @TempDir
    Path folder;

    private World world;

    @BeforeEach
    void start() {
        world = new World(folder);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private static Stack stack(String name, String template, String... parameters) {
        return new Stack(
                new StackId("111122223333", "us-east-1", name),
                "prod",
                template,
                List.of(parameters),
                "",
                "",
                Stack.Mode.REPORT);
    }

    @Test
    void templateAndParametersComeFromOneCommit() {
        var source = new GitHubSafeState(world.access(), FORMATS);
        var first = source.read(stack("a", "stacks/payments.yaml", "stacks/payments.prod.json"));
        world.github
                .reviewer()
                .commit("main", "stacks/payments.prod.json", "{\"Parameters\":{\"Size\":\"7\"}}", "Grow");
        world.github.reviewer().commit("main", "stacks/other.json", "{\"Size\":\"8\"}", "Grow");

        var second = source.read(stack("b", "stacks/payments.yaml", "stacks/payments.prod.json"));

        assertThat(first.source()).isEqualTo(new SafeState.Source("github"));
        assertThat(first.repository()).isEqualTo("acme/infra");
        assertThat(first.template().text()).isEqualTo(World.TEMPLATE);
        assertThat(first.template().file()).isEqualTo("stacks/payments.yaml");
        assertThat(first.parameters().getFirst().value()).isEqualTo(Value.string("6"));
        assertThat(first.parameters().getFirst().origin().file()).isEqualTo("stacks/payments.prod.json");
        assertThat(second.commit()).isEqualTo(first.commit()).isNotEqualTo(world.head());
        assertThat(second.parameters()).isEqualTo(first.parameters());
        assertThat(new GitHubSafeState(world.access(), FORMATS)
                        .read(stack("c", "stacks/payments.yaml", "stacks/payments.prod.json", "stacks/other.json"))
                        .parameters())
                .extracting(p -> p.value())
                .containsExactly(Value.string("8"));
    }

    @Test
    void aSharedFileIsReadOnce() {
        var source = new GitHubSafeState(world.access(), FORMATS);
        source.read(stack("a", "stacks/payments.yaml"));
        var before = world.calls();

        source.read(stack("b", "stacks/payments.yaml"));

        assertThat(world.calls()).isEqualTo(before);
    }

    @Test
    void aLargeTemplateIsReadToo() {
        var large = World.TEMPLATE + "# filler filler filler filler filler\n".repeat(40_000);
        world.github.reviewer().commit("main", "stacks/large.yaml", large, "Large");

        assertThat(new GitHubSafeState(world.access(), FORMATS)
                        .read(stack("a", "stacks/large.yaml"))
                        .template()
                        .text())
                .isEqualTo(large);
    }

    @Test
    void whatIsNotThereIsSaid() {
        assertThatThrownBy(() -> new GitHubSafeState(world.access(), FORMATS).read(stack("a", "stacks/none.yaml")))
                .hasMessageContaining(" could not read stacks/none.yaml at ");
        world.github.reviewer().commit("main", "phantom.yaml", "github: {base: trunk}\n", "Name another base");
        assertThatThrownBy(() ->
                        new GitHubSafeState(world.onto("trunk"), FORMATS).read(stack("a", "stacks/payments.yaml")))
                .hasMessageContaining(" could not read branch trunk");
    }

    /// Rules, adoptions and templates are those of a branch that nobody may choose by pushing.
    @Test
    void aBaseThatTheDefaultBranchDoesNotNameIsNotRead() {
        world.push("evil", ".phantom/ignore.yaml", "version: 1\nrules: []\n");
        assertThatThrownBy(() -> new GitHubSafeState(world.onto("evil"), FORMATS).beside(".phantom/ignore.yaml"))
                .hasMessageContaining("PH-CFG-003 github.base 'evil' is not the default branch of acme/infra, 'main'");
    }

    /// GitHub follows a link within the repository, and answers with the link itself where it leads out.
    @Test
    void aLinkOutOfTheRepositoryIsNotRead() {
        refused(
                "{\"type\":\"symlink\",\"target\":\"/etc/passwd\",\"size\":11,\"sha\":\"1\"}",
                "a link that leads outside the repository");
    }

    /// The size comes before the content.
    @Test
    void whatIsTooLargeIsRefusedForItsSize() {
        refused(
                "{\"type\":\"file\",\"size\":90000000,\"sha\":\"1\",\"encoding\":\"none\",\"content\":\"\"}",
                "PH-TPL-003 .phantom/ignore.yaml is 90000000 bytes long; the limit is 10000000");
    }

    private static void refused(String content, String line) {
        try (var hosts = new TwoHosts(
                request -> Reply.json(
                        200,
                        request.path().contains("/contents/")
                                ? content
                                : request.path().contains("/branches/")
                                        ? "{\"name\":\"main\",\"commit\":{\"sha\":\"0123456789abcdef\"}}"
                                        : "{\"id\":7,\"name\":\"infra\",\"full_name\":\"acme/infra\",\"default_branch\":\"main\",\"owner\":{\"login\":\"acme\"}}"),
                302,
                "{}")) {
            var access = new GitHubAccess(
                    hosts.configured(), "acme/infra", "main", new Credential.Token("t"), GitHubPacing.brisk());
            var safe = new GitHubSafeState(access, new Formats(List.of()));
            assertThatThrownBy(() -> safe.beside(".phantom/ignore.yaml")).hasMessageContaining(line);
        }
    }

    @Test
    void theCommitsOfAFileAreThoseUpToThePinnedOne() {
        var source = new GitHubSafeState(world.access(), FORMATS);
        world.github.reviewer().commit("main", "stacks/payments.yaml", World.TEMPLATE.replace("'6'", "'7'"), "Grow");
        world.github.reviewer().commit("main", "phantom.yaml", "version: 1 # same\n", "Elsewhere");
        source.read(stack("a", "stacks/payments.yaml"));
        world.github.reviewer().commit("main", "stacks/payments.yaml", World.TEMPLATE, "Later");

        var log = source.history().log("stacks/payments.yaml");

        assertThat(log.commits()).extracting(c -> c.subject()).containsExactly("Grow", "The safe state");
        assertThat(log.whole()).isTrue();
        assertThat(log.commits().getFirst()).satisfies(grow -> {
            assertThat(grow.author()).isEqualTo("Robin Reviewer");
            assertThat(grow.at()).isEqualTo(World.NOW);
            assertThat(grow.parents()).containsExactly(log.commits().get(1).id());
        });
        var before = log.commits().get(1).id();
        assertThat(source.history().text("stacks/payments.yaml", before)).contains(World.TEMPLATE);
        assertThat(source.history().text("stacks/none.yaml", before)).isEmpty();
        var calls = world.calls();
        source.history().log("stacks/payments.yaml");
        source.history().text("stacks/payments.yaml", before);
        assertThat(world.calls()).as("asked once").isEqualTo(calls);
    }

    @Test
    void commitsThatAreRefusedAreAGap() {
        var source = new GitHubSafeState(world.access(), FORMATS);
        source.read(stack("a", "stacks/payments.yaml"));
        world.github.trouble(request -> request.path().endsWith("/commits")
                ? Optional.of(new EmbeddedGitHub.Trouble(
                        false, Reply.json(403, "{\"message\":\"Resource not accessible by integration\"}")))
                : Optional.empty());
        assertThat(source.history().log("stacks/payments.yaml").gaps())
                .singleElement()
                .satisfies(gap -> {
                    assertThat(gap.text())
                            .startsWith("the commits of stacks/payments.yaml could not be listed: PH-GHB-001");
                    assertThat(gap.cause().passes()).isFalse();
                });
    }
}
