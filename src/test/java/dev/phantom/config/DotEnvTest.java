package dev.phantom.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DotEnvTest {

    @TempDir
    Path folder;

    private final List<String> notes = new ArrayList<>();

    private Map<String, String> complete(String text, Map<String, String> environment) throws Exception {
        var file = folder.resolve(".env");
        Files.writeString(file, text);
        return DotEnv.over(environment, folder, notes::add);
    }

    @Test
    void readsTheUsualShapes() throws Exception {
        assertThat(complete("""
                        # keys
                        DD_API_KEY=abc
                        export DD_APP_KEY="d e#f"
                        GITHUB_TOKEN = 'ghp_x'   # mine
                        ANTHROPIC_API_KEY=x=y # why not
                        nonsense
                        """, Map.of()))
                .isEqualTo(Map.of(
                        "DD_API_KEY",
                        "abc",
                        "DD_APP_KEY",
                        "d e#f",
                        "GITHUB_TOKEN",
                        "ghp_x",
                        "ANTHROPIC_API_KEY",
                        "x=y"));
    }

    /// docs/notifications.md: the keys of a channel, never its address.
    @Test
    void keysOfChannelsAreKeys() throws Exception {
        assertThat(complete("PHANTOM_PAGERDUTY_ROUTING_KEY=k\nPHANTOM_WEBHOOK_SECRET=s\nPHANTOM_SMTP_PASSWORD=p", Map.of()))
                .isEqualTo(Map.of(
                        "PHANTOM_PAGERDUTY_ROUTING_KEY", "k",
                        "PHANTOM_WEBHOOK_SECRET", "s",
                        "PHANTOM_SMTP_PASSWORD", "p"));
        assertThat(notes).isEmpty();
    }

    @Test
    void theEnvironmentWins() throws Exception {
        assertThat(complete("DD_API_KEY=file\nDD_APP_KEY=file", Map.of("DD_API_KEY", "env", "DD_APP_KEY", "")))
                .isEqualTo(Map.of("DD_API_KEY", "env", "DD_APP_KEY", "file"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DD_SITE",
                "DD_APP_URL",
                "DD_AGENT_HOST",
                "PHANTOM_SLACK_WEBHOOK_URL",
                "PHANTOM_SMTP_HOST",
                "PHANTOM_MAIL_TO",
                "PHANTOM_TERRAFORM",
                "PHANTOM_DATADOG_URL",
                "PHANTOM_GITHUB_URL",
                "ANTHROPIC_BASE_URL",
                "AWS_ENDPOINT_URL",
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                "PHANTOM_MASK_KEY"
            })
    void neitherHostsNorTheMaskKeyComeFromAFile(String name) throws Exception {
        assertThat(complete(name + "=evil.example", Map.of())).isEmpty();
        assertThat(notes).containsExactly("note: " + name + " is not read from .env; set it in the environment");
    }

    @Test
    void noFileIsNoMatter() {
        assertThat(DotEnv.over(Map.of("A", "1"), folder.resolve("absent"), notes::add))
                .isEqualTo(Map.of("A", "1"));
    }
}
