package dev.phantom.sandbox.github;

import dev.phantom.sandbox.loopback.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Brings a scenario's `input/safe/**` into the repository as its first commit. Author and date are fixed by the
/// scenario, so that the same scenario at the same time has the same SHA.
record Import(BareRepository git, Scenario scenario) {

    private static final Duration AGE = Duration.ofDays(14);

    void firstCommit(String ref) throws IOException {
        var edits = new ArrayList<BareRepository.Edit>();
        var root = scenario.input().resolve("safe");
        for (var file : files(root)) {
            var name = root.relativize(file).toString().replace('\\', '/');
            edits.add(new BareRepository.Edit(
                    name, Files.isExecutable(file) ? "100755" : "100644", git.blob(Files.readAllBytes(file))));
        }
        var author = BareRepository.person(
                "Infra Team", "infra@acme.example", scenario.now().minus(AGE));
        var commit = git.commit(git.tree(null, edits), List.of(), "The safe state\n", author, author);
        git.point(ref, commit, false);
    }

    private static List<Path> files(Path root) throws IOException {
        try (var walk = Files.walk(root)) {
            return walk.filter(Files::isRegularFile).sorted().collect(Collectors.toList());
        }
    }
}
