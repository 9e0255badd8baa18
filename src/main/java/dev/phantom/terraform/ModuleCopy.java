package dev.phantom.terraform;

import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Copies the folder of the safe state, in which a module may call its neighbours, so that a patch can be planned
/// beside the team's own files. No link that leads out is followed and none is made but one: to the providers that
/// `terraform init` installed, which are large and only read.
final class ModuleCopy {

    private static final Set<String> PASSED_OVER = Set.of(".git", "node_modules", ".terragrunt-cache");
    private static final String DATA = ".terraform";
    private static final String PROVIDERS = "providers";
    private static final int MOST_FILES = 20_000;
    private static final long MOST_BYTES = 256L << 20;

    private final Path from;
    private final Path to;
    private final Path module;
    private int files;
    private long bytes;

    private ModuleCopy(Path from, Path to, Path module) {
        this.from = from;
        this.to = to;
        this.module = module;
    }

    /// @param base   the folder of the safe state
    /// @param module the root module's folder, below it
    /// @param to     an empty folder of Phantom's own
    /// @param texts  path below `base` → content
    /// @return the root module's folder in the copy
    static Path make(Path base, Path module, Path to, Map<String, String> texts) {
        try {
            var copy = new ModuleCopy(base, to, module);
            Files.walkFileTree(base, copy.visitor());
            copy.linkProviders();
            for (var text : texts.entrySet()) {
                copy.write(text.getKey(), text.getValue());
            }
            return to.resolve(base.relativize(module));
        } catch (IOException e) {
            throw cannot("it cannot be copied: " + e.getMessage(), module, e);
        }
    }

    private SimpleFileVisitor<Path> visitor() {
        return new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (isPassedOver(folder)) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(target(folder));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile()) {
                    copy(file, attributes.size());
                } else if (attributes.isSymbolicLink() && leadsInside(file)) {
                    var real = file.toRealPath();
                    if (Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS)) {
                        copy(real, Files.size(real), target(file));
                    }
                }
                return FileVisitResult.CONTINUE;
            }
        };
    }

    private boolean isPassedOver(Path folder) {
        var name = String.valueOf(folder.getFileName());
        return PASSED_OVER.contains(name)
                || name.equals(DATA) && !folder.equals(module.resolve(DATA))
                || folder.equals(providers());
    }

    private boolean leadsInside(Path link) {
        try {
            return link.toRealPath().startsWith(from.toRealPath());
        } catch (IOException nowhere) {
            return false;
        }
    }

    private void copy(Path file, long size) throws IOException {
        copy(file, size, target(file));
    }

    private void copy(Path file, long size, Path target) throws IOException {
        files++;
        bytes += size;
        if (files > MOST_FILES || bytes > MOST_BYTES) {
            throw cannot(
                    "its folder contains more than " + MOST_FILES + " files or " + (MOST_BYTES >> 20) + " MB",
                    module,
                    null);
        }
        Files.copy(file, target, LinkOption.NOFOLLOW_LINKS);
    }

    private Path providers() {
        return module.resolve(DATA).resolve(PROVIDERS);
    }

    private void linkProviders() throws IOException {
        if (Files.isDirectory(providers())) {
            var data = target(module.resolve(DATA));
            Files.createDirectories(data);
            Files.createSymbolicLink(data.resolve(PROVIDERS), providers().toRealPath());
        }
    }

    private void write(String path, String text) throws IOException {
        var file = to.resolve(path).normalize();
        if (!file.startsWith(to)) {
            throw cannot(path + " is outside the folder of the safe state", module, null);
        }
        var folder = Files.createDirectories(Objects.requireNonNull(file.getParent(), "below the copy"));
        if (!folder.toRealPath().startsWith(to.toRealPath())) {
            throw cannot(path + " is among the installed providers, which are the team's own", module, null);
        }
        Files.writeString(file, text);
    }

    private Path target(Path file) {
        return to.resolve(from.relativize(file));
    }

    private static PhantomException cannot(String why, Path module, @Nullable Exception cause) {
        return new PhantomException(
                new Diagnostic(
                        TerraformCode.NO_FOLDER, "no copy of the module can be planned: " + why, "", module.toString()),
                cause);
    }
}
