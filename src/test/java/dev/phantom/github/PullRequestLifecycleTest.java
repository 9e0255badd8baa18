package dev.phantom.github;

import static dev.phantom.github.World.kind;
import static dev.phantom.github.World.of;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.drift.Unchecked;
import dev.phantom.patch.Proof;
import dev.phantom.patch.ReconcileRecord;
import dev.phantom.pullrequest.CodeHost.PullRequest.State;
import dev.phantom.pullrequest.Judged;
import dev.phantom.pullrequest.Judged.Kind;
import dev.phantom.pullrequest.Judged.One;
import dev.phantom.pullrequest.Marker;
import dev.phantom.pullrequest.Outcome;
import dev.phantom.pullrequest.Policies;
import dev.phantom.pullrequest.PublishPolicy;
import dev.phantom.sandbox.github.EmbeddedGitHub.Trouble;
import dev.phantom.sandbox.loopback.LoopbackServer.Reply;
import dev.phantom.stack.Stack;
import dev.phantom.value.PropertyPath;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        return new PublishPolicy(standard.draftBelow(), most, most, paused, standard.privacy(), Set.of());
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
