package dev.phantom.cli.eval;

import dev.phantom.assembly.NamedFiles;
import dev.phantom.cli.terminal.Terminal;
import dev.phantom.eval.VerdictLabel;
import dev.phantom.eval.LabelReader;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.stack.FieldReader;
import dev.phantom.stack.ValueJson;
import dev.phantom.value.read.DocumentReader;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/// The scenarios of a suite, found below a folder.
public final class SuiteFolder {

    private static final String SCENARIO = "scenario.json";
    private static final String LABEL = "label.json";

    private SuiteFolder() {}

    /// One scenario with its label.
    ///
    /// @param part   the first folder below the suite's, which the scenario lies in; the suite's own name where it lies
    ///               directly there
    /// @param folder it is only read
    public record Labelled(String part, String name, Path folder, VerdictLabel label) {}

    /// In the order of their names.
    ///
    /// @param written the suite's folder as the user wrote it
    /// @throws PhantomException SUITE_UNREADABLE, LABEL_UNREADABLE
    public static List<Labelled> read(Terminal terminal, String written) {
        var suite = terminal.path(written).toAbsolutePath().normalize();
        if (!Files.isDirectory(suite)) {
            throw unreadable(
                    Files.exists(suite) ? "it is not a folder" : "the folder does not exist",
                    "name the folder of a suite with --suite",
                    written);
        }
        var all = new ArrayList<Labelled>();
        for (var folder : scenarios(suite, written)) {
            all.add(labelled(suite, folder, written));
        }
        if (all.isEmpty()) {
            throw unreadable("no folder in it contains scenario.json and label.json", "", written);
        }
        all.forEach(one -> twin(one, written));
        return all;
    }

    private static Labelled labelled(Path suite, Path folder, String written) {
        var below = suite.relativize(folder);
        var shown = Path.of(written).resolve(below).normalize();
        for (var name : List.of(SCENARIO, LABEL)) {
            if (!Files.exists(folder.resolve(name))) {
                throw unreadable("the folder contains no " + name, "", shown.toString());
            }
        }
        whole(shown.resolve(SCENARIO).toString(), text(folder, SCENARIO, shown));
        var label = LabelReader.read(shown.resolve(LABEL).toString(), text(folder, LABEL, shown));
        var part = below.getNameCount() > 1 ? below.getName(0) : named(below) ? suite.getFileName() : parent(suite);
        return new Labelled(String.valueOf(part), String.valueOf(folder.getFileName()), folder, label);
    }

    private static String text(Path folder, String name, Path shown) {
        var file = shown.resolve(name).toString();
        return DocumentReader.decode(file, NamedFiles.bytes(folder.resolve(name), file));
    }

    /// Holds the head of a scenario to what playing it needs.
    private static void whole(String file, String json) {
        try {
            var head = FieldReader.of(file, "the scenario", Code.SUITE_UNREADABLE, ValueJson.parse(json));
            if (!head.required("schema").equals("phantom.scenario/v1")) {
                throw head.wrong("'schema' is '" + head.text("schema") + "', not 'phantom.scenario/v1'");
            }
            head.moment("now");
            List.of("account", "region", "repository").forEach(head::required);
        } catch (IOException e) {
            throw new PhantomException(
                    new Diagnostic(Code.SUITE_UNREADABLE, "it is not a JSON document", "", file), e);
        }
    }

    private static boolean named(Path below) {
        return !below.toString().isEmpty();
    }

    private static Path parent(Path suite) {
        var parent = suite.getParent();
        var name = parent == null ? null : parent.getFileName();
        return name == null ? suite : name;
    }

    private static void twin(Labelled control, String written) {
        var twin = control.label().twin();
        if (!twin.isEmpty() && !Files.exists(control.folder().resolveSibling(twin).resolve(LABEL))) {
            throw new PhantomException(new Diagnostic(
                    Code.LABEL_UNREADABLE,
                    "'twin' is '" + twin + "', and there is no such scenario beside it",
                    "name the folder of the adversarial scenario",
                    Path.of(written)
                            .resolve(control.part())
                            .resolve(control.name())
                            .resolve(LABEL)
                            .toString()));
        }
    }

    /// Folders with a scenario or a label; what lies below one belongs to it.
    private static List<Path> scenarios(Path suite, String written) {
        var found = new ArrayList<Path>();
        try {
            Files.walkFileTree(suite, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    if (!Files.exists(folder.resolve(SCENARIO)) && !Files.exists(folder.resolve(LABEL))) {
                        return FileVisitResult.CONTINUE;
                    }
                    found.add(folder);
                    return FileVisitResult.SKIP_SUBTREE;
                }
            });
        } catch (IOException e) {
            throw new PhantomException(
                    new Diagnostic(Code.SUITE_UNREADABLE, "a folder in it cannot be read", "", written), e);
        }
        return found.stream().sorted().toList();
    }

    private static PhantomException unreadable(String why, String remedy, String written) {
        return new PhantomException(new Diagnostic(Code.SUITE_UNREADABLE, why, remedy, written));
    }
}
