package dev.phantom.aws.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/// One policy that IAM takes: the JSON of a managed policy.
///
/// @param name       `phantom-1`
/// @param characters as IAM counts them, without white space
public record ManagedPolicy(String name, int characters, JsonNode document) {

    /// The most that a managed policy may have.
    ///
    /// @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html">IAM quotas</a>
    public static final int LARGEST = 6144;

    static ManagedPolicy of(String name, ObjectNode document) {
        return new ManagedPolicy(name, size(document), document);
    }

    /// The actions that it allows, sorted.
    public List<String> actions() {
        var actions = new TreeSet<String>();
        for (var statement : document.path("Statement")) {
            if (statement.path("Effect").asText().equals("Allow")) {
                statement.path("Action").forEach(a -> actions.add(a.asText()));
            }
        }
        return List.copyOf(actions);
    }

    static int size(JsonNode document) {
        return (int) document.toString()
                .chars()
                .filter(c -> !Character.isWhitespace(c))
                .count();
    }

    static ObjectNode empty() {
        var document = JsonNodeFactory.instance.objectNode().put("Version", "2012-10-17");
        document.putArray("Statement");
        return document;
    }

    static ObjectNode statement(String sid, String effect, Collection<String> actions, Collection<String> resources) {
        var statement = JsonNodeFactory.instance.objectNode().put("Sid", sid).put("Effect", effect);
        actions.forEach(statement.putArray("Action")::add);
        if (resources.isEmpty()) {
            return statement.put("Resource", "*");
        }
        resources.forEach(statement.putArray("Resource")::add);
        return statement;
    }
}
