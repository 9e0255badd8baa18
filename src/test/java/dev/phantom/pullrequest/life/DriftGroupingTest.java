package dev.phantom.pullrequest.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.analysis.Verdict;
import dev.phantom.drift.Change;
import dev.phantom.drift.Circumstances;
import dev.phantom.drift.Drift;
import dev.phantom.drift.Occurred;
import dev.phantom.drift.Occurred.Precision;
import dev.phantom.drift.Undeployed;
import dev.phantom.iac.Origin;
import dev.phantom.pullrequest.CodeHost.PullRequest;
import dev.phantom.pullrequest.CodeHost.PullRequest.State;
import dev.phantom.pullrequest.Decision;
import dev.phantom.pullrequest.DriftGroup;
import dev.phantom.pullrequest.DriftGroup.Standing;
import dev.phantom.pullrequest.Judged;
import dev.phantom.pullrequest.Judged.Kind;
import dev.phantom.pullrequest.Judged.One;
import dev.phantom.pullrequest.Marker;
import dev.phantom.pullrequest.Register;
import dev.phantom.pullrequest.Register.Entry;
import dev.phantom.stack.Stack;
import dev.phantom.stack.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What one person did in one go is one pull request; what others did, or at another time, or what is judged otherwise,
/// is another.
class DriftGroupingTest {

    private static final Instant AT = Judged.CHANGED;

    private static Decision decision(Kind kind, String resource, Occurred occurred) {
        var one = new One(kind, resource);
        var drift = one.drift();
        var change = (Change.NotEqual) drift.changes().getFirst();
        var dated = new Change.NotEqual(
                change.path(),
                change.actualPath(),
                change.expected(),
                change.actual(),
                List.of(),
                Circumstances.declared(Origin.ABSENT).occurred(occurred));
        var renewed = new Drift(
                drift.driftId(),
                drift.contentHash(),
                drift.logicalId(),
                drift.physicalId(),
                drift.type(),
                drift.status(),
                List.of(dated),
                drift.expected(),
                drift.actual());
        Verdict verdict = one.decision().verdict();
        return new Decision(Judged.file(Judged.stack(Stack.Mode.READY), renewed), verdict);
    }

    private static Occurred by(String actor, String session, @Nullable Instant at, Precision precision) {
        return new Occurred(at, null, precision, actor, Write.Via.CONSOLE, "e", session);
    }

    private static Occurred by(String actor, Duration after) {
        return by(actor, "", AT.plus(after), Precision.EXACT);
    }

    private static Decision kept(String resource, Occurred occurred) {
        return decision(Kind.LEGITIMIZE, resource, occurred);
    }

    /// On the day after, where each record that was merged is on the base branch.
    private static Merges merges(boolean recorded) {
        return new Merges(drift -> recorded, List.of(), drift -> Optional.empty(), null);
    }

    private static List<DriftGroup> grouped(List<Decision> decisions, Register register) {
        return DriftGrouping.of(decisions, register, AT.plus(Duration.ofDays(1)), merges(true));
    }

    /// How many stand together, group by group, the largest first.
    private static List<Integer> sizes(Decision... decisions) {
        return grouped(List.of(decisions), Register.empty()).stream()
                .map(g -> -g.members().size())
                .sorted()
                .map(n -> -n)
                .toList();
    }

    private static Standing standing(Decision decision, Entry... entries) {
        return grouped(List.of(decision), new Register(List.of(entries), Set.of()))
                .getFirst()
                .standing();
    }

    @Test
    void oneActorWithinAnHourIsOneGroup() {
        var first = kept("A", by("role/oncall", Duration.ZERO));
        assertThat(sizes(first, kept("B", by("role/oncall", Duration.ofHours(1)))))
                .containsExactly(2);
        assertThat(sizes(first, kept("B", by("role/oncall", Duration.ofHours(-1)))))
                .containsExactly(2);
        assertThat(sizes(first, kept("B", by("role/oncall", Duration.ofHours(1).plusSeconds(1)))))
                .containsExactly(1, 1);
        assertThat(sizes(first, kept("B", by("role/on", Duration.ZERO)))).containsExactly(1, 1);
        assertThat(sizes(kept("B", by("role/on", Duration.ZERO)), first)).containsExactly(1, 1);
    }

    @Test
    void oneSessionIsOneGroupWhoeverIsNamed() {
        var first = kept("A", by("role/a", "s", AT, Precision.EXACT));
        assertThat(sizes(first, kept("B", by("role/b", "s", AT, Precision.EXACT))))
                .containsExactly(2);
        assertThat(sizes(first, kept("B", by("role/a", "t", AT, Precision.EXACT))))
                .containsExactly(1, 1);
    }

