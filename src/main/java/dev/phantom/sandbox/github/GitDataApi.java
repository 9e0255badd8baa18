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
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;

/// The Git database: refs, commits, trees, blobs, contents, branches.
///
/// @param deleted told of each branch that was deleted, because its open pull request closes with it
record GitDataApi(
        BareRepository git, Function<Asked, Shapes> shapes, InstantSource clock, Consumer<String> deleted) {

    private static final String REPO = "/repos/{owner}/{repo}";

    void register(Router router) {
        router.on("GET", REPO + "/branches/{branch…}", this::branch)
                .on("GET", REPO + "/git/ref/{ref…}", this::ref)
                .on("GET", REPO + "/git/matching-refs/{ref…}", this::matching)
                .on("POST", REPO + "/git/refs", this::createRef)
                .on("PATCH", REPO + "/git/refs/{ref…}", this::updateRef)
                .on("DELETE", REPO + "/git/refs/{ref…}", this::deleteRef)
                .on("GET", REPO + "/git/commits/{sha}", a -> Shapes.ok(shapes.apply(a).gitCommit(git.commit(a.in("sha")))))
                .on("POST", REPO + "/git/commits", this::createCommit)
                .on("GET", REPO + "/commits/{ref…}", a -> Shapes.ok(shapes.apply(a).commit(git.resolve(a.in("ref")))))
                .on("GET", REPO + "/git/trees/{sha…}", this::tree)
                .on("POST", REPO + "/git/trees", this::createTree)
                .on("GET", REPO + "/git/blobs/{sha}", this::blob)
                .on("POST", REPO + "/git/blobs", this::createBlob)
                .on("GET", REPO + "/contents/{path…}", this::contents);
    }

    private Reply branch(Asked asked) throws IOException {
        var ref = git.ref(BareRepository.HEADS + asked.in("branch")).orElseThrow(() -> Refusal.of(404, "Branch not found"));
        var body = Shapes.JSON.objectNode().put("name", asked.in("branch")).put("protected", false);
        body.set("commit", shapes.apply(asked).commit(git.commit(ref.name())));
        return Shapes.ok(body);
    }

    private Reply ref(Asked asked) throws IOException {
        var name = "refs/" + asked.in("ref");
        var ref = git.ref(name).orElseThrow(Refusal::notFound);
        return Shapes.ok(shapes.apply(asked).ref(name, ref.name()));
    }

    private Reply matching(Asked asked) throws IOException {
        var found = git.refs("refs/" + asked.in("ref")).stream()
                .map(r -> shapes.apply(asked).ref(r.name(), r.target().name()))
                .toList();
        return shapes.apply(asked).page(found, asked);
    }

    private Reply createRef(Asked asked) throws IOException {
        var name = asked.body().path("ref").asText();
        var sha = asked.body().path("sha").asText();
        if (!name.startsWith("refs/") || name.chars().filter(c -> c == '/').count() < 2) {
            throw Refusal.of(422, "Reference name must start with 'refs/' and have at least two slashes");
        }
        if (git.ref(name).isPresent()) {
            throw Refusal.of(422, "Reference already exists");
        }
        point(name, sha, false);
        return Shapes.created(shapes.apply(asked).ref(name, sha));
    }

    private Reply updateRef(Asked asked) throws IOException {
        var name = "refs/" + asked.in("ref");
        var sha = asked.body().path("sha").asText();
        if (git.ref(name).isEmpty()) {
            throw Refusal.of(422, "Reference does not exist");
        }
        point(name, sha, asked.body().path("force").asBoolean());
        return Shapes.ok(shapes.apply(asked).ref(name, sha));
    }

    private void point(String name, String sha, boolean force) throws IOException {
        if (!git.has(sha)) {
            throw Refusal.of(422, "Object does not exist");
        }
        var result = git.point(name, ObjectId.fromString(sha), force);
        if (result == RefUpdate.Result.REJECTED) {
            throw Refusal.of(422, "Update is not a fast forward");
        }
        if (result == RefUpdate.Result.LOCK_FAILURE || result == RefUpdate.Result.IO_FAILURE) {
            throw Refusal.of(422, "Reference cannot be updated");
        }
    }

    private Reply deleteRef(Asked asked) throws IOException {
        var name = "refs/" + asked.in("ref");
        if (git.ref(name).isEmpty()) {
            throw Refusal.of(422, "Reference does not exist");
        }
        git.delete(name);
        deleted.accept(name.substring(BareRepository.HEADS.length()));
        return Reply.of(204, "application/json", "");
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
        var body = Shapes.JSON.objectNode()
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
