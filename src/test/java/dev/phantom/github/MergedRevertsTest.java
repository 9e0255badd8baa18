package dev.phantom.github;

import static dev.phantom.github.World.kind;
import static dev.phantom.github.World.of;
import static org.assertj.core.api.Assertions.assertThat;

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

        assertThat(kind(outcomes, DB)).isEqualTo(Outcome.Kind.WAITING);
        assertThat(world.writesSince(before)).isEmpty();
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
                .isEqualTo("merged on 2026-11-22; the reconcile record has not been applied yet");
        assertThat(of(world.run(DB.grave()), DB).reason()).endsWith("; it is proposed again after 2027-02-20");
        var path = ReconcileRecord.path(Judged.stack(Stack.Mode.READY).id(), DB.driftId());
        world.github.reviewer().commit("main", path, "# reverted\n", "Revert the merge");
        assertThat(kind(world.run(DB), DB)).isEqualTo(Outcome.Kind.CREATED);
    }
}
