package dev.phantom.sandbox.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.sandbox.github.Router.Asked;
import dev.phantom.sandbox.loopback.LoopbackServer.Reply;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.jgit.lib.PersonIdent;

/// Pull requests.
record PullsApi(
        BareRepository git, PullRequestStore store, Function<Asked, Shapes> shapes, InstantSource clock, String main) {

    private static final String REPO = "/repos/{owner}/{repo}";
    private static final int BODY_LIMIT = 65_536;

    void register(Router router) {
        router.on("GET", REPO + "/pulls", this::list)
                .on("POST", REPO + "/pulls", this::create)
                .on(
                        "GET",
                        REPO + "/pulls/{number}",
                        a -> Shapes.ok(shape(a, pull(a)).detail()))
                .on("PATCH", REPO + "/pulls/{number}", this::edit)
                .on("GET", REPO + "/pulls/{number}/files", this::files)
                .on("PUT", REPO + "/pulls/{number}/merge", this::mergeAsked);
    }

    PullShape shape(Asked asked, ObjectNode pull) {
        return new PullShape(shapes.apply(asked), git, pull);
    }

    ObjectNode pull(Asked asked) {
        return store.find(asked.number("number")).orElseThrow(Refusal::notFound);
    }

    private Reply list(Asked asked) throws IOException {
        var state = asked.query("state", "open");
        var head = asked.query("head", "");
        var base = asked.query("base", "");
        var owner = shapes.apply(asked).owner();
        var found = new ArrayList<>(store.all());
        found.removeIf(p -> !state.equals("all") && !p.path("state").asText().equals(state));
        found.removeIf(p ->
                !head.isEmpty() && !head.equals(owner + ":" + p.path("head").asText()));
        found.removeIf(p -> !base.isEmpty() && !base.equals(p.path("base").asText()));
        if (asked.query("direction", "desc").equals("asc")) {
            java.util.Collections.reverse(found);
        }
        var shaped = new ArrayList<ObjectNode>();
        for (var pull : found) {
            shaped.add(shape(asked, pull).summary());
        }
        return shapes.apply(asked).page(shaped, asked);
    }

    private Reply create(Asked asked) throws IOException {
        var body = asked.body();
        var owner = shapes.apply(asked).owner();
        var head = body.path("head").asText();
        var branch = head.startsWith(owner + ":") ? head.substring(owner.length() + 1) : head;
        var base = body.path("base").asText();
        var headRef = git.ref(BareRepository.HEADS + branch);
        var baseRef = git.ref(BareRepository.HEADS + base);
        if (branch.isEmpty() || headRef.isEmpty()) {
            throw Refusal.invalid("PullRequest", "head", "invalid");
        }
        if (base.isEmpty() || baseRef.isEmpty()) {
            throw Refusal.invalid("PullRequest", "base", "invalid");
        }
        if (body.path("title").asText().isBlank()) {
            throw Refusal.invalid("PullRequest", "title", "missing_field");
        }
        checkBody(body.path("body").asText(""));
        if (open(branch).filter(p -> p.path("base").asText().equals(base)).isPresent()) {
            throw Refusal.custom("PullRequest", "A pull request already exists for " + owner + ":" + branch + ".");
        }
        if (git.contains(baseRef.get(), headRef.get())) {
            throw Refusal.custom("PullRequest", "No commits between " + base + " and " + branch);
        }
        var added = added(branch, base, headRef.get().name(), body);
        return Shapes.created(shape(asked, added).detail());
    }

    private ObjectNode added(String branch, String base, String sha, JsonNode body) throws IOException {
        var now = clock.instant().toString();
        var added = store.add();
        added.put("state", "open")
                .put("title", body.path("title").asText())
                .put("body", body.path("body").asText(""))
                .put("head", branch)
                .put("headSha", sha)
                .put("base", base)
                .put("draft", body.path("draft").asBoolean())
                .put("user", Shapes.USER)
                .put("createdAt", now)
                .put("updatedAt", now);
        added.putArray("labels");
        added.putArray("reviewers");
        store.save();
        return added;
    }

    /// A person opens one.
    int open(String branch, String base, String title, String body) throws IOException {
        var text = Shapes.JSON.objectNode().put("title", title).put("body", body);
        return added(branch, base, git.resolve(branch).name(), text)
                .path("number")
                .asInt();
    }

    Optional<ObjectNode> open(String branch) {
        return store.all().stream()
                .filter(p -> p.path("state").asText().equals("open")
                        && p.path("head").asText().equals(branch))
                .findFirst();
    }

    static void checkBody(String body) {
        if (body.length() > BODY_LIMIT) {
            throw Refusal.custom("PullRequest", "body is too long (maximum is " + BODY_LIMIT + " characters)");
        }
    }

    Reply edit(Asked asked) throws IOException {
        var pull = pull(asked);
        var body = asked.body();
        checkBody(body.path("body").asText(""));
        for (var name : new String[] {"title", "body"}) {
            if (body.hasNonNull(name)) {
                pull.put(name, body.path(name).asText());
            }
        }
        if (body.hasNonNull("state")) {
            state(pull, body.path("state").asText());
        }
        touch(pull);
        return Shapes.ok(shape(asked, pull).detail());
    }

    private void state(ObjectNode pull, String state) throws IOException {
        if (pull.hasNonNull("mergedAt") && state.equals("open")) {
            throw Refusal.of(422, "Validation Failed");
        }
        if (state.equals("closed")) {
            close(pull);
        } else {
            pull.put("state", "open").remove("closedAt");
        }
    }

    void close(ObjectNode pull) throws IOException {
        if (pull.path("state").asText().equals("open")) {
            git.ref(BareRepository.HEADS + pull.path("head").asText()).ifPresent(r -> pull.put("headSha", r.name()));
            pull.put("state", "closed").put("closedAt", clock.instant().toString());
        }
        touch(pull);
    }

    /// A person merges, or the API does.
    String merge(ObjectNode pull, PersonIdent person) throws IOException {
        var base = BareRepository.HEADS + pull.path("base").asText();
        var baseCommit = git.commit(git.ref(base).orElseThrow(Refusal::notFound).name());
        var head = git.resolve(pull.path("head").asText());
        var tree = git.merged(baseCommit, head).orElseThrow(() -> Refusal.of(405, "Merge conflict"));
        var message = "Merge pull request #" + pull.path("number").asInt() + " from "
                + pull.path("head").asText() + "\n\n" + pull.path("title").asText();
        var merged = git.commit(tree, java.util.List.of(baseCommit, head), message, person, person);
        git.point(base, merged, false);
        pull.put("mergedAt", clock.instant().toString()).put("mergeCommit", merged.name());
        close(pull);
        return merged.name();
    }

    private Reply mergeAsked(Asked asked) throws IOException {
        var pull = pull(asked);
        if (!pull.path("state").asText().equals("open")) {
            throw Refusal.of(405, "Pull Request is not mergeable");
        }
        var person = BareRepository.person(Shapes.USER, Shapes.USER + "@users.noreply.github.com", clock.instant());
        var sha = merge(pull, person);
        return Shapes.ok(Shapes.JSON
                .objectNode()
                .put("sha", sha)
                .put("merged", true)
                .put("message", "Pull Request successfully merged"));
    }

    private Reply files(Asked asked) throws IOException {
        var pull = pull(asked);
        return shapes.apply(asked).page(new PullFiles(git).of(pull), asked);
    }

    void touch(ObjectNode pull) throws IOException {
        pull.put("updatedAt", clock.instant().toString());
        store.save();
    }
}
