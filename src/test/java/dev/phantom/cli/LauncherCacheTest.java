package dev.phantom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The cache that makes the start fast is trained behind the back of the command, and never in its way.
final class LauncherCacheTest extends LauncherCheckout {

    /// Until the cache is trained: its last step writes down for which JDK.
    private void training() throws Exception {
        while (!trained()) {
            Thread.sleep(10);
        }
        noTrainingGoesOn();
    }

    private boolean trained() throws IOException {
        try (var files = Files.list(root.resolve("target"))) {
            return files.anyMatch(f -> f.toString().endsWith(".aot.jdk"));
        }
    }

    @Test
    void startsOnTheCacheThatTheBuildTrained() throws Exception {
        phantom();
        training();
        Ran ran = phantomWith(Map.of("PHANTOM_JAVA_OPTS", "-Xlog:class+load:file=" + folder.resolve("loaded")), "x");
        assertThat(ran.out()).isEqualTo("<x>\n");
        assertThat(Files.readString(folder.resolve("loaded")))
                .containsPattern("dev\\.phantom\\.cli\\.Main source: shared objects file");
    }

    @Test
    void staysSilentOnAStaleCache() throws Exception {
        phantom();
        training();
        try (var files = Files.list(root.resolve("target"))) {
            Path jar = files.filter(f -> f.getFileName().toString().matches("phantom-.*\\.jar"))
                    .findFirst()
                    .orElseThrow();
            Files.setLastModifiedTime(jar, FileTime.from(Instant.EPOCH));
        }
        assertThat(phantom("x")).isEqualTo(new Ran(0, "<x>\n", ""));
    }

    /// A training that never ends, as good as the slowest one, keeps nobody from working.
    @Test
    void commandsRunWhileTheCacheIsTrained() throws Exception {
        script("nice", "#!/bin/sh\nwhile [ ! -e \"$HOME/enough\" ]; do sleep 0.1; done\n");
        assertThat(phantom("first").out()).isEqualTo("<first>\n");
        assertThat(phantom("second")).isEqualTo(new Ran(0, "<second>\n", ""));
        assertThat(lock("phantom.lock.training")).isSymbolicLink();
        Files.createFile(folder.resolve("enough"));
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void aTrainingThatWasKilledIsDoneAgain() throws Exception {
        phantom();
        training();
        try (var files = Files.list(root.resolve("target"))) {
            for (var file : files.filter(f -> f.toString().contains(".aot")).toList()) {
                Files.delete(file);
            }
        }
        Files.createSymbolicLink(lock("phantom.lock.training"), Path.of("pid-" + deadPid()));
        phantom();
        training();
        try (var files = Files.list(root.resolve("target"))) {
            assertThat(files).anyMatch(f -> f.toString().endsWith(".aot"));
        }
    }
}