    @Test
    void whatNobodyIsKnownToHaveDoneStandsAlone() {
        assertThat(sizes(kept("A", Occurred.UNKNOWN), kept("B", Occurred.UNKNOWN)))
                .containsExactly(1, 1);
        var undated = by("role/oncall", "", null, Precision.UNKNOWN);
        assertThat(sizes(kept("A", undated), kept("B", undated))).containsExactly(1, 1);
    }

    @Test
    void verdictsDoNotStandTogetherAndWhatAPersonMustDecideStandsAlone() {
        var who = by("role/oncall", "s", AT, Precision.EXACT);
        assertThat(sizes(
                        kept("A", who),
                        decision(Kind.REVERT, "B", who),
                        decision(Kind.REFACTOR, "C", who),
                        decision(Kind.NEEDS_HUMAN, "D", who),
                        decision(Kind.NEEDS_HUMAN, "E", who)))
                .containsExactly(1, 1, 1, 1, 1);
    }

    /// A grave security finding is a pull request of its own: nothing else is to delay it.
    @Test
    void aGraveSecurityFindingStandsAlone() {
        var drifts = Stream.of("A", "B", "C", "D", "E")
                .map(name -> new One(Kind.REVERT, name).session("s"))
                .toList();
        for (var grave : drifts) {
            var all = drifts.stream()
                    .map(one -> one.equals(grave) ? one.grave().decision() : one.decision())
                    .toArray(Decision[]::new);
            assertThat(sizes(all)).as(grave.resource()).containsExactly(4, 1);
        }
        assertThat(sizes(drifts.stream().map(one -> one.grave().decision()).toArray(Decision[]::new)))
                .as("nor with another one")
                .containsExactly(1, 1, 1, 1, 1);
    }

    /// A pull request that was opened with others gives them up: the lowest stays, so that a rerun finds it.
    @Test
    void aGraveSecurityFindingIsTakenOutOfAnOpenPullRequest() {
        var a = new One(Kind.REVERT, "A").session("s");
        var b = new One(Kind.REVERT, "B").session("s");
        var key = Marker.stackKey(a.decision().stack().id());
        var both = new Marker(
                key, "revert", List.of(a.decision().member(), b.decision().member()), "t", "");
        var pull =
                new PullRequest(7, "", DriftGrouping.branch(a.decision()), "t", "b", State.OPEN, null, "", List.of());
        var register = new Register(List.of(new Entry(pull, both)), Set.of());
        for (var decisions : List.of(
                List.of(a.grave().decision(), b.decision()),
                List.of(a.decision(), b.grave().decision()))) {
            assertThat(grouped(decisions, register))
                    .hasSize(2)
                    .allSatisfy(g -> assertThat(g.members()).hasSize(1))
                    .extracting(g -> g.standing().getClass().getSimpleName())
                    .containsExactlyInAnyOrder("Open", "New");
        }
    }

    /// Nobody reviews hundreds at once.
    @Test
    void atMostTwentyStandTogether() {
        var who = by("role/oncall", "s", AT, Precision.EXACT);
        var many = IntStream.range(0, 41).mapToObj(i -> kept("R" + i, who)).toArray(Decision[]::new);
        assertThat(sizes(many)).containsExactly(20, 20, 1);
        assertThat(grouped(List.of(many), Register.empty()))
                .extracting(DriftGroup::branch)
                .doesNotHaveDuplicates();
    }

    /// Whatever order drifts come in, their pull request goes by the lowest, so that a rerun finds it.
    @Test
    void aGroupIsNamedAfterItsLowestDrift() {
        var who = by("role/oncall", "s", AT, Precision.EXACT);
        var all = new java.util.ArrayList<>(
                IntStream.range(0, 9).mapToObj(i -> kept("R" + i, who)).toList());
        var lowest = all.stream().map(d -> d.drift().driftId()).sorted().findFirst();
        for (int i = 0; i < all.size(); i++) {
            java.util.Collections.rotate(all, 1);
            assertThat(grouped(all, Register.empty())).singleElement().satisfies(group -> {
                assertThat(group.branch()).isEqualTo("phantom/payments/" + lowest.orElseThrow());
                assertThat(group.members().getFirst().drift().driftId()).isEqualTo(lowest.orElseThrow());
            });
        }
    }

    private static Entry entry(State state, String recommendation, Decision decision, @Nullable Instant closedAt) {
        var marker =
                new Marker(Marker.stackKey(decision.stack().id()), recommendation, List.of(decision.member()), "t", "");
        var pull = new PullRequest(7, "", DriftGrouping.branch(decision), "t", "b", state, closedAt, "", List.of());
        return new Entry(pull, marker);
    }

