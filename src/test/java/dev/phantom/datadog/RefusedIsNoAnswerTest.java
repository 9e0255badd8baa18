package dev.phantom.datadog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.evidence.EvidenceClass;
import dev.phantom.evidence.EvidenceSource.Collected;
import dev.phantom.evidence.Signal;
import dev.phantom.fault.Gap;
import dev.phantom.sandbox.datadog.InjectedFault;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Nobody may take a refusal, a failure or a spent budget for the answer that there is nothing.
class RefusedIsNoAnswerTest {

    private static final Pattern NOTHING =
            Pattern.compile("none found|no transition|0 monitors alerting|no APM statistics|not recorded");

    @TempDir
    Path folder;

    private Collected collect(String type, EvidenceScope scope, Map<String, InjectedFault> faults) throws Exception {
        var world = new EvidenceWorld(folder);
        world.file("monitors", """
                {"data":[{"id":7,"name":"p95","type":"query alert","tags":["service:web"],"query":"avg(last_5m):avg:x{*} > 2"}]}""");
        world.file("incidents", """
                {"data":[{"id":"i-1","attributes":{"public_id":7,"title":"slow","created":"2026-11-20T01:40:00Z","declared":"2026-11-20T01:41:00Z",
                  "customer_impact_start":"2026-11-20T01:30:00Z","customer_impact_end":"2026-11-20T03:00:00Z","resolved":"2026-11-20T03:30:00Z"}}]}""");
        world.scope(scope);
        faults.forEach(world::inject);
        return world.collect(type, EvidenceClass.values());
    }

    @ParameterizedTest
    @CsvSource({
        "AWS::S3::Bucket, POST /api/v2/logs/analytics/aggregate, S3 access logs",
        "AWS::S3::Bucket, POST /api/v2/logs/analytics/aggregate, CloudTrail logs",
        "AWS::S3::Bucket, POST /api/v2/logs/analytics/aggregate, logs",
        "AWS::RDS::DBInstance, POST /api/v2/events/search, alerts",
        "AWS::RDS::DBInstance, POST /api/v2/events/search, events",
        "AWS::RDS::DBInstance, POST /api/v2/events/search, events of other services",
        "AWS::RDS::DBInstance, GET /api/v2/incidents/search, incidents",
        "AWS::RDS::DBInstance, GET /api/v2/incidents/i-1/timeline, timeline of incident 7",
        "AWS::RDS::DBInstance, GET /api/v2/incidents/i-1/impacts, impacts of incident 7",
        "AWS::RDS::DBInstance, POST /api/v2/query/timeseries, metrics",
        "AWS::RDS::DBInstance, POST /api/v2/query/timeseries, service health",
        "AWS::RDS::DBInstance, GET /api/v1/monitor, monitor definitions",
        "AWS::RDS::DBInstance, GET /api/v1/monitor/groups/search, monitors",
        "AWS::RDS::DBInstance, GET /api/v1/slo, SLOs",
        "AWS::RDS::DBInstance, GET /api/v1/dashboard, dashboards",
        "AWS::RDS::DBInstance, GET /api/v1/service_dependencies, service map",
        "AWS::RDS::DBInstance, POST /api/v2/spans/analytics/aggregate, traces",
        "AWS::RDS::DBInstance, POST /api/v2/spans/events/search, traces around the change"
    })
    void aRefusedQuestionIsAGapAndNoAnswer(String type, String route, String noun) throws Exception {
        var collected = collect(type, EvidenceScope.DEFAULT, Map.of(route, new InjectedFault.Forbidden()));
        assertThat(Gap.texts(collected.gaps())).anyMatch(gap -> gap.startsWith(noun + ": 403 forbidden"));
        var asked = asked(collected, noun);
        assertThat(asked).noneMatch(line -> NOTHING.matcher(line).find());
    }

    /// What is said of it, in gaps, in what was not looked for, and in exhibits.
    private static List<String> asked(Collected collected, String noun) {
        var about = switch (noun) {
            case "alerts" -> Pattern.compile("monitor");
            case "events" -> Pattern.compile("deployments|events");
            case "metrics", "service health" -> Pattern.compile("metrics|service health");
            case "timeline of incident 7" -> Pattern.compile("timeline|stable not");
            default -> Pattern.compile(Pattern.quote(noun));
        };
        return Stream.of(
                        Gap.texts(collected.gaps()).stream(),
                        collected.notAsked().stream(),
                        collected.signals().stream().map(Signal::summary))
                .flatMap(s -> s)
                .filter(line -> about.matcher(line).find())
                .toList();
    }

    @Test
    void aSpentBudgetIsAGapAndNoAnswer() throws Exception {
        var collected = collect("AWS::S3::Bucket", new EvidenceScope(1, List.of()), Map.of());
        assertThat(Gap.texts(collected.gaps()))
                .contains(
                        "S3 access logs: not asked: the 1 calls for one drift (datadog.callsPerDrift) are used up",
                        "events: not asked: the 1 calls for one drift (datadog.callsPerDrift) are used up");
        assertThat(collected.notAsked()).noneMatch(line -> NOTHING.matcher(line).find());
    }

    @Test
    void anEmptyListIsAnAnswer() throws Exception {
        var collected = collect("AWS::S3::Bucket", EvidenceScope.DEFAULT, Map.of());
        assertThat(collected.notAsked())
                .anyMatch(line -> line.startsWith("S3 access logs: none found"))
                .anyMatch(line -> line.startsWith("deployments: none found"));
        assertThat(Gap.texts(collected.gaps())).noneMatch(gap -> gap.contains("access logs"));
    }
}
