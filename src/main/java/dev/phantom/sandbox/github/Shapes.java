package dev.phantom.sandbox.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.sandbox.loopback.LoopbackServer.Reply;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;

/// GitHub's JSON, as far as clients read it.
///
/// @param base    address of this server
/// @param name    `owner/name`
/// @param cloneUrl   path of the bare repository, which is what one clones here
record Shapes(String base, String name, String cloneUrl, String main, boolean isPublic) {

    static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /// The user that the token belongs to.
    static final String USER = "phantom-bot";

    String api() {
        return base + "/repos/" + name;
    }

    String owner() {
        return name.substring(0, name.indexOf('/'));
    }

    ObjectNode user(String login) {
        return JSON.objectNode()
                .put("login", login)
                .put("id", Math.abs(login.hashCode() % 100_000) + 1)
                .put("type", login.equals(owner()) ? "Organization" : "User")
                .put("url", base + "/users/" + login)
                .put("html_url", base + "/" + login)
                .put("site_admin", false);
    }

    ObjectNode repository() {
        var repository = JSON.objectNode()
                .put("id", 4711)
                .put("name", name.substring(name.indexOf('/') + 1))
                .put("full_name", name)
                .put("private", !isPublic)
                .put("visibility", isPublic ? "public" : "private")
                .put("html_url", base + "/" + name)
                .put("url", api())
                .put("clone_url", cloneUrl)
                .put("default_branch", main)
                .put("archived", false)
                .put("fork", false);
        repository.set("owner", user(owner()));
        repository
                .putObject("permissions")
                .put("admin", false)
                .put("push", true)
                .put("pull", true);
        return repository;
    }

    ObjectNode ref(String ref, String sha) {
        var node = JSON.objectNode().put("ref", ref).put("url", api() + "/git/" + ref);
        node.putObject("object").put("type", "commit").put("sha", sha).put("url", api() + "/git/commits/" + sha);
        return node;
    }

    /// As `git/commits` shows it.
    ObjectNode gitCommit(RevCommit commit) {
        var node = JSON.objectNode()
                .put("sha", commit.name())
                .put("url", api() + "/git/commits/" + commit.name())
                .put("html_url", base + "/" + name + "/commit/" + commit.name())
                .put("message", commit.getFullMessage());
        node.set("author", person(commit.getAuthorIdent()));
        node.set("committer", person(commit.getCommitterIdent()));
        node.putObject("tree")
                .put("sha", commit.getTree().name())
                .put("url", api() + "/git/trees/" + commit.getTree().name());
        node.set("parents", parents(commit));
        node.putObject("verification").put("verified", false).put("reason", "unsigned");
        return node;
    }

    /// As `commits/{ref}` shows it.
    ObjectNode commit(RevCommit commit) {
        var inner = gitCommit(commit);
        inner.remove(List.of("sha", "html_url", "parents"));
        inner.put("comment_count", 0);
        var node = JSON.objectNode()
                .put("sha", commit.name())
                .put("url", api() + "/commits/" + commit.name())
                .put("html_url", base + "/" + name + "/commit/" + commit.name());
        node.set("commit", inner);
        node.set("parents", parents(commit));
        return node;
    }

    private JsonNode parents(RevCommit commit) {
        var parents = JSON.arrayNode();
        for (var parent : commit.getParents()) {
            parents.addObject()
                    .put("sha", parent.name())
                    .put("url", api() + "/commits/" + parent.name())
                    .put("html_url", base + "/" + name + "/commit/" + parent.name());
        }
        return parents;
    }

    private static ObjectNode person(PersonIdent person) {
        return JSON.objectNode()
                .put("name", person.getName())
                .put("email", person.getEmailAddress())
                .put("date", person.getWhenAsInstant().toString());
    }

    ObjectNode entry(BareRepository.Entry entry) {
        var node = JSON.objectNode()
                .put("path", entry.path())
                .put("mode", entry.mode())
                .put("type", entry.type())
                .put("sha", entry.sha());
        if (entry.type().equals("blob")) {
            node.put("size", entry.size());
        }
        return node.put("url", api() + "/git/" + entry.type() + "s/" + entry.sha());
    }

    /// One page of a list, with GitHub's `Link` header.
    Reply page(List<? extends JsonNode> all, Router.Asked asked) {
        var size = Math.clamp(number(asked.query("per_page", "30")), 1, 100);
        var page = Math.max(1, number(asked.query("page", "1")));
        var from = Math.min(all.size(), (page - 1) * size);
        var to = Math.min(all.size(), from + size);
        var body = JSON.arrayNode().addAll(List.copyOf(all.subList(from, to)));
        var reply = Reply.json(200, body.toString());
        if (to >= all.size()) {
            return reply;
        }
        var query = new StringBuilder("?page=" + (page + 1));
        asked.request().query().forEach((k, v) -> {
            if (!k.equals("page")) {
                query.append('&')
                        .append(k)
                        .append('=')
                        .append(java.net.URLEncoder.encode(v, java.nio.charset.StandardCharsets.UTF_8));
            }
        });
        var link = "<" + base + asked.request().path() + query + ">; rel=\"next\"";
        return new Reply(200, Map.of("Content-Type", "application/json", "Link", link), reply.body());
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return 1;
        }
    }

    static Reply ok(JsonNode body) throws IOException {
        return Reply.json(200, body.toString());
    }

    static Reply created(JsonNode body) {
        return Reply.json(201, body.toString());
    }
}
