package dev.phantom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.phantom.sandbox.loopback.CallLog;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A rerun on which nothing changed asks what could have changed, and nothing else; and says the same.
class QuietNightTest {

    @TempDir
    private Path folder;

    @Test
    void aRerunOnWhichNothingChangedIsCheap() {
        try (var night = new Night(folder)) {
            var first = night.report();
            var before = night.calls();
            var second = night.report();
            var calls = night.world.log().calls().stream().skip(before).toList();
            assertThat(operations(calls, "aws"))
                    .as(byOperation(calls))
                    .hasSizeLessThanOrEqualTo(15)
                    .noneMatch(call -> call.contains("ChangeSet"));
            assertThat(operations(calls, "github"))
                    .as(byOperation(calls))
                    .hasSizeLessThanOrEqualTo(12)
                    .allMatch(call -> call.startsWith("GET "));
            assertThat(operations(calls, "datadog")).isSubsetOf("POST /v1/metrics", "POST /v1/traces");
            assertThat(operations(calls, "claude")).isEmpty();
            assertThat(decided(second)).isEqualTo(decided(first));

            night.world.github().reviewer().comment(1, "dana", "why?");
            var quiet = night.calls();
            night.report();
            assertThat(operations(night.world.log().calls().stream().skip(quiet).toList(), "github"))
                    .as("what somebody said is read")
                    .contains("GET /repos/{owner}/{repo}/issues/{number}/comments");
        }
    }

    /// What is known of each drift, and what was decided.
    private static List<String> decided(JsonNode report) {
        return report.get("drifts")
                .valueStream()
                .map(drift -> drift.get("driftId").asText()
                        + drift.get("contentHash")
                        + drift.get("changes")
                        + drift.at("/verdict/recommendation")
                        + drift.at("/pullRequest/url")
                        + drift.at("/pullRequest/proof"))
                .sorted()
                .toList();
    }

    private static List<String> operations(List<CallLog.Call> calls, String service) {
        return calls.stream()
                .filter(c -> c.service().equals(service))
                .map(CallLog.Call::operation)
                .toList();
    }

    private static String byOperation(List<CallLog.Call> calls) {
        return calls.stream()
                .collect(Collectors.groupingBy(
                        c -> c.service() + " " + c.operation(), TreeMap::new, Collectors.counting()))
                .toString();
    }
}
