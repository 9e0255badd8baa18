package dev.phantom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The launcher is the program: arguments, names, exit codes and signals pass through.
final class LauncherTest extends LauncherCheckout {

    @Test
    void readsNamesUnderALocaleThatIsNotInstalled() throws Exception {
        for (var locale : List.of("xx_YY.UTF-8", "xx")) {
            Ran ran = phantomWith(Map.of("LC_ALL", locale), "--x=ü");
            assertThat(ran.out()).as(locale).isEqualTo("<--x=ü>\n");
        }
    }

    @Test
    void passesExitCodesThrough() throws Exception {
        assertThat(phantom("exit", "2").exit()).isEqualTo(2);
        assertThat(phantom("exit", "42").exit()).isEqualTo(42);
    }

    @Test
    void boundsTheMemoryOfARunUnlessTheUserSaysOtherwise() throws Exception {
        assertThat(Long.parseLong(phantom("run").out().strip())).isBetween(200L, 320L);
        assertThat(Long.parseLong(phantomWith(Map.of("PHANTOM_JAVA_OPTS", "-Xmx800m"), "run")
                        .out()
                        .strip()))
                .isBetween(700L, 800L);
        assertThat(Long.parseLong(phantomWith(Map.of("PHANTOM_JAVA_OPTS", "-XX:MaxRAM=8g"), "memory")
                        .out()
                        .strip()))
                .isGreaterThan(1_000L);
    }

    @Test
    void endsWith130OnInterrupt() throws Exception {
        phantom();
        var classes = Path.of(Unignore.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        var command = List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classes.toString(),
                Unignore.class.getName(),
                root.resolve("phantom").toString(),
                "wait");
        Process process = start(Map.of(), command, Path.of(System.getProperty("java.home"), "bin/java"));
        assertThat(process.inputReader().readLine()).isEqualTo("waiting");
        kill("INT", process);
        assertThat(process.waitFor()).isEqualTo(130);
    }

    /// A background job, `nohup`, some runners of CI: whoever started it does not want it to be interrupted.
    @Test
    void obeysAnInheritedIgnoredInterruptAndStillEndsOnTerm() throws Exception {
        phantom();
        Process patient = deafToInterrupts();
        kill("INT", patient);
        try (var in = patient.outputWriter()) {
            in.write("\n");
        }
        assertThat(patient.inputReader().readLine()).isEqualTo("done");
        assertThat(patient.waitFor()).isZero();
        Process ended = deafToInterrupts();
        kill("INT", ended);
        kill("TERM", ended);
        assertThat(ended.waitFor()).isEqualTo(143);
    }

    private Process deafToInterrupts() throws IOException {
        Process process = start(
                Map.of(),
                List.of(
                        "-c",
                        "trap '' INT; exec \"$0\" \"$@\"",
                        root.resolve("phantom").toString(),
                        "wait"),
                folder.resolve("bin/sh"));
        assertThat(process.inputReader().readLine()).isEqualTo("waiting");
        return process;
    }

    private static void kill(String signal, Process process) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    @Test
    void worksThroughALinkFromAnyFolder() throws Exception {
        Path link =
                Files.createSymbolicLink(folder.resolve("bin/ph"), Path.of("..").resolve("a check out/phantom"));
        assertThat(run(Map.of(), List.of("x"), link).out()).isEqualTo("<x>\n");
    }
}
