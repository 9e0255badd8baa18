package dev.phantom.sandbox.loopback;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Objects;

/// The scenarios that come with the program, laid out as folders on disk.
public final class EmbeddedScenario {

    private static final String HOME = "/dev/phantom/sandbox/scenarios/";

    private EmbeddedScenario() {}

    /// Writes a scenario's files below a folder, over what is there.
    ///
    /// @return the scenario's folder
    public static Path unpack(String name, Path below) {
        var target = below.resolve(name);
        try {
            var source = Objects.requireNonNull(EmbeddedScenario.class.getResource(HOME + name), "no scenario " + name)
                    .toURI();
            if (source.getScheme().equals("jar")) {
                try (var jar =
                        FileSystems.newFileSystem(URI.create(source.toString().split("!")[0]), Map.of())) {
                    copy(jar.getPath(HOME + name), target);
                }
            } else {
                copy(Path.of(source), target);
            }
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + target, e);
        }
        return target;
    }

    private static void copy(Path source, Path target) throws IOException {
        try (var files = Files.walk(source)) {
            for (var file : files.toList()) {
                var to = target.resolve(source.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }
}