    @Test
    void aMergedRevertIsOnItsWayUnlessTheSameWasDoneAgainAfterIt() {
        var drift = decision(Kind.REVERT, "A", by("role/oncall", Duration.ZERO));
        assertThat(standing(drift, entry(State.MERGED, "revert", drift, AT.plusSeconds(1))))
                .isInstanceOf(Standing.Merged.class);
        assertThat(standing(drift, entry(State.MERGED, "revert", drift, AT))).isInstanceOf(Standing.Merged.class);
        assertThat(standing(drift, entry(State.MERGED, "revert", drift, AT.minusSeconds(1))))
                .isInstanceOf(Standing.New.class);
        assertThat(standing(drift, entry(State.MERGED, "legitimize", drift, AT.plusSeconds(1))))
                .as("what was kept is back")
                .isInstanceOf(Standing.New.class);
        var guessed = decision(Kind.REVERT, "A", by("role/oncall", "", AT, Precision.BRACKETED));
        assertThat(standing(guessed, entry(State.MERGED, "revert", guessed, AT.minusSeconds(1))))
                .as("nobody knows that it was after the merge")
                .isInstanceOf(Standing.Merged.class);
    }

    /// As long as the base branch holds it and no deployment has brought it, nobody is asked again.
    @Test
    void whatIsMergedWaitsForItsDeploymentAndSaysSoAfterADay() {
        var drift = decision(Kind.LEGITIMIZE, "A", by("role/oncall", Duration.ZERO));
        var property = drift.drift().changes().getFirst().path();
        var row = new Undeployed("A", "t", property, "NOT_EQUAL", null, null);
        var other = new Undeployed("B", "t", property, "NOT_EQUAL", null, null);
        var hour = AT.plus(Duration.ofHours(1));
        var days = AT.plus(Duration.ofDays(2));
        for (var recommendation : List.of("legitimize", "refactor")) {
            var merged = new Register(List.of(entry(State.MERGED, recommendation, drift, AT)), Set.of());
            assertThat(waits(drift, merged, row, hour, hour)).isEqualTo("merged in #7, waits for deployment");
            assertThat(waits(drift, merged, row, days, AT.minusSeconds(1)))
                    .isEqualTo("merged in #7 on 2026-11-21, not deployed since; deploy the base branch");
            assertThat(waits(drift, merged, row, days, AT.plus(Duration.ofDays(1))))
                    .isEqualTo("merged in #7 on 2026-11-21, but the deployment of 2026-11-22 did not bring it; check"
                            + " which commit was deployed");
            assertThat(waits(drift, merged, other, hour, AT))
                    .as("the base branch says again what it said before")
                    .isEqualTo("new");
        }
    }

    private static String waits(Decision decision, Register register, Undeployed row, Instant now, Instant deployed) {
        var merges = new Merges(drift -> false, List.of(row), drift -> Optional.empty(), deployed);
        return DriftGrouping.of(List.of(decision), register, now, merges)
                                .getFirst()
                                .standing()
                        instanceof Standing.Merged merged
                ? merged.waits().text()
                : "new";
    }

    /// A "no" that was followed by a merge of the same is none any more, and the other way round.
    @Test
    void whatWasDecidedLastCounts() {
        var drift = decision(Kind.REVERT, "A", by("role/oncall", "", AT, Precision.BRACKETED));
        var no = entry(State.CLOSED, "revert", drift, AT);
        var yes = numbered(8, entry(State.MERGED, "revert", drift, AT.plusSeconds(1)));
        assertThat(standing(drift, new Register(List.of(yes, no), Set.of()), AT.plusSeconds(2)))
                .isInstanceOf(Standing.Merged.class);
        var first = numbered(6, entry(State.MERGED, "revert", drift, AT.minusSeconds(1)));
        assertThat(standing(drift, new Register(List.of(no, first), Set.of()), AT.plusSeconds(2)))
                .isInstanceOf(Standing.Declined.class);
    }

    private static Entry numbered(int number, Entry entry) {
        var p = entry.pullRequest();
        return new Entry(
                new PullRequest(number, "", p.branch(), "t", "b", p.state(), p.closedAt(), p.head(), List.of()),
                entry.marker());
    }

    /// A drift that was seen first after the merge is another one: the revert was applied in between.
    @Test
    void aMergedRevertSaysNothingOfWhatCameAfterIt() {
        var drift = decision(Kind.REVERT, "A", by("role/oncall", "", AT, Precision.BRACKETED));
        var register = new Register(List.of(entry(State.MERGED, "revert", drift, AT)), Set.of());
        for (var seen : List.of(AT.minusSeconds(1), AT.plusSeconds(1))) {
            var merges = new Merges(d -> true, List.of(), d -> Optional.of(seen), AT);
            assertThat(DriftGrouping.of(List.of(drift), register, AT.plusSeconds(2), merges)
                            .getFirst()
                            .standing())
                    .isInstanceOf(seen.isAfter(AT) ? Standing.New.class : Standing.Merged.class);
        }
    }

