package dev.phantom.sandbox.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.sandbox.github.Router.Asked;
import dev.phantom.sandbox.loopback.LoopbackServer.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;

/// Check runs: only an App's token with `checks` may read or make them here. <https://docs.github.com/rest/checks/runs>
record ChecksApi(PullsApi pulls, AppsApi apps) {

    private static final String REPO = "/repos/{owner}/{repo}";

    void register(Router router) {
        router.on("GET", REPO + "/commits/{ref}/check-runs", this::list).on("POST", REPO + "/check-runs", this::create);
    }

    private Reply list(Asked asked) throws IOException {
        authorise(asked, "read");
        var name = asked.query("check_name", "");
        var sha = pulls.git().resolve(asked.in("ref")).name();
        var found = new ArrayList<ObjectNode>();
        for (var check : pulls.store().checks()) {
            if (check.path("head_sha").asText().equals(sha)
                    && (name.isEmpty() || check.path("name").asText().equals(name))) {
                found.add((ObjectNode) check);
            }
        }
        Collections.reverse(found);
        var body = Shapes.JSON.objectNode().put("total_count", found.size());
        body.putArray("check_runs").addAll(found);
        return Shapes.ok(body);
    }

    private Reply create(Asked asked) throws IOException {
        authorise(asked, "write");
        var body = asked.body();
        for (var field : new String[] {"name", "head_sha"}) {
            if (body.path(field).asText().isBlank()) {
                throw Refusal.invalid("CheckRun", field, "missing_field");
            }
        }
        pulls.git().commit(body.path("head_sha").asText());
        var checks = pulls.store().checks();
        var made = checks.addObject();
        made.setAll((ObjectNode) body.deepCopy());
        made.put("id", 500 + checks.size())
                .put("url", pulls.shapes().apply(asked).api() + "/check-runs/" + (500 + checks.size()))
                .put("html_url", asked.base() + "/runs/" + (500 + checks.size()))
                .put("started_at", pulls.clock().instant().toString())
                .put("completed_at", pulls.clock().instant().toString());
        pulls.store().save();
        return Shapes.created(made);
    }

    private void authorise(Asked asked, String wanted) {
        var bearer = asked.request().headers().getOrDefault("authorization", "").replaceFirst("^\\S+ ", "");
        var held = apps.permission(bearer, "checks");
        if (held.isEmpty()) {
            throw Refusal.of(
                    403,
                    apps.knows(bearer)
                            ? "Resource not accessible by integration"
                            : "You must authenticate via a GitHub App.");
        }
        if (!held.equals("write") && !held.equals(wanted)) {
            throw Refusal.of(403, "Resource not accessible by integration");
        }
    }
}
