package dev.phantom.datadog.assets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.datadog.SandboxWorld;
import dev.phantom.datadog.api.ApiAnswer;
import dev.phantom.datadog.api.ApiAnswer.Got;
import dev.phantom.datadog.api.DatadogAccess;
import dev.phantom.datadog.api.DatadogApi;
import dev.phantom.datadog.api.RawObjects;
import dev.phantom.datadog.api.Source;
import dev.phantom.datadog.assets.AssetResult.Action;
import dev.phantom.fault.Diagnostic;
import dev.phantom.sandbox.datadog.InjectedFault;
import dev.phantom.sandbox.loopback.LoopbackServer;
import dev.phantom.sandbox.loopback.LoopbackServer.Reply;
import java.math.BigDecimal;
import java.net.URI;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The assets on their way into the embedded Datadog and out again.
class AssetInstallationTest {

    static final AssetSettings NIGHTLY = new AssetSettings(
            1440,
            List.of("prod", "production"),
            List.of(),
            BigDecimal.valueOf(1000),
            BigDecimal.valueOf(50),
            BigDecimal.valueOf(5));

    private static final AssetSettings HOURLY = new AssetSettings(
            60, List.of("Live"), List.of("@slack-drift"), new BigDecimal("99.5"), BigDecimal.ONE, BigDecimal.TEN);

    private final SandboxWorld world = SandboxWorld.of("prompt-analyzer", "2026-02-20T21:40:00Z");
    private final DatadogApi api =
            new DatadogApi(DatadogAccess.from(world.datadog().environment()), SandboxWorld.READY);
    private final LastInstalled last = LastInstalled.none();

    @AfterEach
    void stop() {
        world.close();
    }

    private List<AssetResult> install(AssetSettings settings) {
        return new AssetInstallation(api, last, false, false).install(settings);
    }

    private static List<Action> actions(List<AssetResult> results) {
        return results.stream().map(AssetResult::action).distinct().toList();
    }

    private static <T> T got(ApiAnswer<T> answer) {
        assertThat(answer).isInstanceOf(Got.class);
        return ((Got<T>) answer).value();
    }

    private JsonNode monitor(String name) {
        var tags = Map.of("monitor_tags", "managed_by:phantom,phantom_asset:" + name);
        var found = got(RawObjects.get(api, Source.MONITORS, "/api/v1/monitor", tags));
        assertThat(found).as(name).hasSize(1);
        return found.get(0);
    }

    /// As a person does it in the browser: the whole monitor goes back, with one thing changed.
    private void edit(String name, Consumer<ObjectNode> change) {
        var monitor = ((ObjectNode) monitor(name)).deepCopy();
        change.accept(monitor);
        got(RawObjects.replace(
                api,
                Source.MONITORS_WRITE,
                "/api/v1/monitor/" + monitor.path("id").asText(),
                monitor));
    }

    private List<String> writes() {
        return world.log().calls().stream()
                .map(call -> call.operation())
                .filter(operation -> !operation.startsWith("GET "))
                .toList();
    }

    private static Diagnostic problem(AssetResult result) {
        return Objects.requireNonNull(result.problem());
    }

    @Test
    void allOfThemAreMadeAndTheSecondTimeNothingIsWritten() {
        var first = install(NIGHTLY);
        assertThat(actions(first)).containsExactly(Action.CREATED);
        assertThat(first)
                .extracting(AssetResult::url)
                .allSatisfy(url -> assertThat(url).startsWith("https://app.datadoghq.com/"));
        var written = writes();
        assertThat(written).hasSize(6);

        assertThat(actions(install(NIGHTLY))).containsExactly(Action.UNCHANGED);
        assertThat(writes()).isEqualTo(written);
    }

    @Test
    void theObjectiveWatchesTheMonitorOfSilence() {
        install(NIGHTLY);
        var slo = got(RawObjects.get(api, Source.OBJECTIVES, "/api/v1/slo", Map.of("tags_query", "managed_by:phantom")))
                .at("/data/0");
        assertThat(slo.at("/monitor_ids/0")).isEqualTo(monitor("silence").path("id"));
    }