    /// The marker of a merged pull request is a text that may be copied to another; the record may not.
    @Test
    void aMergedRevertCountsOnlyWhereItsRecordIsOnTheBaseBranch() {
        var drift = decision(Kind.REVERT, "A", by("role/oncall", Duration.ZERO));
        var merged = entry(State.MERGED, "revert", drift, AT.plusSeconds(1));
        var register = new Register(List.of(merged), Set.of());
        assertThat(DriftGrouping.of(List.of(drift), register, AT.plusSeconds(2), merges(false)))
                .singleElement()
                .satisfies(g -> assertThat(g.standing()).isInstanceOf(Standing.New.class));
    }

    @Test
    void aMarkerOnABranchOfAnotherStackSaysNothing() {
        var drift = decision(Kind.REVERT, "A", by("role/oncall", Duration.ZERO));
        for (var state : List.of(State.MERGED, State.CLOSED)) {
            var entry = entry(state, "revert", drift, AT.plusSeconds(1));
            var pull = entry.pullRequest();
            var elsewhere = new PullRequest(
                    7, "", "phantom/other/d-1", "t", "b", state, pull.closedAt(), pull.head(), List.of());
            assertThat(standing(drift, new Entry(elsewhere, entry.marker()))).isInstanceOf(Standing.New.class);
        }
    }

    /// A finding of level high or critical is asked again after 90 days, whoever said that it will be settled.
    @Test
    void theWaitForAMergedRevertOfAGraveFindingEnds() {
        var grave = new One(Kind.REVERT, "A").grave().decision();
        var small = new One(Kind.REVERT, "A").decision();
        var merged = entry(State.MERGED, "revert", grave, AT.plusSeconds(1));
        var register = new Register(List.of(merged), Set.of());
        var end = AT.plusSeconds(1).plus(Duration.ofDays(90));
        assertThat(standing(grave, register, end)).isInstanceOf(Standing.Merged.class);
        assertThat(standing(grave, register, end.plusSeconds(1))).isInstanceOf(Standing.New.class);
        assertThat(standing(small, register, end.plusSeconds(1))).isInstanceOf(Standing.Merged.class);
    }

    private static Standing standing(Decision decision, Register register, Instant now) {
        return DriftGrouping.of(List.of(decision), register, now, merges(true))
                .getFirst()
                .standing();
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void anotherStackSaysNothing(State state) {
        var drift = decision(Kind.REVERT, "A", by("role/oncall", Duration.ZERO));
        var marker = new Marker("another stack", "revert", List.of(drift.member()), "t", "");
        var pull = new PullRequest(7, "", "phantom/other/d-1", "t", "b", state, AT.plusSeconds(9), "", List.of());
        assertThat(standing(drift, new Entry(pull, marker))).isInstanceOf(Standing.New.class);
    }

    /// A person said no to all of them as they were; when one of them is another by now, they are asked again.
    @Test
    void aNoHoldsWhileNoneOfItsDriftsChanged() {
        var a = decision(Kind.REVERT, "A", by("role/oncall", Duration.ZERO));
        var b = decision(Kind.REVERT, "B", by("role/oncall", Duration.ZERO));
        var key = Marker.stackKey(a.stack().id());
        var closed = new PullRequest(7, "", DriftGrouping.branch(a), "t", "b", State.CLOSED, AT, "", List.of());
        var refused = new Marker(key, "revert", List.of(a.member(), b.member()), "t", "");
        var register = new Register(List.of(new Entry(closed, refused)), Set.of());
        assertThat(grouped(List.of(a, b), register))
                .singleElement()
                .satisfies(g -> assertThat(g.standing()).isInstanceOf(Standing.Declined.class));
        assertThat(grouped(List.of(a), register))
                .as("one of them is gone")
                .singleElement()
                .satisfies(g -> assertThat(g.standing()).isInstanceOf(Standing.Declined.class));
        var changed = new One(Kind.REVERT, "B").actual("99").decision();
        assertThat(grouped(List.of(a, changed), register))
                .isNotEmpty()
                .allSatisfy(g -> assertThat(g.standing()).isInstanceOf(Standing.New.class));
        var ours = new Marker(key, "revert", List.of(a.member(), b.member()), "t", "resolved");
        assertThat(standing(a, new Entry(closed, ours)))
                .as("Phantom closed it itself")
                .isInstanceOf(Standing.New.class);
    }
}
