package dev.phantom.cli.init;

import dev.phantom.assembly.KnownFormats;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.iac.Format;
import dev.phantom.stack.Stack;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.read.DocumentReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The root modules of Terraform below a folder: folders whose files say where the state is kept or which providers are
/// used, and that no other module there calls.
///
/// @param directories below the folder, with slashes; `.` for the folder itself
public record FoundModules(List<String> directories) {

    private static final long LARGEST = 1 << 20;
    private static final Format FORMAT = KnownFormats.ALL.named(Stack.Planned.FORMAT);
    private static final Set<String> NOT_ENTERED = Set.of("node_modules", "phantom-out", "phantom-demo", "cdk.out");

    /// What a block `terraform` of a root module holds.
    private static final Set<String> SETTINGS = Set.of("backend", "cloud", "required_providers");

    public FoundModules {
        directories = List.copyOf(directories);
    }

    /// Hidden folders (`.terraform` is one) and links are not entered; a file that cannot be read says nothing.
    ///
    /// @throws PhantomException FILE_UNREADABLE
    public static FoundModules below(Path root, String written) {
        var texts = new TreeMap<String, Map<String, String>>();
        try {
            Files.walkFileTree(root, new Walk(root, texts));
        } catch (IOException e) {
            throw new PhantomException(new Diagnostic(Code.FILE_UNREADABLE, "it cannot be read", "", written), e);
        }
        var all = new LinkedHashMap<String, String>();
        texts.values().forEach(all::putAll);
        var called = new TreeSet<String>();
        texts.keySet().forEach(folder -> calledBy(folder, all).forEach(called::add));
        return new FoundModules(texts.entrySet().stream()
                .filter(folder -> !called.contains(folder.getKey()) && isRoot(folder.getValue()))
                .map(folder -> folder.getKey().isEmpty() ? "." : folder.getKey())
                .toList());
    }

    private static List<String> calledBy(String folder, Map<String, String> texts) {
        try {
            return FORMAT.directories(folder, texts).stream()
                    .filter(other -> !other.equals(folder))
                    .toList();
        } catch (PhantomException e) {
            return List.of();
        }
    }

    private static boolean isRoot(Map<String, String> files) {
        return files.entrySet().stream().anyMatch(file -> isRoot(file.getKey(), file.getValue()));
    }

    private static boolean isRoot(String file, String text) {
        try {
            return FORMAT.document(file, text) instanceof MapValue blocks
                    && blocks.entries().entrySet().stream()
                            .anyMatch(e -> e.getKey().startsWith("provider.")
                                    || e.getKey().equals("terraform")
                                            && e.getValue() instanceof ListValue all
                                            && all.items().stream().anyMatch(FoundModules::holdsSettings));
        } catch (PhantomException e) {
            return false;
        }
    }

    private static boolean holdsSettings(Value block) {
        return block instanceof MapValue map
                && map.entries().keySet().stream().anyMatch(key -> SETTINGS.contains(key.replaceFirst("\\..*", "")));
    }

    private static final class Walk extends SimpleFileVisitor<Path> {
        private final Path root;
        private final Map<String, Map<String, String>> texts;

        Walk(Path root, Map<String, Map<String, String>> texts) {
            this.root = root;
            this.texts = texts;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            var name = String.valueOf(folder.getFileName());
            return !folder.equals(root) && (name.startsWith(".") || NOT_ENTERED.contains(name))
                    ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (attributes.isRegularFile()
                    && attributes.size() <= LARGEST
                    && String.valueOf(file.getFileName()).endsWith(".tf")) {
                var path = root.relativize(file).toString().replace(File.separatorChar, '/');
                try {
                    var folder = path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
                    texts.computeIfAbsent(folder, f -> new LinkedHashMap<>())
                            .put(path, DocumentReader.decode(path, Files.readAllBytes(file)));
                } catch (PhantomException e) {
                    return FileVisitResult.CONTINUE; // no text
                }
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException problem) throws IOException {
            if (file.equals(root)) {
                throw problem;
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
