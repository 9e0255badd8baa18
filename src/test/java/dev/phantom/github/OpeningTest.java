package dev.phantom.github;

import static dev.phantom.github.World.kind;
import static dev.phantom.github.World.of;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.patch.Proof;
import dev.phantom.pullrequest.Judged.Kind;
import dev.phantom.pullrequest.Judged.One;
import dev.phantom.pullrequest.Outcome;
import dev.phantom.pullrequest.Policies;
import dev.phantom.pullrequest.PublishPolicy;
import dev.phantom.sandbox.github.EmbeddedGitHub.Trouble;
import dev.phantom.sandbox.loopback.LoopbackServer.Reply;
import dev.phantom.stack.Stack;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whether a pull request is opened, and who is asked for a review.
final class OpeningTest {

    private static final One WEB = new One(Kind.LEGITIMIZE, "Web");
    private static final One DB = new One(Kind.REVERT, "Db");

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

    @Test
    void nothingIsOpenedThatIsNotAllowed() {
        world.mode = Stack.Mode.REPORT;
        assertThat(of(world.run(WEB), WEB).reason()).isEqualTo("mode");
        world.mode = Stack.Mode.READY;
        assertThat(of(world.run(WEB.unwitnessed()), WEB).reason()).isEqualTo("witness");
        world.policy = policy(1, true);
        assertThat(of(world.run(WEB), WEB).reason()).isEqualTo("pause");
        world.policy = policy(1, false);
        assertThat(of(world.run(WEB, DB), DB).reason()).isEqualTo("cap");
        world.proofs = Proof.Result.FAIL;
        var jobs = new One(Kind.REFACTOR, "Jobs");
        assertThat(kind(world.run(WEB, jobs), jobs)).isEqualTo(Outcome.Kind.REFUSED);
        assertThat(world.run(new One(Kind.NEEDS_HUMAN, "Human")))
                .doesNotContainKey(new One(Kind.NEEDS_HUMAN, "Human").driftId());
        assertThat(world.pulls()).hasSize(1);
    }

    private static PublishPolicy policy(int most, boolean paused) {
        var standard = Policies.STANDARD;
        return new PublishPolicy(standard.draftBelow(), most, most, paused, standard.privacy(), Set.of(), false);
    }

    @Test
    void theOwnersOfTheFilesAreAskedForAReview() {
        var reviewer = world.github.reviewer();
        world.github.person("pat", "write");
        world.github.person("@payments", "write");
        reviewer.commit("main", "docs/CODEOWNERS", "* @nobody-at-all\n", "the last place");
        reviewer.commit("main", "CODEOWNERS", "* @robin\n", "the second");
        reviewer.commit(
                "main",
                ".github/CODEOWNERS",
                "* @robin\n/stacks/ @pat @stranger @phantom-bot @acme/payments @acme/unknown a@b.example\n",
                "the first wins");

        assertThat(kind(world.run(WEB), WEB)).isEqualTo(Outcome.Kind.CREATED);

        assertThat(reviewer.asked(1)).containsExactly("pat", "@payments");
        var before = world.calls();
        world.run(WEB);
        assertThat(world.writesSince(before)).isEmpty();
    }

    @Test
    void whereNobodyOwnsTheFilesNobodyIsAsked() {
        world.github.reviewer().commit("main", "CODEOWNERS", "/docs/ @robin\n", "others");
        world.run(WEB);
        assertThat(world.github.reviewer().asked(1)).isEmpty();
    }

    @Test
    void capsAreForOneStackAndForAll() {
        var host = world.host();
        host.commit("phantom/other/d-1", world.head(), java.util.Map.of("stacks/o.yaml", "1\n"), "m");
        host.open("phantom/other/d-1", "another stack's", "b", false);

        world.policy = Policies.caps(1, 5);
        assertThat(of(world.run(WEB), WEB).reason()).isEqualTo("cap");
        world.policy = Policies.caps(5, 1);
        assertThat(kind(world.run(WEB), WEB)).isEqualTo(Outcome.Kind.CREATED);
        assertThat(of(world.run(WEB, DB), DB).reason()).isEqualTo("cap");
        host.commit("phantom/rules/adopted", world.head(), java.util.Map.of(".phantom/a.yaml", "1\n"), "m");
        host.open("phantom/rules/adopted", "a rule to agree to", "b", false);
        world.policy = Policies.caps(3, 2);
        assertThat(kind(world.run(WEB, DB), DB))
                .as("a proposed rule takes no place")
                .isEqualTo(Outcome.Kind.CREATED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Repository rule violations found\\n\\nCannot create ref due to creations being restricted.",
                "Cannot force-push to this protected branch",
                "Reference update failed"
            })
    void aRuleOfTheRepositoryThatSaysNoIsAClearOutcomeAndNothingIsLeft(String words) {
        world.github.trouble(r -> r.method().equals("POST") && r.path().endsWith("/git/refs")
                ? Optional.of(new Trouble(false, Reply.json(422, "{\"message\":\"" + words + "\"}")))
                : Optional.empty());

        var outcome = World.any(world.run(WEB));

        assertThat(outcome.kind()).isEqualTo(Outcome.Kind.FAILED);
        assertThat(outcome.reason()).startsWith("PH-GHB-005 ").contains("phantom/**", words.substring(0, 20));
        assertThat(world.pulls()).isEmpty();
        assertThat(world.branches()).isEmpty();
        world.github.trouble(r -> Optional.empty());
        assertThat(kind(world.run(WEB), WEB)).isEqualTo(Outcome.Kind.CREATED);
    }
}
