package dev.phantom.sandbox.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.sandbox.github.Router.Asked;
import dev.phantom.sandbox.loopback.LoopbackServer.Reply;
import java.io.IOException;
import java.util.LinkedHashSet;

/// What pull requests share with issues: labels and comments; and who is asked for a review.
record IssuesApi(PullsApi pulls) {

    private static final String REPO = "/repos/{owner}/{repo}";

    void register(Router router) {
        router.on(
                        "GET",
                        REPO + "/issues/{number}/labels",
                        a -> Shapes.ok(pulls.shape(a, pulls.pull(a)).labels()))
                .on("POST", REPO + "/issues/{number}/labels", this::addLabels)
                .on("GET", REPO + "/issues/{number}/comments", this::comments)
                .on("POST", REPO + "/issues/{number}/comments", this::addComment)
                .on("POST", REPO + "/pulls/{number}/requested_reviewers", this::requestReviewers);
    }

    private Reply addLabels(Asked asked) throws IOException {
        var pull = pulls.pull(asked);
        var body = asked.body();
        var names = new LinkedHashSet<String>();
        pull.path("labels").forEach(l -> names.add(l.asText()));
        (body.isArray() ? body : body.path("labels")).forEach(l -> names.add(l.asText()));
        var labels = pull.putArray("labels");
        names.forEach(labels::add);
        pulls.touch(pull);
        return Shapes.ok(pulls.shape(asked, pull).labels());
    }

    private Reply comments(Asked asked) {
        var number = pulls.pull(asked).path("number").asInt();
        var found = pulls.store().comments(number).stream()
                .map(c -> comment(asked, c))
                .toList();
        return pulls.shapes().apply(asked).page(found, asked);
    }

    private Reply addComment(Asked asked) throws IOException {
        var body = asked.body().path("body").asText();
        if (body.isBlank()) {
            throw Refusal.invalid("IssueComment", "body", "missing_field");
        }
        var pull = pulls.pull(asked);
        var added = pulls.store().addComment(pull.path("number").asInt());
        added.put("body", body)
                .put("user", Shapes.USER)
                .put("createdAt", pulls.clock().instant().toString());
        pulls.touch(pull);
        return Shapes.created(comment(asked, added));
    }

    private ObjectNode comment(Asked asked, ObjectNode stored) {
        var shape = pulls.shapes().apply(asked);
        var node = Shapes.JSON
                .objectNode()
                .put("id", stored.path("id").asInt())
                .put(
                        "url",
                        shape.api() + "/issues/comments/" + stored.path("id").asInt())
                .put("body", stored.path("body").asText())
                .put("author_association", "MEMBER")
                .put("created_at", stored.path("createdAt").asText())
                .put("updated_at", stored.path("createdAt").asText());
        node.set("user", shape.user(stored.path("user").asText()));
        return node;
    }

    private Reply requestReviewers(Asked asked) throws IOException {
        var pull = pulls.pull(asked);
        var names = new LinkedHashSet<String>();
        pull.path("reviewers").forEach(l -> names.add(l.asText()));
        asked.body().path("reviewers").forEach(l -> names.add(l.asText()));
        var reviewers = pull.putArray("reviewers");
        names.forEach(reviewers::add);
        pulls.touch(pull);
        return Shapes.created(pulls.shape(asked, pull).detail());
    }
}
