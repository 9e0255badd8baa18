package dev.phantom.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.drift.Unchecked;
import dev.phantom.pullrequest.IssueHost.Issue;
import dev.phantom.pullrequest.Judged;
import dev.phantom.pullrequest.Judged.Kind;
import dev.phantom.pullrequest.Judged.One;
import dev.phantom.pullrequest.Outcome;
import dev.phantom.pullrequest.OutcomeReason;
import dev.phantom.pullrequest.Register;
import dev.phantom.pullrequest.digest.Digest;
import dev.phantom.sandbox.github.EmbeddedGitHub.Trouble;
import dev.phantom.stack.Stack;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Mode `issue`: one issue for the repository, which speaks only when something is new or gone.
final class DigestTest {

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

    private Outcome.Kind digest(One... drifts) {
        return world.digest(List.of(), drifts).orElseThrow().kind();
    }

    private List<Issue> issues() {
        return world.host().issues().issues("phantom digest");
    }

    private Issue issue() {
        assertThat(issues()).hasSize(1);
        return issues().getFirst();
    }

    private List<String> writesOf(Runnable run) {
        var before = world.calls();
        run.run();
        return world.writesSince(before);
    }

    @Test
    void nothingIsWrittenWhereNothingDrifts() {
        assertThat(writesOf(() -> assertThat(world.digest(List.of())).isEmpty()))
                .isEmpty();
    }

    @Test
    void oneIssueTellsWhatIsNewAndIsLeftAloneUntilSomethingElseIs() {
        assertThat(digest(WEB)).isEqualTo(Outcome.Kind.CREATED);
        assertThat(issue().body())
                .contains("1 difference is new", "### New", "`Web`", "legitimize")
                .doesNotContain("###" + " Reported");
        assertThat(writesOf(() -> assertThat(digest(WEB)).isEqualTo(Outcome.Kind.UNCHANGED)))
                .isEmpty();

        assertThat(digest(WEB, DB)).isEqualTo(Outcome.Kind.UPDATED);
        var body = issue().body();
        assertThat(body.indexOf("`Db`")).isBetween(body.indexOf("### New"), body.indexOf("### Reported"));
        assertThat(body.indexOf("`Web`")).isGreaterThan(body.indexOf("### Reported"));
        assertThat(world.github.reviewer().said(1))
                .hasSize(1)
                .first()
                .asString()
                .contains("1 new difference:", "`Db`");
        assertThat(writesOf(() -> digest(WEB, DB))).isEmpty();

        assertThat(digest(WEB.actual("12"), DB)).isEqualTo(Outcome.Kind.UPDATED);
        assertThat(world.github.reviewer().said(1)).hasSize(2).last().asString().contains("`Web`", "`12`");
        assertThat(issue().title()).isEqualTo("[phantom] 2 differences between the repository and the live state");
    }

    /// The digest says what is so, without calling anybody.
    @Test
    void whatIsMergedAndNotDeployedIsSaid() {
        digest(WEB, DB);
        world.became = Map.of(
                WEB.driftId(), Outcome.none(Outcome.Kind.MERGED, new OutcomeReason.Undeployed(1, null, false, null)));
        assertThat(digest(WEB, DB)).isEqualTo(Outcome.Kind.UPDATED);
        assertThat(issue().body().lines().filter(line -> line.contains("`Web`")))
                .singleElement()
                .asString()
                .contains(" · merged in #1, waits for deployment <!--");
        assertThat(world.github.reviewer().said(1)).isEmpty();
        assertThat(writesOf(() -> digest(WEB, DB))).isEmpty();
    }

    /// A stack that opened pull requests before it was in mode `issue`.
    @Test
    void aDriftThatHasAPullRequestRefersToIt() {
        world.run(WEB);
        digest(WEB, DB);
        assertThat(issue().body().lines().filter(line -> line.contains("`Web`")))
                .singleElement()
                .asString()
                .contains(" · open pull request #1 <!--");
        assertThat(issue().body().lines().filter(line -> line.contains("`Db`")))
                .singleElement()
                .asString()
                .doesNotContain("pull request");
    }

    @Test
    void whatIsGoneGoesAndTheLastClosesIt() {
        digest(WEB, DB);
        assertThat(digest(DB)).isEqualTo(Outcome.Kind.UPDATED);
        assertThat(issue().body()).doesNotContain("`Web`").contains("`Db`");
        assertThat(world.github.reviewer().said(1)).isEmpty();
        assertThat(digest()).isEqualTo(Outcome.Kind.CLOSED_RESOLVED);
        assertThat(issue().isOpen()).isFalse();
        assertThat(writesOf(this::digest)).isEmpty();

        assertThat(digest(DB)).isEqualTo(Outcome.Kind.UPDATED);
        assertThat(issue().isOpen()).isTrue();
    }

