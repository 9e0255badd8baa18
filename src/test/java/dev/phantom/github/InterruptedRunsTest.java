package dev.phantom.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.analysis.Confidence.Level;
import dev.phantom.fault.PhantomException;
import dev.phantom.pullrequest.CodeHost.PullRequest;
import dev.phantom.pullrequest.CodeHost.PullRequest.State;
import dev.phantom.pullrequest.Judged.Kind;
import dev.phantom.pullrequest.Judged.One;
import dev.phantom.pullrequest.Outcome;
import dev.phantom.sandbox.github.EmbeddedGitHub.Trouble;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Runs that are killed, that meet errors, that meet each other: afterwards the pull requests are those of one good
/// run.
final class InterruptedRunsTest {

    private static final One WEB = new One(Kind.LEGITIMIZE, "Web");
    private static final One DB = new One(Kind.REVERT, "Db");

    @TempDir
    Path folder;

    /// What the interrupted run does, after a first one that went well.
    enum Story {
        OPEN(List.of(), List.of(WEB, DB)),
        UPDATE(List.of(WEB, DB), List.of(WEB.actual("12"), DB)),
        RESOLVE(List.of(WEB, DB), List.of(DB)),
        WITHDRAW(List.of(WEB), List.of(WEB.kind(Kind.NEEDS_HUMAN).actual("99"))),
        /// What was ready is sure no more.
        HOLD(List.of(WEB), List.of(WEB.sure(Level.LOW))),
        /// A person asked to keep what the first run found.
        KEEP(List.of(WEB), List.of(WEB));

        private final List<One> before;
        private final List<One> then;

        Story(List<One> before, List<One> then) {
            this.before = before;
            this.then = then;
        }

        /// Makes the world before the interrupted run; it is copied for each try.
        Path prepare(Path folder) {
            try (var world = new World(folder)) {
                world.github.reviewer().commit("main", ".github/CODEOWNERS", "* @robin\n", "owners");
                if (!before.isEmpty()) {
                    world.run(before.toArray(One[]::new));
                }
                if (this == KEEP) {
                    world.github.reviewer().comment(1, "robin", "/phantom keep until 2026-12-31 \"a sale\"");
                }
            }
            return folder;
        }

        Map<String, Outcome> play(World world) {
            return world.run(then.toArray(One[]::new));
        }
    }

    /// What one sees of a world that does not depend on how it came about.
    private record Seen(
            String branch,
            State state,
            String title,
            String body,
            List<String> labels,
            boolean ours,
            List<String> asked,
            List<String> said) {
        static List<Seen> in(World world) {
            return world.pulls().stream().map(p -> of(world, p)).toList();
        }

        private static Seen of(World world, PullRequest p) {
            var ours = world.branch(p.branch()).map(h -> h.ours()).orElse(false);
            var reviewer = world.github.reviewer();
            var said = reviewer.said(p.number()).stream()
                    .map(text -> text.replaceAll("127\\.0\\.0\\.1:\\d+", "embedded"))
                    .toList();
            return new Seen(
                    p.branch(), p.state(), p.title(), p.body(), p.labels(), ours, reviewer.asked(p.number()), said);
        }
    }

    private List<Seen> reference(Story story, Path prepared, String name) {
        try (var world = World.like(prepared, folder.resolve(name))) {
            story.play(world);
            return Seen.in(world);
        }
    }

    @ParameterizedTest
    @EnumSource(Story.class)
    void aRunThatIsKilledAnywhereIsCompletedByTheNext(Story story) {
        var prepared = story.prepare(folder.resolve("prepared"));
        var wanted = reference(story, prepared, "reference");
        for (var n = 0; ; n++) {
            try (var world = World.like(prepared, folder.resolve("killed-" + n))) {
                var died = playUntil(world, story, n);
                story.play(world);
                assertThat(Seen.in(world)).as("killed after call %s", n).isEqualTo(wanted);
                var before = world.calls();
                story.play(world);
                assertThat(world.writesSince(before))
                        .as("killed after call %s", n)
                        .isEmpty();
                if (!died) {
                    assertThat(n).isGreaterThan(5);
                    return;
                }
            }
        }
    }

