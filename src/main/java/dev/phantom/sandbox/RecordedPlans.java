package dev.phantom.sandbox;

import dev.phantom.sandbox.loopback.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Terraform's plans of a scenario's root modules (`input/plans/*.json`), as a pipeline would leave them: outside the
/// repository, their times moved as those of the whole story.
final class RecordedPlans {

    private RecordedPlans() {}

    /// Writes them into a folder, which is made only where there are some.
    ///
    /// @return that folder
    static Path of(Scenario scenario, Path folder) {
        var recorded = scenario.input().resolve("plans");
        if (!Files.exists(recorded)) {
            return folder;
        }
        try (var files = Files.list(recorded)) {
            Files.createDirectories(folder);
            for (var file : files.toList()) {
                var name = file.getFileName().toString();
                var plan = scenario.json("plans/" + name).orElseThrow();
                Files.writeString(folder.resolve(name), plan.toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the plans to " + folder, e);
        }
        return folder;
    }
}
