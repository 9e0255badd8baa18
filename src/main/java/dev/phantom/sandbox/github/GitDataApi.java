package dev.phantom.sandbox.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.phantom.sandbox.github.Router.Asked;
import dev.phantom.sandbox.loopback.LoopbackServer.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;

/// The Git database: commits, trees, blobs, and the files of a commit.
record GitDataApi(BareRepository git, Function<Asked, Shapes> shapes, InstantSource clock) {

    private static final String REPO = "/repos/{owner}/{repo}";

    void register(Router router) {
        router.on(
                        "GET",
                        REPO + "/git/commits/{sha}",
                        a -> Shapes.ok(shapes.apply(a).gitCommit(git.commit(a.in("sha")))))
                .on("POST", REPO + "/git/commits", this::createCommit)
                .on("GET", REPO + "/commits", this::log)
                .on(
                        "GET",
                        REPO + "/commits/{ref…}",
                        a -> Shapes.ok(shapes.apply(a).commit(git.resolve(a.in("ref")))))
                .on("GET", REPO + "/git/trees/{sha…}", this::tree)
                .on("POST", REPO + "/git/trees", this::createTree)
                .on("GET", REPO + "/git/blobs/{sha}", this::blob)
                .on("POST", REPO + "/git/blobs", this::createBlob)
                .on("GET", REPO + "/contents/{path…}", this::contents);
    }

    /// By `sha` and `path`; GitHub's other filters are not known here.
    private Reply log(Asked asked) throws IOException {
        var shape = shapes.apply(asked);
        var from = git.resolve(asked.query("sha", shape.main()));
        return shape.page(
                git.log(from, asked.query("path", "")).stream()
                        .map(shape::commit)
                        .toList(),
                asked);
    }

    private Reply createCommit(Asked asked) throws IOException {
        var body = asked.body();
        var parents = new ArrayList<ObjectId>();
        for (var parent : body.path("parents")) {
            parents.add(git.commit(parent.asText()));
        }
        var tree = body.path("tree").asText();
        if (!git.has(tree)) {
            throw Refusal.of(422, "Tree SHA does not exist");
        }
        var bot = BareRepository.person(Shapes.USER, Shapes.USER + "@users.noreply.github.com", clock.instant());
        var author = person(body.path("author"), bot);
        var id = git.commit(
                ObjectId.fromString(tree),
                parents,
                body.path("message").asText(),
                author,
                person(body.path("committer"), author));
        return Shapes.created(shapes.apply(asked).gitCommit(git.commit(id.name())));
    }

    private static PersonIdent person(JsonNode given, PersonIdent otherwise) {
        return given.isObject()
                ? BareRepository.person(
                        given.path("name").asText(),
                        given.path("email").asText(),
                        given.has("date") ? Instant.parse(given.path("date").asText()) : otherwise.getWhenAsInstant())
                : otherwise;
    }

    private Reply tree(Asked asked) throws IOException {
        var tree = git.tree(asked.in("sha"));
        var body = Shapes.JSON
                .objectNode()
                .put("sha", tree.name())
                .put("url", shapes.apply(asked).api() + "/git/trees/" + tree.name())
                .put("truncated", false);
        var list = body.putArray("tree");
        var recursive = asked.request().query().containsKey("recursive");
        git.entries(tree, recursive).forEach(e -> list.add(shapes.apply(asked).entry(e)));
        return Shapes.ok(body);
    }

    private Reply createTree(Asked asked) throws IOException {
        var body = asked.body();
        var baseSha = body.path("base_tree").asText("");
        if (!baseSha.isEmpty() && !git.has(baseSha)) {
            throw Refusal.of(422, "base_tree is not a tree");
        }
        var base = baseSha.isEmpty() ? null : git.tree(baseSha);
        var edits = new ArrayList<BareRepository.Edit>();
        for (var entry : body.path("tree")) {
            edits.add(edit(entry));
        }
        if (edits.isEmpty()) {
            throw Refusal.of(422, "Invalid tree info");
        }
        var id = git.tree(base, edits);
        var reply = Shapes.JSON.objectNode().put("sha", id.name()).put("truncated", false);
        reply.put("url", shapes.apply(asked).api() + "/git/trees/" + id.name());
        var list = reply.putArray("tree");
        git.entries(id, false).forEach(e -> list.add(shapes.apply(asked).entry(e)));
        return Shapes.created(reply);
    }

