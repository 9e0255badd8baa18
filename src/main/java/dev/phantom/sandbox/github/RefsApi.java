package dev.phantom.sandbox.github;

import dev.phantom.sandbox.github.Router.Asked;
import dev.phantom.sandbox.loopback.LoopbackServer.Reply;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.RefUpdate;

/// Refs and branches.
///
/// @param deleted told of each branch that was deleted, because its open pull request closes with it
record RefsApi(BareRepository git, Function<Asked, Shapes> shapes, Consumer<String> deleted) {

    private static final String REPO = "/repos/{owner}/{repo}";

    void register(Router router) {
        router.on("GET", REPO + "/branches/{branch…}", this::branch)
                .on("GET", REPO + "/git/ref/{ref…}", this::ref)
                .on("GET", REPO + "/git/matching-refs/{ref…}", this::matching)
                .on("POST", REPO + "/git/refs", this::createRef)
                .on("PATCH", REPO + "/git/refs/{ref…}", this::updateRef)
                .on("DELETE", REPO + "/git/refs/{ref…}", this::deleteRef);
    }

    private Reply branch(Asked asked) throws IOException {
        var ref = git.ref(BareRepository.HEADS + asked.in("branch"))
                .orElseThrow(() -> Refusal.of(404, "Branch not found"));
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
}
