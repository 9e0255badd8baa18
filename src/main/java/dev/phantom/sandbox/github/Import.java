package dev.phantom.sandbox.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.phantom.sandbox.loopback.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.jspecify.annotations.Nullable;

/// Brings a scenario's repository in: the commits of `input/history.json`, and `input/safe/**` as the one that the
/// branch ends with. Authors and dates are fixed by the scenario, so that the same scenario at the same time has the
/// same SHA.
record Import(BareRepository git, Scenario scenario) {

    private static final Duration AGE = Duration.ofDays(14);

    /// What an entry of the history has for the commit that the branch ends with.
    private static final String HEAD = "head";

    /// A commit to be made.
    private record Entry(Instant at, PersonIdent author, String message) {

        static Entry of(JsonNode entry) {
            var at = Instant.parse(entry.required("at").textValue());
            var author = entry.required("author");
            return new Entry(
                    at,
                    BareRepository.person(
                            author.required("name").textValue(),
                            author.required("email").textValue(),
                            at),
                    entry.required("message").textValue().strip() + "\n");
        }

        static Entry head(Instant at) {
            return new Entry(at, BareRepository.person("Infra Team", "infra@acme.example", at), "The safe state\n");
        }
    }

    void commits(String ref) throws IOException {
        var last = scenario.now().minus(AGE);
        var head = Entry.head(last);
        ObjectId parent = null;
        for (var given : history()) {
            var entry = Entry.of(given);
            if (given.path("files").asText().equals(HEAD)) {
                head = entry;
            } else {
                parent = commit(entry, git.tree(tree(parent), edits(given.required("files"))), parent);
                head = entry.at().isAfter(last) ? Entry.head(entry.at()) : head;
            }
        }
        var tree = git.tree(null, safe());
        var commit = parent != null && tree.equals(tree(parent)) ? parent : commit(head, tree, parent);
        git.point(ref, commit, false);
    }

    private List<JsonNode> history() {
        var commits = new ArrayList<JsonNode>();
        scenario.json("history.json").ifPresent(file -> file.required("commits").forEach(commits::add));
        return commits;
    }

    private @Nullable ObjectId tree(@Nullable ObjectId commit) throws IOException {
        return commit == null ? null : git.commit(commit.name()).getTree();
    }

    private ObjectId commit(Entry entry, ObjectId tree, @Nullable ObjectId parent) throws IOException {
        var parents = parent == null ? List.<ObjectId>of() : List.of(parent);
        return git.commit(tree, parents, entry.message(), entry.author(), entry.author());
    }

    /// @param files path in the repository → path below `input/`, null where the file is deleted
    private List<BareRepository.Edit> edits(JsonNode files) throws IOException {
        var edits = new ArrayList<BareRepository.Edit>();
        for (var file : files.properties()) {
            var text = file.getValue();
            edits.add(
                    text.isNull()
                            ? new BareRepository.Edit(file.getKey(), "", null)
                            : edit(file.getKey(), scenario.input().resolve(text.textValue())));
        }
        return edits;
    }

    private List<BareRepository.Edit> safe() throws IOException {
        var edits = new ArrayList<BareRepository.Edit>();
        var root = scenario.input().resolve("safe");
        for (var file : files(root)) {
            edits.add(edit(root.relativize(file).toString().replace('\\', '/'), file));
        }
        return edits;
    }

    private BareRepository.Edit edit(String name, Path file) throws IOException {
        return new BareRepository.Edit(
                name, Files.isExecutable(file) ? "100755" : "100644", git.blob(Files.readAllBytes(file)));
    }

    private static List<Path> files(Path root) throws IOException {
        try (var walk = Files.walk(root)) {
            return walk.filter(Files::isRegularFile).sorted().collect(Collectors.toList());
        }
    }
}
