package dev.phantom.cli.init;

import dev.phantom.assembly.KnownFormats;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.iac.Definition;
import dev.phantom.value.read.DocumentReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// What a folder holds that has to do with CloudFormation. Paths are below the folder, with slashes.
///
/// @param root        the folder
/// @param templates   by path
/// @param others      JSON and YAML files that are no templates, by path
/// @param broken      what looks like a template and cannot be read, as lines for a person
/// @param synthesized templates that the CDK wrote into its output folder, by path
public record FoundFiles(
        Path root, List<Definition> templates, List<String> others, List<String> broken, List<Definition> synthesized) {

    /// What CloudFormation takes at most (quota "Template body size in an S3 object").
    private static final long LARGEST = 1 << 20;

    private static final Set<String> ENDINGS = Set.of("yaml", "yml", "json", "template");
    private static final String SYNTHESIZED = "cdk.out";
    private static final Set<String> NOT_ENTERED = Set.of("node_modules", "phantom-out", "phantom-demo");

    public FoundFiles {
        templates = List.copyOf(templates);
        others = List.copyOf(others);
        broken = List.copyOf(broken);
        synthesized = List.copyOf(synthesized);
    }

    /// Walks the folder; hidden folders, packages of others and links are not entered.
    ///
    /// @throws PhantomException FILE_UNREADABLE
    public static FoundFiles below(Path root, String written) {
        var walk = new Walk(root);
        try {
            Files.walkFileTree(root, walk);
        } catch (IOException e) {
            throw new PhantomException(new Diagnostic(Code.FILE_UNREADABLE, "it cannot be read", "", written), e);
        }
        walk.templates.sort(Comparator.comparing(Definition::file));
        walk.others.sort(Comparator.naturalOrder());
        walk.broken.sort(Comparator.naturalOrder());
        walk.synthesized.sort(Comparator.comparing(Definition::file));
        return new FoundFiles(root, walk.templates, walk.others, walk.broken, walk.synthesized);
    }

    private static final class Walk extends SimpleFileVisitor<Path> {
        private final Path root;
        private final List<Definition> templates = new ArrayList<>();
        private final List<String> others = new ArrayList<>();
        private final List<String> broken = new ArrayList<>();
        private final List<Definition> synthesized = new ArrayList<>();

        Walk(Path root) {
            this.root = root;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            var name = String.valueOf(folder.getFileName());
            var asset = name.startsWith("asset.") && synthesized(folder);
            return !folder.equals(root) && (name.startsWith(".") || NOT_ENTERED.contains(name) || asset)
                    ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            var name = String.valueOf(file.getFileName());
            if (attributes.isRegularFile()
                    && attributes.size() <= LARGEST
                    && ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1))) {
                look(file, Files.readAllBytes(file));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException problem) throws IOException {
            if (file.equals(root)) {
                throw problem;
            }
            broken.add(below(file) + ": it cannot be read");
            return FileVisitResult.CONTINUE;
        }

        private void look(Path file, byte[] bytes) {
            var path = below(file);
            var raw = new String(bytes, StandardCharsets.ISO_8859_1);
            if (!raw.contains("Resources") || !raw.contains("::")) {
                others.add(path);
                return;
            }
            try {
                var template = KnownFormats.ALL.read(path, DocumentReader.decode(path, bytes));
                if (template.resources().values().stream()
                        .anyMatch(r -> r.type().contains("::"))) {
                    (synthesized(file) ? synthesized : templates).add(template);
                }
            } catch (PhantomException e) {
                if (e.diagnostic().code() == Code.TEMPLATE_SHAPE) {
                    others.add(path);
                } else if (raw.contains("AWS::")) {
                    broken.add(e.diagnostic().line());
                }
            }
        }

        private String below(Path path) {
            return root.relativize(path).toString().replace(File.separatorChar, '/');
        }

        private boolean synthesized(Path path) {
            return ("/" + below(path)).contains("/" + SYNTHESIZED + "/");
        }
    }
}
