package dev.phantom.sandbox.datadog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchQueryTest {

    private static final String JSON = """
            {"service": "web", "status": "error", "message": "checkout timed out",
             "tags": ["env:prod", "source:alert"], "custom": {"duration": 2000},
             "attributes": {"title": "[Triggered] slow", "monitor": {"id": 7, "transition": {"transition_type": "alert recovery"}}}}
            """;

    private static boolean matches(String query) {
        try {
            var attributes = (ObjectNode) DatadogWorld.JSON.readTree(JSON);
            return SearchQuery.parse(query).test(new Document(Instant.EPOCH, attributes, attributes));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "",
                "service:web",
                "service:WEB",
                "service:\"web\"",
                "service:w*",
                "status:(error OR critical)",
                "env:prod service:web",
                "service:web AND env:prod",
                "service:x OR service:web",
                "-service:x",
                "NOT service:x",
                "@monitor.id:7",
                "source:alert",
                "@monitor.transition.transition_type:(alert OR \"alert recovery\")",
                "@duration:>1000",
                "@duration:<=2000",
                "@duration:[1000 TO 2000]",
                "*:\"checkout timed\"",
                "@duration:* -source:(vpc OR s3)",
                "\"timed out\"",
                "checkout",
                "source:alert (service:x OR \"timed out\")",
                "service:web (status:error OR @duration:>9999)",
            })
    void finds(String query) {
        assertThat(matches(query)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "service:x",
                "-service:web",
                "@duration:[2001 TO 3000]",
                "-source:(alert OR s3)",
                "service:web env:dev",
                "status:(warn OR info)",
                "@monitor.id:8",
                "@duration:>2000",
                "refund",
                "-source:alert (service:web OR x)",
                "source:alert (service:x OR \"payments-db\")",
                "monitor_id:7",
            })
    void leaves(String query) {
        assertThat(matches(query)).isFalse();
    }
}
