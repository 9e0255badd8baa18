package dev.phantom.github;

import static dev.phantom.github.World.kind;
import static dev.phantom.github.World.of;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.analysis.Confidence.Level;
import dev.phantom.patch.Proof;
import dev.phantom.pullrequest.Judged.Kind;
import dev.phantom.pullrequest.Judged.One;
import dev.phantom.pullrequest.Outcome;
import dev.phantom.stack.Stack;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A ready pull request that is ready no more, and what a person says of it.
final class ReadinessTest {

    private static final One WEB = new One(Kind.LEGITIMIZE, "Web");

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
    void aReadyPullRequestThatIsSureNoMoreIsPutOnHoldUntilItIsSureAgain() {
        var unsure = WEB.sure(Level.LOW);
        world.run(WEB);

        var held = of(world.run(unsure), WEB);

        assertThat(held.kind()).isEqualTo(Outcome.Kind.UPDATED);
        assertThat(held.reason()).isEqualTo("on hold: the confidence is low, below medium");
        assertThat(world.pulls().getFirst().labels())
                .containsExactlyInAnyOrder("phantom", "review: on hold", "severity: high");
        assertThat(world.pulls().getFirst().body()).contains("**Not ready.** The confidence is low, below medium.");
        assertThat(world.github.reviewer().said(1))
                .singleElement()
                .asString()
                .startsWith("phantom-bot: This is no longer ready to merge: The confidence is low, below medium.");
        var before = world.calls();
        assertThat(of(world.run(unsure), WEB)).satisfies(o -> {
            assertThat(o.kind()).isEqualTo(Outcome.Kind.UNCHANGED);
            assertThat(o.reason()).startsWith("on hold: ");
        });
        assertThat(world.writesSince(before)).isEmpty();

        assertThat(of(world.run(WEB), WEB).reason()).isEmpty();
        assertThat(world.pulls().getFirst().labels()).contains("review: ready").doesNotContain("review: on hold");
        assertThat(world.pulls().getFirst().body()).doesNotContain("Not ready");
    }

    @Test
    void aReadyPullRequestWhoseProofFailsIsPutOnHold() {
        world.run(WEB);

        world.proofs = Proof.Result.FAIL;
        assertThat(kind(world.run(WEB), WEB)).isEqualTo(Outcome.Kind.REFUSED);

        assertThat(world.pulls().getFirst().labels())
                .contains("review: on hold")
                .doesNotContain("review: ready");
        assertThat(world.github.reviewer().said(1))
                .singleElement()
                .asString()
                .startsWith("phantom-bot: Do not merge this for now")
                .endsWith("it is labelled `review: on hold`.");
        var before = world.calls();
        world.run(WEB);
        assertThat(world.writesSince(before)).isEmpty();
        world.proofs = Proof.Result.PASS;
        assertThat(kind(world.run(WEB), WEB)).isEqualTo(Outcome.Kind.UPDATED);
        assertThat(world.pulls().getFirst().labels()).contains("review: ready").doesNotContain("review: on hold");
    }

    /// A person who makes a draft ready, or takes the label off, has decided.
    @Test
    void whatAPersonSaysOfItsReadinessStays() {
        world.mode = Stack.Mode.DRAFT;
        world.run(WEB);
        assertThat(world.pulls().getFirst().labels()).containsExactly("phantom", "severity: high");
        world.mode = Stack.Mode.READY;
        world.run(WEB);
        assertThat(world.pulls().getFirst().labels()).noneMatch(l -> l.startsWith("review: "));
        world.run(WEB.sure(Level.LOW));
        assertThat(world.pulls().getFirst().labels()).noneMatch(l -> l.startsWith("review: "));
        assertThat(world.github.reviewer().said(1)).isEmpty();
    }
}