    /// Wherever the organization is, and under its own name.
    @ParameterizedTest
    @CsvSource({
        "datadoghq.com,      '',                          https://app.datadoghq.com/monitors/1001",
        "datadoghq.eu,       '',                          https://app.datadoghq.eu/monitors/1001",
        "us3.datadoghq.com,  '',                          https://us3.datadoghq.com/monitors/1001",
        "us5.datadoghq.com,  '',                          https://us5.datadoghq.com/monitors/1001",
        "ap1.datadoghq.com,  '',                          https://ap1.datadoghq.com/monitors/1001",
        "ap2.datadoghq.com,  '',                          https://ap2.datadoghq.com/monitors/1001",
        "uk1.datadoghq.com,  '',                          https://uk1.datadoghq.com/monitors/1001",
        "ddog-gov.com,       '',                          https://app.ddog-gov.com/monitors/1001",
        "us2.ddog-gov.com,   '',                          https://us2.ddog-gov.com/monitors/1001",
        "datadoghq.com,      https://acme.datadoghq.com,  https://acme.datadoghq.com/monitors/1001",
    })
    void theAddressIsThatOfTheSite(String site, String own, String url) {
        var environment = new HashMap<>(world.datadog().environment());
        environment.put("DD_SITE", site);
        environment.put("DD_APP_URL", own);
        var access = DatadogAccess.from(environment);
        assertThat(AssetKind.MONITOR.url(access, "1001")).isEqualTo(url);
        environment.remove("PHANTOM_DATADOG_URL");
        assertThat(DatadogAccess.from(environment).eventIntake().api())
                .isEqualTo(URI.create("https://event-management-intake." + site));
        assertThat(access.eventIntake().api()).isEqualTo(world.datadog().uri());
    }

    @Test
    void aDryRunWritesNothing() {
        var planned = new AssetInstallation(api, last, false, true).install(NIGHTLY);
        assertThat(actions(planned)).containsExactly(Action.CREATED);
        assertThat(writes()).isEmpty();
        assertThat(LastInstalled.read(last.text()).orElseThrow().text()).contains("\"assets\" : { }");
    }

    @Test
    void whatATeamSetsIsInTheQueries() {
        install(HOURLY);
        assertThat(monitor("drift").path("query").asText())
                .isEqualTo("max(last_2h):sum:phantom.drift.open{env IN (live) AND severity IN (high,critical)}"
                        + " by {env,stack,aws_account,region,severity} > 0");
        assertThat(monitor("drift-cost").path("query").asText()).endsWith(" > 99.5");
        assertThat(monitor("drift-cost").at("/options/thresholds").toString())
                .isEqualTo("{\"critical\":99.5,\"warning\":1}");
        assertThat(monitor("model-cost").path("query").asText()).endsWith(" > 20");
        assertThat(monitor("silence").path("message").asText()).contains("within 2 hours", "every 1 hour:");
        for (var name : List.of("drift", "silence", "drift-cost", "model-cost")) {
            assertThat(monitor(name).path("message").asText()).endsWith("\n\n@slack-drift");
        }
    }

    @Test
    void whatNobodyEditedFollowsTheConfiguration() {
        install(NIGHTLY);
        assertThat(actions(install(HOURLY))).containsExactlyInAnyOrder(Action.UPDATED);
        assertThat(monitor("silence").path("query").asText()).startsWith("sum(last_2h):");
        assertThat(actions(install(HOURLY))).containsExactly(Action.UNCHANGED);
    }

    @Test
    void anEditIsKeptWhereThereIsNothingNewToWrite() {
        install(NIGHTLY);
        edit("silence", monitor -> monitor.put("message", "call Ana"));

        var results = install(NIGHTLY);
        assertThat(results)
                .filteredOn(r -> r.action() == Action.KEPT)
                .singleElement()
                .satisfies(kept -> {
                    assertThat(kept.problem()).isNull();
                    assertThat(kept.lines()).singleElement().asString().contains("in Datadog \"call Ana\"");
                });
        assertThat(monitor("silence").path("message").asText()).isEqualTo("call Ana");
    }

    @Test
    void anEditThatStandsInTheWayIsShownFromThreeSidesAndKept() {
        install(NIGHTLY);
        edit("drift-cost", monitor -> {
            monitor.put("query", monitor.path("query").asText().replace("> 1000", "> 300"));
            monitor.withObject("/options/thresholds").put("critical", 300);
        });

        var left =
                install(HOURLY).stream().filter(r -> r.action() == Action.LEFT).toList();
        assertThat(left).singleElement().satisfies(result -> {
            assertThat(result.lines())
                    .contains("options.thresholds.critical: installed 1000, in Datadog 300, would write 99.5");
            assertThat(problem(result).line())
                    .isEqualTo("PH-DDG-003 monitor 'Phantom: drift adds to the bill' was edited in Datadog and is"
                            + " left as it is; compare the values that are shown; --discard-edits writes Phantom's");
        });
        assertThat(monitor("drift-cost").path("query").asText()).endsWith("> 300");

        var forced = new AssetInstallation(api, last, true, false).install(HOURLY);
        assertThat(forced).allSatisfy(r -> assertThat(r.problem()).isNull());
        assertThat(monitor("drift-cost").path("query").asText()).endsWith("> 99.5");
    }

