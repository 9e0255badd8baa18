package dev.phantom.github;

import static dev.phantom.github.World.kind;
import static dev.phantom.github.World.of;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.drift.Unchecked;
import dev.phantom.pullrequest.CodeHost.PullRequest.State;
import dev.phantom.pullrequest.Judged.Kind;
import dev.phantom.pullrequest.Judged.One;
import dev.phantom.pullrequest.Marker;
import dev.phantom.pullrequest.Outcome;
import dev.phantom.value.PropertyPath;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The life of a pull request, through the real client, against the embedded GitHub.
final class PullRequestLifecycleTest {

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
    void aDriftBecomesOnePullRequestWithOneCommit() {
        var outcomes = world.run(WEB);

        assertThat(kind(outcomes, WEB)).isEqualTo(Outcome.Kind.CREATED);
        var pull = world.pulls().getFirst();
        assertThat(of(outcomes, WEB).url()).isEqualTo(pull.url());
        assertThat(pull.branch()).isEqualTo("phantom/payments/" + WEB.driftId());
        assertThat(pull.title()).isEqualTo("[phantom] payments: keep Web /MaxSize at 10");
        assertThat(pull.labels()).containsExactly("phantom", "severity: high", "review: ready");
        assertThat(Marker.in(pull.body()).orElseThrow().members().getFirst().driftId())
                .isEqualTo(WEB.driftId());
        var head = world.branch(pull.branch()).orElseThrow();
        assertThat(head.ours()).isTrue();
        assertThat(head.parent()).isEqualTo(world.head());
    }

    @Test
    void aSeverityThatNoLongerHoldsIsTakenOff() {
        world.run(WEB);
        world.host().label(1, List.of("severity: low", "team: web"));
        assertThat(world.pulls().getFirst().labels())
                .containsExactlyInAnyOrder("phantom", "review: ready", "severity: low", "team: web");

        assertThat(kind(world.run(WEB), WEB)).isEqualTo(Outcome.Kind.UPDATED);

        assertThat(world.pulls().getFirst().labels())
                .containsExactlyInAnyOrder("phantom", "review: ready", "severity: high", "team: web");
        var before = world.calls();
        assertThat(kind(world.run(WEB), WEB)).isEqualTo(Outcome.Kind.UNCHANGED);
        assertThat(world.writesSince(before)).isEmpty();
    }

    @Test
    void aSecondRunWritesNothing() {
        world.run(WEB, DB);
        var before = world.calls();

        var outcomes = world.run(WEB, DB);

        assertThat(world.writesSince(before)).isEmpty();
        assertThat(outcomes.values()).extracting(Outcome::kind).containsOnly(Outcome.Kind.UNCHANGED);
        assertThat(world.pulls()).hasSize(2);
    }

    @Test
    void aRevertWaitsForWhatIsToBeKept() {
        var outcomes = world.run(WEB, DB);

        var revert = of(outcomes, DB);
        assertThat(revert.kind()).isEqualTo(Outcome.Kind.CREATED);
        assertThat(revert.reason()).isEqualTo("waits for #1");
        assertThat(world.pulls().getFirst().body())
                .contains("Merging alone changes nothing in AWS")
                .contains("`Web` is judged legitimate in #1");
    }

    @Test
    void changedContentIsUpdatedInPlace() {
        world.run(WEB);

        var outcomes = world.run(WEB.actual("12"));

        assertThat(kind(outcomes, WEB)).isEqualTo(Outcome.Kind.UPDATED);
        assertThat(world.pulls()).hasSize(1);
        assertThat(world.pulls().getFirst().title()).isEqualTo("[phantom] payments: keep Web /MaxSize at 12");
        assertThat(world.branch(world.pulls().getFirst().branch()).orElseThrow().parent())
                .isEqualTo(world.head());
    }

    @Test
    void aMovedBaseIsFollowed() {
        world.run(WEB);
        var moved = world.github.reviewer().commit("main", "README.md", "hello\n", "Say hello");

        var outcomes = world.run(WEB);

        assertThat(kind(outcomes, WEB)).isEqualTo(Outcome.Kind.UPDATED);
        assertThat(world.branch(world.pulls().getFirst().branch()).orElseThrow().parent())
                .isEqualTo(moved);
        var before = world.calls();
        assertThat(kind(world.run(WEB), WEB)).isEqualTo(Outcome.Kind.UNCHANGED);
        assertThat(world.writesSince(before)).isEmpty();
    }

    @Test
    void aPersonsCommitTakesTheBranchOver() {
        world.run(WEB);
        var branch = world.pulls().getFirst().branch();
        var theirs = world.github.reviewer().commit(branch, "stacks/payments.yaml", "# mine\n", "Better");

        assertThat(kind(world.run(WEB.actual("12")), WEB)).isEqualTo(Outcome.Kind.TAKEN_OVER);
        assertThat(world.branch(branch).orElseThrow().sha()).isEqualTo(theirs);

        assertThat(kind(world.run(), WEB)).isEqualTo(Outcome.Kind.TAKEN_OVER);
        assertThat(world.pulls().getFirst().state()).isEqualTo(State.OPEN);
        var before = world.calls();
        world.run();
        assertThat(world.writesSince(before)).isEmpty();
    }