    @Test
    void closedByAPersonItIsANoToWhatItToldAndToNothingElse() {
        digest(WEB);
        world.github.reviewer().close(1);
        assertThat(writesOf(() -> assertThat(digest(WEB)).isEqualTo(Outcome.Kind.CLOSED_BY_PERSON)))
                .isEmpty();
        assertThat(digest(WEB, DB)).isEqualTo(Outcome.Kind.UPDATED);
        assertThat(issue().isOpen()).isTrue();
        assertThat(issue().body()).contains("### Reported before");
    }

    @Test
    void whatCouldNotBeReadIsNotGone() {
        digest(WEB, DB);
        var unread = new Unchecked("Web", "AWS::AutoScaling::AutoScalingGroup", null, Unchecked.Reason.READ_DENIED);
        assertThat(writesOf(() -> world.digest(List.of(unread), DB))).isEmpty();
        var digest = new Digest(world.host().issues(), world.policy, false, Register.empty());
        assertThat(writesOf(() -> digest.settle(List.of(Judged.stack(Stack.Mode.ISSUE)), List.of())))
                .isEmpty();
        assertThat(digest.settle(List.of(), List.of()).orElseThrow().kind()).isEqualTo(Outcome.Kind.CLOSED_RESOLVED);
    }

    @Test
    void whenNoStackIsInModeIssueAnyMoreItIsClosedAndSaysSo() {
        digest(WEB);
        var none = new Digest(world.host().issues(), world.policy, false, Register.empty());
        assertThat(none.settle(List.of(), List.of()).orElseThrow().kind()).isEqualTo(Outcome.Kind.CLOSED_RESOLVED);
        assertThat(issue().isOpen()).isFalse();
        assertThat(issue().body()).contains("No stack of this repository is in mode `issue` any more");
        assertThat(writesOf(() -> assertThat(none.settle(List.of(), List.of())).isEmpty()))
                .isEmpty();
        assertThat(digest(WEB)).isEqualTo(Outcome.Kind.UPDATED);
        assertThat(issue().isOpen()).isTrue();
    }

    @Test
    void textFromOutsideIsHarmless() {
        var evil = "@acme/all <img src=x> [x](https://evil.example) ${{ secrets.X }} --> `\n### New\n- x";
        digest(new One(Kind.LEGITIMIZE, "R\" --> " + evil).actual(evil));
        var body = issue().body();
        assertThat(body).doesNotContain("@acme", "<img", "](http", "${{", "https://evil");
        assertThat(body.lines().filter(l -> l.startsWith("- "))).hasSize(1);
        assertThat(body.split("-->", -1)).hasSize(3);
        assertThat(writesOf(() -> digest(new One(Kind.LEGITIMIZE, "R\" --> " + evil).actual(evil))))
                .isEmpty();
    }

    @Test
    void manyDifferencesFitAndAreCountedWhole() {
        var many = java.util.stream.IntStream.range(0, 600)
                .mapToObj(i -> new One(Kind.LEGITIMIZE, "Resource" + i))
                .toArray(One[]::new);
        assertThat(digest(many)).isEqualTo(Outcome.Kind.CREATED);
        assertThat(issue().body().length()).isLessThan(65_536);
        assertThat(issue().body()).contains("600 differences are new", " more, in the report");
        assertThat(writesOf(() -> digest(many))).isEmpty();
        assertThat(digest(java.util.Arrays.copyOf(many, 599))).isEqualTo(Outcome.Kind.UPDATED);
        assertThat(world.github.reviewer().said(1)).isEmpty();
    }

    @Test
    void anErrorAtAnyRequestLeavesOneIssue() {
        for (var carriedOut : List.of(true, false)) {
            var met = true;
            for (var n = 1; met; n++) {
                try (var other = new World(folder.resolve(carriedOut + "-" + n))) {
                    var at = n;
                    var served = new AtomicInteger();
                    other.github.trouble(request -> served.incrementAndGet() == at
                            ? Optional.of(Trouble.serverError(carriedOut))
                            : Optional.empty());
                    other.digest(List.of(), WEB);
                    other.digest(List.of(), WEB, DB);
                    other.digest(List.of());
                    met = served.get() >= n;
                    other.github.trouble(request -> Optional.empty());
                    assertThat(other.host().issues().issues("phantom digest"))
                            .as("error at request %s", n)
                            .hasSize(1)
                            .noneMatch(Issue::isOpen);
                    assertThat(other.github.reviewer().said(1)).hasSize(1);
                }
            }
        }
    }

    @Test
    void twoThatWereOpenedAtOnceBecomeOne() {
        digest(WEB);
        var first = issue();
        world.github.trouble(request -> request.method().equals("GET")
                        && request.path().endsWith("/issues")
                ? Optional.of(new Trouble(false, dev.phantom.sandbox.loopback.LoopbackServer.Reply.json(200, "[]")))
                : Optional.empty());
        digest(WEB);
        world.github.trouble(request -> Optional.empty());
        assertThat(issues()).hasSize(2);
        digest(WEB);
        assertThat(issues().stream().filter(Issue::isOpen)).singleElement().isEqualTo(first);
    }
}
