package dev.phantom.sandbox.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.sandbox.github.Router.Asked;
import dev.phantom.sandbox.loopback.LoopbackServer.Reply;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Map;

/// Who is asked for a review, and what people may do. Only collaborators can be asked, and nobody for their own pull
/// request. <https://docs.github.com/rest/pulls/review-requests>
///
/// @param people what each person may do, as GitHub writes it (`admin`, `write`, `read`); who is not in it is no
///               collaborator; teams stand with an `@` before their slug
record ReviewersApi(PullsApi pulls, Map<String, String> people) {

    private static final String REPO = "/repos/{owner}/{repo}";

    void register(Router router) {
        router.on("GET", REPO + "/collaborators/{username}/permission", this::permission)
                .on("POST", REPO + "/pulls/{number}/requested_reviewers", this::requestReviewers);
    }

    private Reply permission(Asked asked) throws IOException {
        var held = people.getOrDefault(asked.in("username"), "none");
        var body = Shapes.JSON.objectNode().put("permission", held).put("role_name", held);
        body.set("user", pulls.shapes().apply(asked).user(asked.in("username")));
        return Shapes.ok(body);
    }

    private Reply requestReviewers(Asked asked) throws IOException {
        var pull = pulls.pull(asked);
        check(asked.body().path("reviewers"), "", pull);
        check(asked.body().path("team_reviewers"), "@", pull);
        add(pull, "reviewers", asked.body().path("reviewers"));
        add(pull, "teams", asked.body().path("team_reviewers"));
        pulls.touch(pull);
        return Shapes.created(pulls.shape(asked, pull).detail());
    }

    private void check(JsonNode names, String sign, ObjectNode pull) {
        for (var name : names) {
            if (name.asText().equals(pull.path("user").asText())) {
                throw Refusal.of(422, "Review cannot be requested from pull request author.");
            }
            if (!people.containsKey(sign + name.asText())) {
                throw Refusal.of(
                        422,
                        "Reviews may only be requested from collaborators. One or more of the users or teams you"
                                + " specified is not a collaborator of the repository.");
            }
        }
    }

    private static void add(ObjectNode pull, String field, JsonNode more) {
        var names = new LinkedHashSet<String>();
        pull.path(field).forEach(l -> names.add(l.asText()));
        more.forEach(l -> names.add(l.asText()));
        var all = pull.putArray(field);
        names.forEach(all::add);
    }
}
