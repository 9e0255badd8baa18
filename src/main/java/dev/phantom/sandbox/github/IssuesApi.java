package dev.phantom.sandbox.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.sandbox.github.Router.Asked;
import dev.phantom.sandbox.loopback.LoopbackServer.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/// Issues, and what pull requests share with them: numbers, labels, comments. GitHub lists pull requests among issues.
/// <https://docs.github.com/rest/issues/issues>
record IssuesApi(PullsApi pulls) {

    private static final String REPO = "/repos/{owner}/{repo}";

    void register(Router router) {
        router.on("GET", REPO + "/issues", this::list)
                .on("POST", REPO + "/issues", this::create)
                .on("GET", REPO + "/issues/{number}", a -> Shapes.ok(shape(a, one(a))))
                .on("PATCH", REPO + "/issues/{number}", this::edit)
                .on("GET", REPO + "/issues/{number}/labels", a -> Shapes.ok(labels(a, one(a))))
                .on("POST", REPO + "/issues/{number}/labels", this::addLabels)
                .on("DELETE", REPO + "/issues/{number}/labels/{name}", this::removeLabel)
                .on("GET", REPO + "/issues/{number}/comments", this::comments)
                .on("POST", REPO + "/issues/{number}/comments", this::addComment);
    }

    private ObjectNode one(Asked asked) {
        return pulls.store().findNumbered(asked.number("number")).orElseThrow(Refusal::notFound);
    }

    private Reply list(Asked asked) throws IOException {
        var state = asked.query("state", "open");
        var wanted = List.of(asked.query("labels", "").split(",", -1));
        var found = new ArrayList<ObjectNode>();
        for (var one : pulls.store().numbered()) {
            var names = new LinkedHashSet<String>();
            one.path("labels").forEach(l -> names.add(l.asText()));
            if ((state.equals("all") || one.path("state").asText().equals(state))
                    && wanted.stream().allMatch(w -> w.isEmpty() || names.contains(w))) {
                found.add(shape(asked, one));
            }
        }
        return pulls.shapes().apply(asked).page(found, asked);
    }

    private Reply create(Asked asked) throws IOException {
        var body = asked.body();
        if (body.path("title").asText().isBlank()) {
            throw Refusal.invalid("Issue", "title", "missing_field");
        }
        PullsApi.checkBody(body.path("body").asText(""));
        var now = pulls.clock().instant().toString();
        var added = pulls.store().addIssue();
        added.put("state", "open")
                .put("title", body.path("title").asText())
                .put("body", body.path("body").asText(""))
                .put("user", Shapes.USER)
                .put("createdAt", now)
                .put("updatedAt", now);
        var labels = added.putArray("labels");
        body.path("labels").forEach(l -> labels.add(l.asText()));
        pulls.store().save();
        return Shapes.created(shape(asked, added));
    }

    private Reply edit(Asked asked) throws IOException {
        var one = one(asked);
        if (!PullRequestStore.isIssue(one)) {
            return pulls.edit(asked);
        }
        var body = asked.body();
        PullsApi.checkBody(body.path("body").asText(""));
        for (var name : new String[] {"title", "body", "state"}) {
            if (body.hasNonNull(name)) {
                one.put(name, body.path(name).asText());
            }
        }
        if (body.path("state").asText().equals("closed")) {
            one.put("closedAt", pulls.clock().instant().toString());
        }
        pulls.touch(one);
        return Shapes.ok(shape(asked, one));
    }

    private ObjectNode shape(Asked asked, ObjectNode one) throws IOException {
        if (!PullRequestStore.isIssue(one)) {
            return pulls.shape(asked, one)
                    .issue()
                    .put(
                            "comments",
                            pulls.store().comments(one.path("number").asInt()).size());
        }
        var shapes = pulls.shapes().apply(asked);
        var number = one.path("number").asInt();
        var node = Shapes.JSON
                .objectNode()
                .put("id", 70_000 + number)
                .put("number", number)
                .put("url", shapes.api() + "/issues/" + number)
                .put("comments_url", shapes.api() + "/issues/" + number + "/comments")
                .put("html_url", shapes.base() + "/" + shapes.name() + "/issues/" + number)
                .put("state", one.path("state").asText())
                .put("locked", false)
                .put("title", one.path("title").asText())
                .put("body", one.path("body").asText())
                .put("comments", pulls.store().comments(number).size())
                .put("created_at", one.path("createdAt").asText())
                .put("updated_at", one.path("updatedAt").asText());
        node.set("user", shapes.user(one.path("user").asText()));
        node.set("labels", labels(asked, one));
        node.putArray("assignees");
        return node;
    }

    private com.fasterxml.jackson.databind.JsonNode labels(Asked asked, ObjectNode one) {
        return pulls.shape(asked, one).labels();
    }

    private Reply addLabels(Asked asked) throws IOException {
        var one = one(asked);
        var body = asked.body();
        var names = new LinkedHashSet<String>();
        one.path("labels").forEach(l -> names.add(l.asText()));
        (body.isArray() ? body : body.path("labels")).forEach(l -> names.add(l.asText()));
        var labels = one.putArray("labels");
        names.forEach(labels::add);
        pulls.touch(one);
        return Shapes.ok(labels(asked, one));
    }

    private Reply removeLabel(Asked asked) throws IOException {
        var one = one(asked);
        var kept = new LinkedHashSet<String>();
        one.path("labels").forEach(l -> kept.add(l.asText()));
        if (!kept.remove(asked.in("name"))) {
            throw Refusal.notFound();
        }
        var labels = one.putArray("labels");
        kept.forEach(labels::add);
        pulls.touch(one);
        return Shapes.ok(labels(asked, one));
    }

    private Reply comments(Asked asked) {
        var number = one(asked).path("number").asInt();
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
        return Shapes.created(comment(asked, say(one(asked), Shapes.USER, body)));
    }

    /// Somebody comments.
    ObjectNode say(ObjectNode one, String user, String text) throws IOException {
        var added = pulls.store().addComment(one.path("number").asInt());
        added.put("body", text)
                .put("user", user)
                .put("createdAt", pulls.clock().instant().toString());
        pulls.touch(one);
        return added;
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
}
