package dev.phantom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phantom.cli.RoughWorld.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A vendor is away in one run and back in the next: what comes out is what comes out of a run that never saw it away.
class OutageTest {

    private static final Path SCENARIOS = Path.of("src/test/scenarios");
    private static final Path DEMO = Path.of("src/main/resources/dev/phantom/sandbox/scenarios/payments-night");
    private static final Path SMALL = SCENARIOS.resolve("02-web-ingress");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    static Stream<Arguments> outages() {
        return Stream.of(Source.values()).map(source -> Arguments.of(source, SMALL));
    }

    static Stream<Arguments> furtherOutages() {
        var scenarios = Stream.of(
                        "05-ledger-keys", "07-edge-balancer", "09-shared-logs", "15-shop-orders", "16-nested-stacks")
                .map(SCENARIOS::resolve)
                .flatMap(scenario -> Stream.of(Source.DATADOG, Source.CLOUDTRAIL, Source.GITHUB)
                        .map(source -> Arguments.of(source, scenario)));
        return Stream.concat(scenarios, Stream.of(Source.values()).map(source -> Arguments.of(source, DEMO)));
    }

    @Tag("long")
    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("furtherOutages")
    void leavesNoTraceAnywhere(Source away, Path scenario) throws IOException {
        leavesNoTrace(away, scenario);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("outages")
    void leavesNoTrace(Source away, Path scenario) throws IOException {
        List<String> calm;
        TreeMap<String, JsonNode> decided;
        try (var world = new RoughWorld(folder, scenario, "calm")) {
            world.run(away, false);
            calm = world.pullRequests();
            decided = world.verdicts();
        }
        try (var world = new RoughWorld(folder, scenario, "rough")) {
            var before = world.run(away, true);
            var whole = away == Source.GITHUB || away == Source.AWS;
            assertThat(before.code()).as(before.err() + before.out()).isEqualTo(whole ? 1 : 0);
            assertThat(world.report().get("failures").isEmpty()).isEqualTo(!whole);
            var early = members(world.pullRequests());
            world.outcomes()
                    .forEach((drift, outcome) -> assertThat(
                                    outcome.replaceFirst("^created its revert in AWS waits for .*", "created "))
                            .as(drift)
                            .isIn("held-back provisional", "held-back witness", "created ", "failed", "refused", ""));
            world.run(away, false);
            var touched = members(of(calm, early, true));
            assertThat(of(world.pullRequests(), touched, false)).isEqualTo(of(calm, touched, false));
            assertThat(members(world.pullRequests())).isEqualTo(members(calm));
            assertThat(essence(world.verdicts())).isEqualTo(essence(decided));
            assertThat(world.outcomes().values()).noneMatch(outcome -> outcome.contains("provisional"));
        }
    }

    /// The pull requests that hold one of these drifts, or the others. A revert of a security finding waits for no
    /// source, so it is opened before it can be known what else would stand in its pull request.
    private static List<String> of(List<String> pulls, Set<String> drifts, boolean holding) {
        return pulls.stream()
                .filter(pull -> members(List.of(pull)).stream().anyMatch(drifts::contains) == holding)
                .toList();
    }

    private static Set<String> members(List<String> pulls) {
        var drifts = new TreeSet<String>();
        for (var pull : pulls) {
            var marker = pull.indexOf("<!-- phantom:{");
            var found = Pattern.compile("\"driftId\":\"(d-[0-9a-f]+)\"").matcher(pull);
            for (var at = marker; found.find(at); at = found.end()) {
                drifts.add(found.group(1));
            }
        }
        return drifts;
    }

    private static Map<String, String> essence(Map<String, JsonNode> verdicts) {
        var texts = new TreeMap<String, String>();
        verdicts.forEach((drift, verdict) ->
                texts.put(drift, verdict.path("recommendation").asText()));
        return texts;
    }

    /// What was drift by a write or by a baseline stays drift while nobody can say so again.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void undeclaredDriftStaysWithoutTheChangeLog(boolean withoutBaseline) throws IOException {
        try (var world = new RoughWorld(folder, DEMO, "kept")) {
            world.run(Source.CLOUDTRAIL, false);
            var before = world.report();
            var pulls = world.pullRequests();
            assertThat(before.toString()).contains("\"tier\":\"undeclared\"");
            if (withoutBaseline) {
                world.damage("baseline.json");
            }
            assertThat(world.run(Source.CLOUDTRAIL, true).code()).isZero();
            var during = world.report();
            assertThat(ids(during)).isEqualTo(ids(before));
            assertThat(during.at("/reports/0/summary/new").intValue()).isZero();
            assertThat(occurred(during)).isEqualTo(occurred(before));
            assertThat(world.pullRequests()).isEqualTo(pulls);
        }
    }

    private static List<String> ids(JsonNode run) {
        return Outputs.drifts(run).stream()
                .map(drift ->
                        drift.get("driftId").asText() + drift.get("contentHash").asText())
                .sorted()
                .toList();
    }

    private static List<String> occurred(JsonNode run) {
        return run.findValues("occurred").stream()
                .map(JsonNode::toString)
                .sorted()
                .toList();
    }

    @Test
    void afterADayItOpensAndSaysSo() throws IOException {
        try (var world = new RoughWorld(folder, DEMO, "long")) {
            world.run(Source.DATADOG, true);
            var held = world.held();
            assertThat(held).isNotEmpty();
            assertThat(world.shown()).contains("decided without datadog; provisional until");
            world.after(Duration.ofHours(23)).run(Source.DATADOG, true);
            assertThat(world.held()).isEqualTo(held);
            world.after(Duration.ofHours(25)).run(Source.DATADOG, true);
            assertThat(world.held()).isEmpty();
            var bodies = String.join("\n", world.pullRequests());
            assertThat(bodies).contains("decided without datadog; provisional until");
        }
    }

    /// What was opened without a source is told what it says, once, and stays as it is.
    @Test
    void whatIsOpenIsToldOfLateEvidence() throws IOException {
        try (var world = new RoughWorld(folder, SMALL, "late")) {
            world.run(Source.DATADOG, true);
            world.after(Duration.ofHours(25)).run(Source.DATADOG, true);
            var open = world.pullRequests();
            for (var i = 0; i < 2; i++) {
                world.run(Source.DATADOG, false);
                assertThat(world.pullRequests()).isEqualTo(open);
            }
            var told = world.comments().stream()
                    .filter(text -> text.startsWith("Late evidence on `"))
                    .toList();
            assertThat(told).hasSameSizeAs(members(open)).doesNotHaveDuplicates();
        }
    }
}