    /// An addition of a person's differs from what Datadog answered, though not from what Phantom writes.
    @Test
    void anAdditionIsAnEdit() {
        install(NIGHTLY);
        edit("silence", monitor -> monitor.withObject("/options").put("renotify_interval", 30));
        assertThat(actions(install(NIGHTLY))).containsExactly(Action.UNCHANGED);
        assertThat(install(HOURLY))
                .filteredOn(r -> r.action() == Action.LEFT)
                .singleElement()
                .satisfies(r -> assertThat(r.lines())
                        .contains("options.renotify_interval: installed nothing, in Datadog 30, would write nothing"));
    }

    @Test
    void withoutMemoryADifferenceCountsAsAnEdit() {
        install(NIGHTLY);
        var stranger = new AssetInstallation(api, LastInstalled.none(), false, false);
        assertThat(actions(stranger.install(NIGHTLY))).containsExactly(Action.UNCHANGED);

        var elsewhere = new AssetInstallation(api, LastInstalled.none(), false, false).install(HOURLY);
        assertThat(elsewhere)
                .filteredOn(r -> r.action() == Action.LEFT)
                .isNotEmpty()
                .allSatisfy(r -> assertThat(r.lines())
                        .allSatisfy(line -> assertThat(line).contains("installed unknown, in Datadog ")));
    }

    @Test
    void theMemorySurvivesItsFile() {
        install(NIGHTLY);
        var read = LastInstalled.read(last.text()).orElseThrow();
        assertThat(actions(new AssetInstallation(api, read, false, false).install(HOURLY)))
                .containsExactly(Action.UPDATED);
        assertThat(LastInstalled.read("{}")).isEmpty();
        assertThat(LastInstalled.read("no JSON")).isEmpty();
    }

    @Test
    void whoMadeThemIsNotKept() {
        install(NIGHTLY);
        assertThat(monitor("drift").has("creator")).isTrue();
        assertThat(last.text()).contains("\"query\"").doesNotContain("creator", "author_", "handle\"");
    }

    @Test
    void anIdThatIsNoneCostsThatAssetOnly() {
        world.datadog().inject("POST /api/v1/monitor", new InjectedFault.Failing(200, "{\"id\": \"m-1\"}", 1));
        var results = install(NIGHTLY);
        assertThat(problem(results.getFirst()).line())
                .contains("Datadog's answer is not what it documents: the id 'm-1'");
        assertThat(results).hasSize(6);
        assertThat(results).filteredOn(r -> r.action() == Action.CREATED).hasSizeGreaterThanOrEqualTo(4);
    }

    @Test
    void removingTakesTheObjectiveBeforeItsMonitorAndAllOfThem() {
        install(NIGHTLY);
        assertThat(actions(new AssetInstallation(api, last, false, true).remove(NIGHTLY)))
                .containsExactly(Action.REMOVED);
        assertThat(monitor("silence")).isNotNull();

        assertThat(actions(new AssetInstallation(api, last, false, false).remove(NIGHTLY)))
                .containsExactly(Action.REMOVED);
        assertThat(actions(new AssetInstallation(api, last, false, false).remove(NIGHTLY)))
                .containsExactly(Action.ABSENT);
        assertThat(actions(install(NIGHTLY))).containsExactly(Action.CREATED);
    }

    @Test
    void whatSomebodyEditedIsNotRemovedUnasked() {
        install(NIGHTLY);
        edit("model-cost", monitor -> monitor.put("name", "Ours now"));
        var results = new AssetInstallation(api, last, false, false).remove(NIGHTLY);
        assertThat(results).filteredOn(r -> r.action() == Action.LEFT).hasSize(1);
        assertThat(monitor("model-cost").path("name").asText()).isEqualTo("Ours now");

        assertThat(actions(new AssetInstallation(api, last, true, false).remove(NIGHTLY)))
                .containsExactlyInAnyOrder(Action.ABSENT, Action.REMOVED);
    }

