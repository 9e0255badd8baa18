package dev.phantom.sandbox.github;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/// One stored pull request in GitHub's JSON.
record PullShape(Shapes shapes, BareRepository git, ObjectNode pull) {

    /// As a list shows it.
    ObjectNode summary() throws IOException {
        var number = pull.path("number").asInt();
        var node = Shapes.JSON
                .objectNode()
                .put("id", 90_000 + number)
                .put("number", number)
                .put("url", shapes.api() + "/pulls/" + number)
                .put("issue_url", shapes.api() + "/issues/" + number)
                .put("comments_url", shapes.api() + "/issues/" + number + "/comments")
                .put("html_url", shapes.base() + "/" + shapes.name() + "/pull/" + number)
                .put("state", pull.path("state").asText())
                .put("locked", false)
                .put("title", pull.path("title").asText())
                .put("body", pull.path("body").asText())
                .put("draft", pull.path("draft").asBoolean())
                .put("created_at", pull.path("createdAt").asText())
                .put("updated_at", pull.path("updatedAt").asText());
        node.set("closed_at", pull.path("closedAt").isMissingNode() ? Shapes.JSON.nullNode() : pull.get("closedAt"));
        node.set("merged_at", pull.path("mergedAt").isMissingNode() ? Shapes.JSON.nullNode() : pull.get("mergedAt"));
        node.set("user", shapes.user(pull.path("user").asText()));
        node.set("labels", labels());
        node.set("head", pointer(pull.path("head").asText(), headSha()));
        node.set("base", pointer(pull.path("base").asText(), baseSha()));
        var reviewers = node.putArray("requested_reviewers");
        pull.path("reviewers").forEach(r -> reviewers.add(shapes.user(r.asText())));
        var teams = node.putArray("requested_teams");
        pull.path("teams")
                .forEach(t -> teams.addObject().put("slug", t.asText()).put("name", t.asText()));
        node.putArray("assignees");
        return node;
    }

    /// As it is shown alone.
    ObjectNode detail() throws IOException {
        var merged = pull.hasNonNull("mergedAt");
        var open = pull.path("state").asText().equals("open");
        var clean =
                open && git.merged(git.commit(baseSha()), git.commit(headSha())).isPresent();
        var node = summary();
        node.put("merged", merged)
                .put("mergeable_state", !open ? "unknown" : clean ? "clean" : "dirty")
                .put("merge_commit_sha", pull.path("mergeCommit").asText(null))
                .put("comments", 0)
                .put("commits", 1)
                .put("maintainer_can_modify", false);
        if (open) {
            node.put("mergeable", clean);
        } else {
            node.putNull("mergeable");
        }
        return node;
    }

    ObjectNode issue() throws IOException {
        var node = summary();
        node.remove(java.util.List.of("head", "base", "merged_at"));
        node.put("url", shapes.api() + "/issues/" + pull.path("number").asInt());
        node.putObject("pull_request")
                .put("url", shapes.api() + "/pulls/" + pull.path("number").asInt());
        return node;
    }

    ArrayNode labels() {
        var labels = Shapes.JSON.arrayNode();
        pull.path("labels")
                .forEach(l -> labels.addObject()
                        .put("id", Math.abs(l.asText().hashCode() % 100_000))
                        .put("name", l.asText())
                        .put("color", "ededed")
                        .put("default", false)
                        .put("url", shapes.api() + "/labels/" + l.asText().replace(" ", "%20")));
        return labels;
    }

    private String headSha() throws IOException {
        var stored = pull.path("headSha").asText();
        return pull.path("state").asText().equals("open")
                ? git.ref(BareRepository.HEADS + pull.path("head").asText())
                        .map(r -> r.name())
                        .orElse(stored)
                : stored;
    }

    private String baseSha() throws IOException {
        return git.ref(BareRepository.HEADS + pull.path("base").asText())
                .map(r -> r.name())
                .orElse("");
    }

    private ObjectNode pointer(String branch, String sha) {
        var node = Shapes.JSON
                .objectNode()
                .put("label", shapes.owner() + ":" + branch)
                .put("ref", branch)
                .put("sha", sha);
        node.set("user", shapes.user(shapes.owner()));
        node.set("repo", shapes.repository());
        return node;
    }
}
