package dev.phantom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A command that needs no vendor loads none of their classes: the JVM itself is asked.
class StartUpTest {
    private static final Pattern VENDOR = Pattern.compile(
            "\\] (software\\.amazon|com\\.anthropic|com\\.datadog|org\\.kohsuke|org\\.eclipse\\.jgit|io\\.opentelemetry"
                    + "|kotlin|okhttp3|org\\.glassfish|jakarta|ch\\.qos\\.logback|com\\.networknt)\\.\\S+");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--version",
                "--help",
                "types show AWS::S3::Bucket",
                "diff --safe tools/training/safe.yaml --live tools/training/live.json"
            })
    void loadsNoVendor(String command) throws Exception {
        Path loaded = folder.resolve("loaded");
        var line = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-Xlog:class+load=info:file=" + loaded,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        line.addAll(List.of(command.split(" ")));
        Process process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        assertThat(process.waitFor())
                .as(Files.readString(folder.resolve("output")))
                .isZero();
        assertThat(Files.readAllLines(loaded)).isNotEmpty().noneMatch(VENDOR.asPredicate());
    }
}