    @Test
    void aCopyOfAMonitorIsNobodysToChoose() {
        install(NIGHTLY);
        var copy = ((ObjectNode) monitor("drift")).deepCopy();
        copy.remove("id");
        var id = got(RawObjects.create(api, Source.MONITORS_WRITE, "/api/v1/monitor", copy))
                .path("id")
                .asText();

        for (var results : List.of(install(HOURLY), new AssetInstallation(api, last, true, false).remove(NIGHTLY))) {
            assertThat(results)
                    .filteredOn(r -> r.problem() != null)
                    .singleElement()
                    .satisfies(r -> assertThat(problem(r).line())
                            .startsWith("PH-DDG-004 ")
                            .contains("2 objects carry phantom_asset:drift")
                            .contains(id));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /api/v1/monitor    | monitors_read",
                "POST /api/v1/monitor   | monitors_write",
                "GET /api/v1/dashboard  | dashboards_read",
                "POST /api/v1/dashboard | dashboards_write",
                "GET /api/v1/slo        | slos_read",
                "POST /api/v1/slo       | slos_write",
            })
    void aRefusalNamesThePermissionAndHoldsNothingElseUp(String route, String permission) {
        world.datadog().inject(route, new InjectedFault.Forbidden());
        var results = install(NIGHTLY);
        assertThat(results).filteredOn(r -> r.problem() != null).isNotEmpty();
        assertThat(results.stream().map(AssetResult::problem).filter(Objects::nonNull))
                .anySatisfy(it -> assertThat(it.line())
                        .startsWith("PH-DDG-002 ")
                        .contains(" failed: 403 forbidden: Forbidden; needs the permission " + permission)
                        .endsWith("grant it to the application key or its role"));
        assertThat(actions(results)).contains(Action.CREATED);
    }

    /// Made twice would be worse than not made: nobody knows what happened to a request that failed.
    @Test
    void whatMayHaveBeenMadeIsNotMadeAgain() {
        world.datadog().inject("POST /api/v1/dashboard", new InjectedFault.Failing(502, "{}", 1));
        world.datadog().inject("POST /api/v1/slo", new InjectedFault.RateLimited(1, 1));
        var results = install(NIGHTLY);
        assertThat(Stream.of("dashboard", "slo")
                        .map(kind -> writes().stream()
                                .filter(w -> w.equals("POST /api/v1/" + kind))
                                .count()))
                .containsExactly(1L, 2L);
        assertThat(results.getLast().action()).isEqualTo(Action.FAILED);
        assertThat(actions(install(NIGHTLY))).containsExactlyInAnyOrder(Action.UNCHANGED, Action.CREATED);
    }

    @Test
    void aLimitThatLastsIsOneLine() {
        world.datadog().inject("GET /api/v1/dashboard", new InjectedFault.RateLimited(3600, 9));
        var dashboard = install(NIGHTLY).getLast();
        assertThat(problem(dashboard).line())
                .startsWith("PH-DDG-002 dashboard 'Phantom: drift of AWS stacks' failed: 429 rate limited");
    }

    /// A list without an end, each page of which is a good answer; and an id that would lead elsewhere.
    @Test
    void whoAlwaysListsAWholePageIsNotAskedForEver() {
        var asset = AssetCatalogue.of(NIGHTLY).stream()
                .filter(one -> one.kind() == AssetKind.DASHBOARD)
                .findFirst()
                .orElseThrow();
        var one = "{\"id\":\"../../v1/user/1\",\"description\":\"%s\"}";
        var mine = one.formatted(AssetCatalogue.MARKER + asset.name());
        assertThat(ids(asset, String.join(",", Collections.nCopies(100, one.formatted("theirs")))))
                .isInstanceOfSatisfying(
                        ApiAnswer.Refused.class,
                        refused -> assertThat(refused.line()).contains("Datadog lists more than 10000 dashboards"));
        assertThat(ids(asset, mine))
                .isInstanceOfSatisfying(
                        ApiAnswer.Refused.class,
                        refused -> assertThat(refused.line()).contains("not what it documents: the id '../../v1"));
    }

    private ApiAnswer<List<String>> ids(Asset asset, String dashboards) {
        try (var server =
                LoopbackServer.start(0, request -> Reply.json(200, "{\"dashboards\":[" + dashboards + "]}"))) {
            var environment = new HashMap<>(world.datadog().environment());
            environment.put("PHANTOM_DATADOG_URL", server.uri().toString());
            return new InstalledAssets(new DatadogApi(DatadogAccess.from(environment), SandboxWorld.READY)).ids(asset);
        }
    }
}
