package dev.phantom.sandbox.github;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.phantom.sandbox.loopback.LoopbackServer.Reply;

/// A "no" in GitHub's own words and shape.
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient ArrayNode errors;

    private Refusal(int status, String message, ArrayNode errors) {
        super(message);
        this.status = status;
        this.errors = errors;
    }

    static Refusal of(int status, String message) {
        return new Refusal(status, message, JsonNodeFactory.instance.arrayNode());
    }

    static Refusal notFound() {
        return of(404, "Not Found");
    }

    /// 422 about one field: `{"resource":"PullRequest","field":"head","code":"invalid"}`.
    static Refusal invalid(String resource, String field, String code) {
        var errors = JsonNodeFactory.instance.arrayNode();
        errors.addObject().put("resource", resource).put("field", field).put("code", code);
        return new Refusal(422, "Validation Failed", errors);
    }

    /// 422 in words.
    static Refusal custom(String resource, String message) {
        var errors = JsonNodeFactory.instance.arrayNode();
        errors.addObject().put("resource", resource).put("code", "custom").put("message", message);
        return new Refusal(422, "Validation Failed", errors);
    }

    Reply reply() {
        var body = JsonNodeFactory.instance.objectNode();
        body.put("message", String.valueOf(getMessage()));
        if (!errors.isEmpty()) {
            body.set("errors", errors);
        }
        body.put("documentation_url", "https://docs.github.com/rest").put("status", Integer.toString(status));
        return Reply.json(status, body.toString());
    }
}
