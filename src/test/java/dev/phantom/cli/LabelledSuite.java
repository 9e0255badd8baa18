package dev.phantom.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A suite of the verdict benchmark, made of scenarios that the tests have and labels of their own.
final class LabelledSuite {

    private static final Path SCENARIOS = Path.of("src/test/scenarios");

    private final Path folder;

    LabelledSuite(Path folder) {
        this.folder = folder;
    }

    /// @param place  where in the suite: `tuned/a`
    /// @param values of the label beside its findings, as JSON members
    LabelledSuite add(String place, String scenario, String values, String... findings) throws IOException {
        var target = folder.resolve(place);
        copy(SCENARIOS.resolve(scenario), target);
        return label(
                place,
                "{\"schema\": \"phantom.label/v1\", \"why\": \"for people\", %s, \"findings\": [%s]}"
                        .formatted(values, String.join(", ", findings)));
    }

    LabelledSuite label(String place, String text) throws IOException {
        Files.writeString(folder.resolve(place).resolve("label.json"), text);
        return this;
    }

    /// @param path null for the whole resource
    static String finding(String logicalId, String path, String best, String dangerous) {
        return """
                {"logicalId": "%s", "path": "%s", "best": "%s", "accept": ["%s"], "dangerous": ["%s"],
                 "severity": {"min": "medium", "max": "critical"}, "refactor": null}""".formatted(logicalId, path, best, best, dangerous);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.filter(Files::isRegularFile)
                    .filter(f -> !f.startsWith(from.resolve("approved")))
                    .toList()) {
                var target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }
}
