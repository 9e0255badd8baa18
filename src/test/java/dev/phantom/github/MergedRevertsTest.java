package dev.phantom.github;

import static dev.phantom.github.World.kind;
import static dev.phantom.github.World.of;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.drift.Undeployed;
import dev.phantom.patch.ReconcileRecord;
import dev.phantom.pullrequest.Judged;
import dev.phantom.pullrequest.Judged.Kind;
import dev.phantom.pullrequest.Judged.One;
import dev.phantom.pullrequest.Marker;
import dev.phantom.pullrequest.Outcome;
import dev.phantom.stack.Stack;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What counts as a merged revert that is still to be applied, and what only looks like one.
final class MergedRevertsTest {

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
    void aMergedRevertWaitsUntilItIsApplied() {
        world.run(DB);
        world.github.reviewer().merge(1);
        var before = world.calls();

        var outcomes = world.run(DB);

        assertThat(kind(outcomes, DB)).isEqualTo(Outcome.Kind.MERGED);
        assertThat(world.writesSince(before)).isEmpty();
    }

    /// What was agreed is not asked again: no second pull request, no refusal, whatever the mode is now.
    @Test
    void whatIsMergedAndNotDeployedIsLeftAlone() {
        var web = new One(Kind.LEGITIMIZE, "Web");
        world.run(web);
        world.github.reviewer().merge(1);
        var path = web.decision().drift().changes().getFirst().path();
        world.undeployed = List.of(new Undeployed("Web", "t", path, "NOT_EQUAL", null, null));
        var before = world.calls();
        for (var mode : List.of(Stack.Mode.READY, Stack.Mode.REPORT)) {
            world.mode = mode;
            var outcome = of(world.run(web), web);
            assertThat(outcome.kind()).isEqualTo(Outcome.Kind.MERGED);
            assertThat(outcome.line()).isEqualTo("merged in #1, waits for deployment");
        }
        assertThat(world.writesSince(before)).isEmpty();
        assertThat(world.pulls()).hasSize(1);

        world.mode = Stack.Mode.READY;
        world.undeployed = List.of();
        assertThat(kind(world.run(web), web)).as("the merge was taken back").isEqualTo(Outcome.Kind.CREATED);
    }

    /// Whoever may push may open a pull request onto a branch of their own, with a marker that is copied, and merge or
    /// close it there.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPullRequestOntoAnotherBranchSaysNothing(boolean merge) {
        world.push("evil", "README.md", "mine\n");
        world.push("phantom/payments/d-copy", "stacks/notes.txt", "mine\n");
        var number = world.github.reviewer().open("phantom/payments/d-copy", "evil", "Copy", copiedMarker());
        if (merge) {
            world.github.reviewer().merge(number);
        } else {
            world.github.reviewer().close(number);
        }

        assertThat(world.pulls()).isEmpty();
        assertThat(kind(world.run(DB), DB)).isEqualTo(Outcome.Kind.CREATED);
    }

    /// What is merged to the base with a marker that is copied brings another record, or none.
    @Test
    void aMergedPullRequestWithoutItsRecordIsNotMerged() {
        world.push("phantom/payments/d-typo", "README.md", "mine\n");
        var number = world.github.reviewer().open("phantom/payments/d-typo", "main", "Typo", copiedMarker());
        world.github.reviewer().merge(number);

        assertThat(kind(world.run(DB), DB)).isEqualTo(Outcome.Kind.CREATED);
    }

    private static String copiedMarker() {
        var key = Marker.stackKey(Judged.stack(Stack.Mode.READY).id());
        return new Marker(key, "revert", List.of(DB.decision().member()), "t", "").toString();
    }

    @Test
    void aRecordThatIsTakenBackIsNotWaitedFor() {
        world.run(DB);
        world.github.reviewer().merge(1);
        assertThat(of(world.run(DB), DB).reason())
                .isEqualTo("merged in #1 on 2026-11-22; the reconcile record has not been applied yet");
        assertThat(of(world.run(DB.grave()), DB).reason()).endsWith("; it is proposed again after 2027-02-20");
        var path = ReconcileRecord.path(Judged.stack(Stack.Mode.READY).id(), DB.driftId());
        world.github.reviewer().commit("main", path, "# reverted\n", "Revert the merge");
        assertThat(kind(world.run(DB), DB)).isEqualTo(Outcome.Kind.CREATED);
    }
}