    @Test
    void closingByHandIsANoWhileNothingChanges() {
        world.run(WEB);
        world.github.reviewer().close(1);
        var before = world.calls();

        assertThat(kind(world.run(WEB), WEB)).isEqualTo(Outcome.Kind.CLOSED_BY_PERSON);
        assertThat(world.writesSince(before)).isEmpty();

        assertThat(kind(world.run(WEB.actual("12")), WEB)).isEqualTo(Outcome.Kind.CREATED);
        assertThat(world.pulls()).extracting(p -> p.number()).containsExactly(2, 1);
    }

    @Test
    void aGoneDriftClosesItsPullRequestAndItsBranch() {
        world.run(WEB, DB);

        var outcomes = world.run(DB);

        assertThat(kind(outcomes, WEB)).isEqualTo(Outcome.Kind.CLOSED_RESOLVED);
        assertThat(world.pulls()).extracting(p -> p.state()).containsExactly(State.OPEN, State.CLOSED);
        assertThat(world.branches()).containsExactly("phantom/payments/" + DB.driftId());
        world.run(DB);
        var before = world.calls();
        world.run(DB);
        assertThat(world.writesSince(before)).isEmpty();

        assertThat(kind(world.run(WEB, DB), WEB)).isEqualTo(Outcome.Kind.CREATED);
    }

    @Test
    void whatCouldNotBeReadIsNotGone() {
        world.run(WEB);
        var before = world.calls();

        world.run(List.of(
                new Unchecked("Web", "AWS::AutoScaling::AutoScalingGroup", null, Unchecked.Reason.READ_DENIED)));

        assertThat(world.writesSince(before)).isEmpty();
        assertThat(world.pulls().getFirst().state()).isEqualTo(State.OPEN);
    }

    /// Of what was not looked at nothing is known, be it the property, what holds it, or the whole stack.
    @Test
    void whatWasNotLookedAtIsNotGone() {
        world.run(WEB);
        var before = world.calls();
        for (var unchecked : List.of(
                unchecked("Web", "/MaxSize", Unchecked.Reason.UNRESOLVED),
                unchecked("Web", "/MaxSize/Below", Unchecked.Reason.UNRESOLVED),
                unchecked("Web", "", Unchecked.Reason.UNRESOLVED),
                unchecked("Db", "/Other", Unchecked.Reason.STACK_BUSY))) {
            world.run(List.of(unchecked));
            assertThat(world.writesSince(before)).as(unchecked.toString()).isEmpty();
        }
        assertThat(kind(world.run(List.of(unchecked("Web", "/MaxSizeOfOthers", Unchecked.Reason.UNRESOLVED))), WEB))
                .as("another property hides nothing")
                .isEqualTo(Outcome.Kind.CLOSED_RESOLVED);
    }

    private static Unchecked unchecked(String resource, String path, Unchecked.Reason reason) {
        return new Unchecked(resource, "AWS::AutoScaling::AutoScalingGroup", PropertyPath.parse(path), reason);
    }

    @Test
    void oneSessionStandsTogetherAndKeepsItsPullRequest() {
        var web = WEB.session("s");
        var jobs = new One(Kind.LEGITIMIZE, "Jobs").session("s");

        var outcomes = world.run(web, jobs, DB.session("s"));

        assertThat(of(outcomes, web).url()).isEqualTo(of(outcomes, jobs).url());
        assertThat(of(outcomes, DB).url()).isNotEqualTo(of(outcomes, web).url());
        assertThat(kind(world.run(jobs, DB.session("s")), jobs)).isEqualTo(Outcome.Kind.UPDATED);
        assertThat(world.pulls()).hasSize(2);
    }

    @Test
    void whoChangesTheirMindLeavesTheGroup() {
        var web = WEB.session("s");
        var jobs = new One(Kind.LEGITIMIZE, "Jobs").session("s");
        world.run(web, jobs);

        var outcomes = world.run(web, jobs.kind(Kind.REVERT).actual("99"));

        assertThat(of(outcomes, web).url()).isNotEqualTo(of(outcomes, jobs).url());
        assertThat(world.pulls()).hasSize(2);
        var before = world.calls();
        world.run(web, jobs.kind(Kind.REVERT).actual("99"));
        assertThat(world.writesSince(before)).isEmpty();
    }

    @Test
    void aPullRequestWhoseDriftNeedsAPersonNowIsWithdrawn() {
        world.run(WEB);

        var outcomes = world.run(WEB.kind(Kind.NEEDS_HUMAN).actual("99"));

        assertThat(kind(outcomes, WEB)).isEqualTo(Outcome.Kind.WAITING);
        assertThat(world.pulls().getFirst().state()).isEqualTo(State.CLOSED);
        var before = world.calls();
        world.run(WEB.kind(Kind.NEEDS_HUMAN).actual("99"));
        assertThat(world.writesSince(before)).isEmpty();
    }
}
