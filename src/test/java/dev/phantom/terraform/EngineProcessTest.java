package dev.phantom.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever happens to a run, it leaves no process behind and says no more than it may.
class EngineProcessTest {

    /// Starts a child, tells both ids into a pipe, and waits for what never comes.
    private static final String TREE = "cat block & echo $$ $! > ids; cat block";

    @TempDir
    Path folder;

    @Test
    void whoeverIsInterruptedEndsTheWholeTree() throws Exception {
        pipes();
        var running =
                new FutureTask<>(() -> process(TREE, Duration.ofDays(1), 1000).run());
        var thread = Thread.ofVirtual().start(running);
        var tree = tree();

        thread.interrupt();

        assertThatThrownBy(running::get).isInstanceOf(ExecutionException.class).hasMessageContaining("was interrupted");
        ended(tree);
    }

    @Test
    void whatTakesTooLongIsEnded() throws Exception {
        pipes();
        assertThatThrownBy(() -> process("cat block", Duration.ZERO, 1000).run())
                .hasMessageContaining("PH-TF-008")
                .hasMessageContaining("did not finish within 0 ms");
    }

    @Test
    void whatPrintsTooMuchIsReadToItsEndAndRefused() {
        assertThatThrownBy(() ->
                        process("printf %2000000s x", Duration.ofDays(1), 1000).run())
                .hasMessageContaining("PH-TF-009")
                .hasMessageContaining("more than 1000 bytes");
    }

    @Test
    void whatAsksFindsNobody() {
        var ended =
                process("read answer || echo nobody", Duration.ofDays(1), 1000).run();
        assertThat(ended).isEqualTo(new EngineProcess.Ended(0, "nobody\n", ""));
    }

    private EngineProcess process(String script, Duration longest, int most) {
        return new EngineProcess(
                List.of("/bin/sh", "-c", script),
                folder,
                Map.of("PATH", "/usr/bin:/bin"),
                longest,
                Duration.ofDays(1),
                most);
    }

    private void pipes() throws IOException, InterruptedException {
        for (var name : List.of("ids", "block")) {
            assertThat(new ProcessBuilder("mkfifo", folder.resolve(name).toString())
                            .start()
                            .waitFor())
                    .isZero();
        }
    }

    private List<ProcessHandle> tree() throws IOException {
        return Arrays.stream(Files.readString(folder.resolve("ids")).strip().split(" "))
                .map(Long::valueOf)
                .flatMap(id -> ProcessHandle.of(id).stream())
                .toList();
    }

    private static void ended(List<ProcessHandle> tree) {
        assertThat(tree).hasSize(2);
        Stream.of(tree.toArray(ProcessHandle[]::new))
                .forEach(one -> one.onExit().join());
    }
}
