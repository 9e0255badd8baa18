package dev.phantom.cli;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phantom.sandbox.EmbeddedWorld;
import dev.phantom.sandbox.github.EmbeddedGitHub.Trouble;
import dev.phantom.sandbox.loopback.CallLog;
import dev.phantom.sandbox.loopback.LoopbackServer.Request;
import dev.phantom.sandbox.loopback.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Forty stacks walked one after the other, and eight at a time through delays and faults: nobody sees a difference.
class ParallelRunTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int STACKS = 40;
    private static final int CAP = 9;
    private static final int HIGH = 2;
    private static final String POLICY = "{ draftBelow: low, maxOpenPullRequests: 9, maxPerStack: 1, proof: local }";

    @TempDir
    private Path folder;

    @Test
    void fortyStacksEightAtATimeComeOutAsOneAfterTheOther() throws IOException {
        var scenario = ManyStacks.write(folder.resolve("scenario"), STACKS, POLICY);
        var calm = played(scenario, "calm", "1", false);
        var rough = played(scenario, "rough", "8", true);

        assertThat(calm.report().get("reports")).hasSize(STACKS);
        assertThat(calm.report().get("failures")).isEmpty();
        assertThat(calm.pulls()).hasSizeGreaterThan(CAP);
        assertThat(rough.report()).isEqualTo(calm.report());
        assertThat(rough.shown()).isEqualTo(calm.shown());
        assertThat(rough.pulls()).isEqualTo(calm.pulls());
    }

    /// Who gets in is decided by severity, then name, whatever stands first in the configuration; what a security
    /// finding of level high or critical says is told beside the cap.
    @Test
    void theMostSevereGetInWhenTheCapBinds() throws IOException {
        var scenario = ManyStacks.write(folder.resolve("scenario"), 12, POLICY.replace("9", "2"));
        var run = played(scenario, "few", "8", false);

        var opened = new ArrayList<JsonNode>();
        var held = new ArrayList<JsonNode>();
        for (var report : run.report().get("reports")) {
            for (var drift : report.get("drifts")) {
                switch (drift.at("/pullRequest/outcome").asText()) {
                    case "created" -> opened.add(drift);
                    case "held-back" -> held.add(drift);
                    default ->
                        assertThat(drift.at("/verdict/recommendation").asText()).isEqualTo("needs-human");
                }
            }
        }
        assertThat(ids(held)).contains("team-03-news", "/team-08");
        assertThat(run.shown())
                .contains(
                        "opened          4 pull requests",
                        "waiting         4 pull requests for review",
                        "drifts for a free slot under policy.maxOpenPullRequests and policy.maxPerStack: team-03 News");
        assertThat(held).allMatch(d -> d.at("/pullRequest/reason").asText().equals("cap"));
        assertThat(ids(opened.stream().filter(d -> severity(d) < HIGH)))
                .as("two places, for the most severe of the first stacks by name, not for team-03")
                .containsExactly("/team-02", "/team-05");
        assertThat(ids(opened.stream().filter(d -> severity(d) >= HIGH)))
                .as("security findings of level high take no place")
                .containsExactly("team-02-images", "team-11-images");
    }

    private static List<String> ids(List<JsonNode> drifts) {
        return ids(drifts.stream());
    }

    private static List<String> ids(Stream<JsonNode> drifts) {
        return drifts.map(d -> d.get("physicalId").asText().replaceAll(".*[:/](?=.)(?=team-\\d\\d-)", ""))
                .toList();
    }

    /// The branch of the first in rank is a person's: no pull request comes of it, and its place serves the next.
    @Test
    void aPlaceThatNobodyCanUseGoesToTheNextInRank() throws Exception {
        var scenario = ManyStacks.write(folder.resolve("scenario"), 9, POLICY.replace("9", "2"));
        try (var world = EmbeddedWorld.open(scenario, folder.resolve("world"), rough(false))) {
            var asked = shell(world, scenario).run("run", "--quiet", "--dry-run", "--output", "json");
            var branch = drift(JSON.readTree(asked.out()), "/team-02")
                    .at("/pullRequest/branch")
                    .asText();
            try (var git = Git.open(world.github().repository().toFile())) {
                git.branchCreate().setName(branch).setStartPoint("main").call();
            }

            var run = shell(world, scenario).run("run", "--quiet", "--output", "json");

            assertThat(run.code()).as(run.err()).isZero();
            var report = JSON.readTree(run.out());
            assertThat(drift(report, "/team-02").at("/pullRequest/outcome").asText())
                    .isEqualTo("taken-over");
            assertThat(drift(report, "/team-05").at("/pullRequest/outcome").asText())
                    .isEqualTo("created");
            assertThat(drift(report, "/team-08").at("/pullRequest/outcome").asText())
                    .isEqualTo("created");
            assertThat(drift(report, "team-03-news").at("/pullRequest/outcome").asText())
                    .isEqualTo("held-back");
        }
    }

    private static JsonNode drift(JsonNode run, String physicalId) {
        for (var report : run.get("reports")) {
            for (var drift : report.get("drifts")) {
                if (drift.get("physicalId").asText().endsWith(physicalId)) {
                    return drift;
                }
            }
        }
        throw new AssertionError("no drift of " + physicalId + " in " + run);
    }

    /// A stack that is configured by itself and nested in another one is walked once, where it comes first.
    @ParameterizedTest
    @ValueSource(strings = {"trade trade-Store", "trade-Store trade"})
    void whatIsNestedAndConfiguredIsWalkedOnce(String order) throws IOException {
        var scenario = Path.of("src/test/scenarios/16-nested-stacks");
        var entries = Map.of(
                "trade", "  - { name: trade, account: \"111122223333\", template: stacks/trade.yaml }\n",
                "trade-Store",
                        "  - { name: trade-Store-1MPQ5TZ4N8XKC, account: \"111122223333\", template: stacks/trade/store.yaml }\n");
        try (var world = EmbeddedWorld.open(scenario, folder.resolve("world"), rough(true))) {
            var config = Files.readString(scenario.resolve("input/safe/phantom.yaml"))
                    .replaceFirst("(?s)  - .*", "");
            var file = folder.resolve("phantom.yaml");
            Files.writeString(
                    file, config + Stream.of(order.split(" ")).map(entries::get).collect(joining()));
            var reports = new ArrayList<JsonNode>();
            for (var atOnce : List.of("1", "4")) {
                var run = shell(world, scenario)
                        .set("PHANTOM_CONFIG", file.toString())
                        .run("run", "--quiet", "--dry-run", "--parallel", atOnce, "--output", "json");
                assertThat(run.code()).as(run.err()).isZero();
                reports.add(JSON.readTree(neutral(run.out())));
            }
            assertThat(reports.getLast()).isEqualTo(reports.getFirst());
            var names = reports.getFirst().findValues("stack").stream()
                    .map(stack -> stack.path("name").asText())
                    .filter(name -> !name.isEmpty())
                    .toList();
            assertThat(names).doesNotHaveDuplicates().contains("trade", "trade-Store-1MPQ5TZ4N8XKC");
            assertThat(names.getFirst()).startsWith(order.substring(0, order.indexOf(' ')));
        }
    }

    @Test
    void whereSeveralAreWalkedEachLineNamesItsStack() throws IOException {
        var scenario = ManyStacks.write(folder.resolve("scenario"), 3, POLICY);
        try (var world = EmbeddedWorld.open(scenario, folder.resolve("world"), rough(false))) {
            var many = shell(world, scenario).run("run", "--dry-run", "--parallel", "3");
            assertThat(many.err().lines().filter(line -> line.contains("generated template")))
                    .isNotEmpty()
                    .allMatch(line -> line.matches("team-0[012]: .*"));
            var one = shell(world, scenario).run("run", "--dry-run", "--parallel", "1");
            assertThat(one.err().lines().filter(line -> line.contains("generated template")))
                    .isNotEmpty()
                    .noneMatch(line -> line.startsWith("team-"));
            assertThat(one.out()).isEqualTo(many.out()).contains("(dry run: would be opened)");
            var none = shell(world, scenario).run("run", "--parallel", "0");
            assertThat(none.code()).isEqualTo(1);
            assertThat(none.err()).contains("--parallel is '0'; use 1 to");
        }
    }

    /// Two processes that know nothing of each other but the folder of the history.
    @Test
    void twoRunsAtOnceKeepTheCapTogether() throws Exception {
        var scenario = ManyStacks.write(folder.resolve("scenario"), 16, POLICY.replace("9", "4"));
        try (var world = EmbeddedWorld.open(scenario, folder.resolve("world"), rough(true));
                var both = Executors.newFixedThreadPool(2)) {
            var halves = new ArrayList<java.util.concurrent.Future<Shell.Result>>();
            for (var half = 0; half < 2; half++) {
                var words = new ArrayList<>(List.of("run", "--quiet", "--parallel", "2", "--out", "half-" + half));
                for (var i = half * 8; i < half * 8 + 8; i++) {
                    words.addAll(List.of("--stack", ManyStacks.name(i)));
                }
                halves.add(both.submit(() -> shell(world, scenario).run(words.toArray(String[]::new))));
            }
            for (var half : halves) {
                var result = half.get();
                assertThat(result.code()).as(result.err()).isZero();
            }
            assertThat(counted(world)).isEqualTo(4);
        }
    }

    /// @param shown what the run printed
    /// @param pulls branch, title, body and difference of each pull request, the newest first
    private record Outcome(JsonNode report, String shown, List<String> pulls) {}

    private Outcome played(Path scenario, String name, String atOnce, boolean rough) throws IOException {
        var home = folder.resolve(name);
        try (var world = EmbeddedWorld.open(scenario, home.resolve("world"), rough(rough))) {
            if (rough) {
                world.github().trouble(new Faults());
                IntStream.range(0, 3)
                        .mapToObj(i -> List.of("DescribeStacks", "GetResource", "GetGeneratedTemplate")
                                .get(i))
                        .forEach(operation -> world.aws().throttle(operation, 3));
            }
            var result = shell(world, scenario)
                    .set("PHANTOM_HISTORY", home.resolve("history").toString())
                    .run("run", "--quiet", "--parallel", atOnce, "--out", name);
            assertThat(result.code()).as(result.err() + result.out()).isZero();
            assertThat(counted(world)).isLessThanOrEqualTo(CAP);
            var report = Files.readString(folder.resolve(name).resolve("report.json"));
            var pulls = new ArrayList<String>();
            for (var branch : world.github().pullRequests()) {
                var pull = world.github().pullRequest(branch).orElseThrow();
                pulls.add(neutral(branch + "\n" + pull.title() + "\n" + pull.body() + "\n" + pull.diff()));
            }
            return new Outcome(
                    JSON.readTree(neutral(report)),
                    neutral(result.out()).replace(name + "/report.html", "OUT/report.html"),
                    pulls);
        }
    }

    private Shell shell(EmbeddedWorld world, Path scenario) {
        System.setProperty("aws.accessKeyId", "embedded");
        System.setProperty("aws.secretAccessKey", "embedded");
        var shell = new Shell().in(folder).at(Clock.fixed(Scenario.moment(scenario), ZoneOffset.UTC));
        world.environment().forEach(shell::set);
        return shell.set("PHANTOM_MASK_KEY", "k");
    }

    /// Pull requests that the caps count: all but those of security findings of level high or critical.
    private static long counted(EmbeddedWorld world) {
        return world.github().pullRequests().stream()
                .filter(branch ->
                        !world.github().pullRequest(branch).orElseThrow().body().contains("PH-SEV-033"))
                .count();
    }

    private static String neutral(String text) {
        return text.replaceAll("http://127\\.0\\.0\\.1:\\d+", "http://embedded")
                .replaceAll("\\(request [0-9a-f-]{36}\\)", "(request …)");
    }

    private static int severity(JsonNode drift) {
        return List.of("low", "medium", "high", "critical")
                .indexOf(drift.at("/severity/level").asText());
    }

    /// Every call takes a little while, or none.
    private static CallLog rough(boolean rough) {
        var random = new Random(20261122);
        return new CallLog(null, call -> {
            if (rough) {
                LockSupport.parkNanos(random.nextInt(3_000_000));
            }
        });
    }

    /// The first request for some addresses is answered with an error.
    private static final class Faults implements java.util.function.Function<Request, Optional<Trouble>> {
        private final Random random = new Random(12);
        private final Set<String> seen = ConcurrentHashMap.newKeySet();

        @Override
        public Optional<Trouble> apply(Request request) {
            var first = seen.add(request.method() + " " + request.path());
            return first && random.nextInt(5) == 0 ? Optional.of(Trouble.serverError(false)) : Optional.empty();
        }
    }
}