    /// Plays while the first `n` calls are served; from then on nothing is carried out any more, as after a kill.
    private static boolean playUntil(World world, Story story, int n) {
        var served = new AtomicInteger();
        world.github.trouble(
                request -> served.incrementAndGet() > n ? Optional.of(Trouble.serverError(false)) : Optional.empty());
        world.attempts = 1;
        try {
            story.play(world);
        } catch (PhantomException e) {
            assertThat(e).hasMessageContaining("PH-GHB-002");
        }
        world.attempts = 4;
        world.github.trouble(request -> Optional.empty());
        return served.get() > n;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void oneErrorAtAnyRequestIsOvercome(boolean carriedOut) {
        for (var story : List.of(Story.OPEN, Story.UPDATE, Story.RESOLVE, Story.KEEP)) {
            var prepared = story.prepare(folder.resolve("prepared-" + story));
            var wanted = reference(story, prepared, "reference-" + story);
            var met = true;
            for (var n = 1; met; n++) {
                try (var world = World.like(prepared, folder.resolve(story + "-" + n))) {
                    var at = n;
                    var served = new AtomicInteger();
                    world.github.trouble(request -> served.incrementAndGet() == at
                            ? Optional.of(Trouble.serverError(carriedOut))
                            : Optional.empty());
                    var outcomes = story.play(world);
                    met = served.get() >= n;
                    assertThat(outcomes.values())
                            .as("%s, error at request %s", story, n)
                            .extracting(Outcome::kind)
                            .doesNotContain(Outcome.Kind.FAILED);
                    assertThat(Seen.in(world))
                            .as("%s, error at request %s", story, n)
                            .isEqualTo(wanted);
                }
            }
        }
    }

    /// One kind of request that never works, whatever it is: the run says so, opens no second pull request, and leaves
    /// nothing that the next one cannot complete.
    @ParameterizedTest
    @EnumSource(
            value = Story.class,
            names = {"OPEN", "RESOLVE", "KEEP"})
    void aRequestThatNeverWorksIsAClearReport(Story story) {
        var prepared = story.prepare(folder.resolve("prepared"));
        var wanted = reference(story, prepared, "reference");
        var n = 0;
        for (var operation : operations(story, prepared)) {
            try (var world = World.like(prepared, folder.resolve("never-" + n++))) {
                world.attempts = 2;
                world.github.trouble(request -> operation
                                .matcher(request.method() + " " + request.path())
                                .matches()
                        ? Optional.of(Trouble.serverError(false))
                        : Optional.empty());
                for (var run = 0; run < 2; run++) {
                    try {
                        assertThat(story.play(world).values())
                                .as("never %s", operation)
                                .filteredOn(o -> o.kind() == Outcome.Kind.FAILED)
                                .allMatch(o -> o.reason().startsWith("PH-GHB-002 "));
                    } catch (PhantomException e) {
                        assertThat(e).as("never %s", operation).hasMessageContaining("PH-GHB-002");
                    }
                }
                world.github.trouble(request -> Optional.empty());
                story.play(world);
                assertThat(Seen.in(world)).as("never %s", operation).isEqualTo(wanted);
            }
        }
        assertThat(n).isGreaterThan(5);
    }

    /// Every kind of request that the story makes.
    private List<Pattern> operations(Story story, Path prepared) {
        try (var world = World.like(prepared, folder.resolve("observed"))) {
            story.play(world);
            return world.log.calls().stream()
                    .map(c -> c.operation())
                    .distinct()
                    .map(o ->
                            Pattern.compile(o.replaceAll("\\{(ref|path)}", ".+").replaceAll("\\{\\w+}", "[^/]+")))
                    .toList();
        }
    }

    @Test
    void twoRunsAtOnceAnswerAnOrderOnce() throws InterruptedException, ExecutionException {
        var prepared = Story.KEEP.prepare(folder.resolve("prepared"));
        var wanted = reference(Story.KEEP, prepared, "reference");
        try (var world = World.like(prepared, folder.resolve("at-once"));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Map<String, Outcome>> run = () -> Story.KEEP.play(world);
            for (var result : threads.invokeAll(List.of(run, run))) {
                assertThat(result.get().values()).extracting(Outcome::kind).containsOnly(Outcome.Kind.UNCHANGED);
            }
            Story.KEEP.play(world);
            assertThat(Seen.in(world))
                    .hasSize(2)
                    .extracting(Seen::branch)
                    .isEqualTo(wanted.stream().map(Seen::branch).toList());
        }
    }

    @Test
    void lastingErrorsAreAClearOutcome() {
        try (var world = new World(folder)) {
            world.github.trouble(request ->
                    request.method().equals("GET") ? Optional.empty() : Optional.of(Trouble.serverError(false)));
            var outcome = World.any(world.run(WEB));
            assertThat(outcome.kind()).isEqualTo(Outcome.Kind.FAILED);
            assertThat(outcome.reason())
                    .startsWith("PH-GHB-002 http://127.0.0.1:")
                    .containsPattern(
                            " could not write a tree of acme/infra \\(\\d attempts, .*\\); GitHub returned: 500 Server"
                                    + " Error \\(request ");
            world.github.trouble(request -> Optional.empty());
            assertThat(World.kind(world.run(WEB), WEB)).isEqualTo(Outcome.Kind.CREATED);
        }
    }

    @Test
    void theSecondaryLimitIsWaitedForAndNotForever() {
        try (var world = new World(folder)) {
            var first = new AtomicInteger();
            world.github.trouble(request -> !request.method().equals("GET") && first.incrementAndGet() == 1
                    ? Optional.of(Trouble.secondaryLimit(0))
                    : Optional.empty());
            assertThat(World.kind(world.run(WEB), WEB)).isEqualTo(Outcome.Kind.CREATED);
            world.github.trouble(request -> Optional.of(Trouble.secondaryLimit(3600)));
            assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> world.run(WEB)))
                    .hasMessageContaining("PH-GHB-004")
                    .hasMessageContaining("GitHub asked to wait 60 min, and a call waits at most 50 ms");
        }
    }

    @Test
    void twoRunsAtOnceOpenOnePullRequestEach() throws InterruptedException, ExecutionException {
        var prepared = Story.OPEN.prepare(folder.resolve("prepared"));
        var wanted = reference(Story.OPEN, prepared, "reference");
        for (var round = 0; round < 6; round++) {
            try (var world = World.like(prepared, folder.resolve("round-" + round));
                    var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                Callable<Map<String, Outcome>> run = () -> world.run(WEB, DB);
                var results = threads.invokeAll(List.of(run, run, run));
                for (var result : results) {
                    assertThat(result.get().values())
                            .extracting(Outcome::kind)
                            .isSubsetOf(Outcome.Kind.CREATED, Outcome.Kind.UPDATED, Outcome.Kind.UNCHANGED);
                }
                world.run(WEB, DB);
                assertThat(Seen.in(world)).isEqualTo(wanted);
            }
        }
    }

    @Test
    void theSameWorldComesOutEveryTime() {
        var prepared = Story.UPDATE.prepare(folder.resolve("prepared"));
        assertThat(Stream.of("a", "b")
                        .map(n -> reference(Story.UPDATE, prepared, n))
                        .distinct())
                .hasSize(1);
    }
}