    private BareRepository.Edit edit(JsonNode entry) throws IOException {
        var path = entry.path("path").asText();
        var mode = entry.path("mode").asText();
        if (path.isEmpty() || path.startsWith("/") || List.of(path.split("/")).contains("..")) {
            throw Refusal.of(422, "tree.path contains a malformed path component");
        }
        if (entry.has("sha") && entry.path("sha").isNull()) {
            return new BareRepository.Edit(path, mode, null);
        }
        if (!List.of("100644", "100755", "120000").contains(mode)) {
            throw Refusal.of(422, "Must supply a valid tree.mode");
        }
        if (entry.hasNonNull("content")) {
            var blob = git.blob(entry.path("content").asText().getBytes(StandardCharsets.UTF_8));
            return new BareRepository.Edit(path, mode, blob);
        }
        var sha = entry.path("sha").asText();
        if (!git.has(sha)) {
            throw Refusal.of(422, "tree.sha " + sha + " is not a valid blob");
        }
        return new BareRepository.Edit(path, mode, ObjectId.fromString(sha));
    }

    private Reply blob(Asked asked) throws IOException {
        var content = git.read(asked.in("sha"));
        if (wantsRaw(asked)) {
            return raw(content);
        }
        return Shapes.ok(Shapes.JSON
                .objectNode()
                .put("sha", asked.in("sha"))
                .put("size", content.length)
                .put("encoding", "base64")
                .put("content", base64(content))
                .put("url", shapes.apply(asked).api() + "/git/blobs/" + asked.in("sha")));
    }

    /// `application/vnd.github.raw`, in whatever version.
    private static boolean wantsRaw(Asked asked) {
        var accept = asked.request().headers().getOrDefault("accept", "");
        return accept.startsWith("application/vnd.github.") && accept.contains("raw");
    }

    private static Reply raw(byte[] content) {
        return new Reply(200, java.util.Map.of("Content-Type", "application/vnd.github.raw; charset=utf-8"), content);
    }

    private Reply createBlob(Asked asked) throws IOException {
        var text = asked.body().path("content").asText();
        var bytes = asked.body().path("encoding").asText().equals("base64")
                ? Base64.getMimeDecoder().decode(text)
                : text.getBytes(StandardCharsets.UTF_8);
        var id = git.blob(bytes);
        return Shapes.created(Shapes.JSON
                .objectNode()
                .put("sha", id.name())
                .put("url", shapes.apply(asked).api() + "/git/blobs/" + id.name()));
    }

    private Reply contents(Asked asked) throws IOException {
        var shape = shapes.apply(asked);
        var commit = git.resolve(asked.query("ref", shape.main()));
        var path = asked.in("path");
        var entry = git.entry(commit.getTree(), path).orElseThrow(Refusal::notFound);
        if (entry.type().equals("tree")) {
            var list = Shapes.JSON.arrayNode();
            git.entries(ObjectId.fromString(entry.sha()), false)
                    .forEach(e -> list.add(content(shape, path + "/" + e.path(), e)));
            return Shapes.ok(list);
        }
        var bytes = git.read(entry.sha());
        if (wantsRaw(asked)) {
            return raw(bytes);
        }
        var large = bytes.length > 1_048_576;
        return Shapes.ok(content(shape, path, entry)
                .put("encoding", large ? "none" : "base64")
                .put("content", large ? "" : base64(bytes)));
    }

    private static com.fasterxml.jackson.databind.node.ObjectNode content(
            Shapes shape, String path, BareRepository.Entry entry) {
        return Shapes.JSON
                .objectNode()
                .put("type", entry.type().equals("tree") ? "dir" : "file")
                .put("name", path.substring(path.lastIndexOf('/') + 1))
                .put("path", path)
                .put("sha", entry.sha())
                .put("size", entry.size())
                .put("url", shape.api() + "/contents/" + path)
                .put("git_url", shape.api() + "/git/" + entry.type() + "s/" + entry.sha());
    }

    private static String base64(byte[] content) {
        return Base64.getMimeEncoder(60, new byte[] {'\n'}).encodeToString(content);
    }
}
