package dev.phantom.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DotEnvTest {

    @TempDir
    Path folder;

    private Map<String, String> complete(String text, Map<String, String> environment) throws Exception {
        var file = folder.resolve(".env");
        Files.writeString(file, text);
        return DotEnv.over(environment, folder);
    }

    @Test
    void readsTheUsualShapes() throws Exception {
        assertThat(complete("""
                        # keys
                        DD_API_KEY=abc
                        export DD_APP_KEY="d e#f"
                        DD_SITE = 'datadoghq.eu'   # europe
                        ANTHROPIC_API_KEY=x=y # why not
                        nonsense
                        """, Map.of()))
                .isEqualTo(Map.of(
                        "DD_API_KEY",
                        "abc",
                        "DD_APP_KEY",
                        "d e#f",
                        "DD_SITE",
                        "datadoghq.eu",
                        "ANTHROPIC_API_KEY",
                        "x=y"));
    }

    @Test
    void theEnvironmentWins() throws Exception {
        assertThat(complete("DD_API_KEY=file\nDD_SITE=file", Map.of("DD_API_KEY", "env", "DD_SITE", "")))
                .isEqualTo(Map.of("DD_API_KEY", "env", "DD_SITE", "file"));
    }

    @Test
    void addressesNeverComeFromAFile() throws Exception {
        assertThat(complete("PHANTOM_DATADOG_URL=http://evil.example\nDD_APP_URL=http://evil.example", Map.of()))
                .isEmpty();
    }

    @Test
    void noFileIsNoMatter() {
        assertThat(DotEnv.over(Map.of("A", "1"), folder.resolve("absent"))).isEqualTo(Map.of("A", "1"));
    }
}
