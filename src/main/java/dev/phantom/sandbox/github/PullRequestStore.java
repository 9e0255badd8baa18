package dev.phantom.sandbox.github;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Pull requests, issues and comments: what GitHub keeps beside git. One JSON file, written whole and atomically after
/// each
/// change, so that a restart knows what was.
final class PullRequestStore {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final ObjectNode root;

    private PullRequestStore(Path file, ObjectNode root) {
        this.file = file;
        this.root = root;
    }

    static PullRequestStore open(Path file) throws IOException {
        if (Files.exists(file)) {
            return new PullRequestStore(file, (ObjectNode) JSON.readTree(file.toFile()));
        }
        var root = JSON.createObjectNode();
        root.putArray("pulls");
        root.putArray("comments");
        return new PullRequestStore(file, root);
    }

    /// Pull requests, newest first.
    List<ObjectNode> all() {
        return numbered().stream().filter(p -> !isIssue(p)).toList();
    }

    /// What GitHub numbers together: issues and pull requests, newest first.
    List<ObjectNode> numbered() {
        var all = new ArrayList<ObjectNode>();
        pulls().forEach(p -> all.addFirst((ObjectNode) p));
        return all;
    }

    static boolean isIssue(ObjectNode one) {
        return one.path("issue").asBoolean();
    }

    Optional<ObjectNode> find(int number) {
        return all().stream().filter(p -> p.path("number").asInt() == number).findFirst();
    }

    Optional<ObjectNode> findNumbered(int number) {
        return numbered().stream()
                .filter(p -> p.path("number").asInt() == number)
                .findFirst();
    }

    ObjectNode add() {
        var added = pulls().addObject();
        added.put("number", pulls().size());
        return added;
    }

    ObjectNode addIssue() {
        return add().put("issue", true);
    }

    List<ObjectNode> comments(int number) {
        var found = new ArrayList<ObjectNode>();
        for (var c : (ArrayNode) root.path("comments")) {
            if (c.path("number").asInt() == number) {
                found.add((ObjectNode) c);
            }
        }
        return found;
    }

    ObjectNode addComment(int number) {
        var comments = (ArrayNode) root.path("comments");
        var added = comments.addObject();
        added.put("id", 1000 + comments.size()).put("number", number);
        return added;
    }

    /// Check runs, oldest first.
    ArrayNode checks() {
        return root.withArrayProperty("checks");
    }

    void save() throws IOException {
        var draft = file.resolveSibling(file.getFileName() + ".new");
        JSON.writerWithDefaultPrettyPrinter().writeValue(draft.toFile(), root);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private ArrayNode pulls() {
        return (ArrayNode) root.path("pulls");
    }
}
