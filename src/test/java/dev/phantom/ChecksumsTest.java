package dev.phantom;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What the tests run with, and so what is shipped, is what was recorded in `.mvn/checksums`: under Maven 3.8 too,
/// which does not look at that file. A library that was added or changed is recorded with `make checksums`.
class ChecksumsTest {

    private static final Map<String, String> KEPT = kept();

    private static Map<String, String> kept() {
        try (var lines = Files.lines(Path.of(".mvn/checksums/checksums.sha256"))) {
            return lines.map(line -> line.split(" +", 2)).collect(toMap(part -> part[1], part -> part[0]));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void everyLibraryIsTheOneThatWasRecorded() throws IOException, NoSuchAlgorithmException {
        var seen = 0;
        List<String> foreign = new ArrayList<>();
        for (var entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            var jar = Path.of(entry);
            var artifact = artifact(jar);
            if (!artifact.isEmpty()) {
                seen++;
                if (!sha256(jar).equals(KEPT.get(artifact))) {
                    foreign.add(artifact);
                }
            }
        }
        assertThat(foreign).isEmpty();
        assertThat(seen).isGreaterThan(100);
    }

    /// Its path in a repository, as the list names it; empty for what is not a library out of one.
    private static String artifact(Path jar) {
        var version = jar.getParent();
        if (!jar.toString().endsWith(".jar") || version == null || version.getNameCount() < 3) {
            return "";
        }
        var name = version.getParent().getFileName() + "-" + version.getFileName();
        if (!Files.exists(jar.resolveSibling(name + ".pom"))) {
            return "";
        }
        var path = jar.toString().replace(File.separatorChar, '/');
        return KEPT.keySet().stream()
                .filter(kept -> path.endsWith("/" + kept))
                .findFirst()
                .orElse(path);
    }

    private static String sha256(Path file) throws IOException, NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
