package dev.phantom.pullrequest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phantom.stack.StackId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// What a pull request's body says to Phantom itself, in an HTML comment: `<!-- phantom:{"v":1,…} -->`. It is the only
/// memory of what was proposed.
///
/// @param stack          [#stackKey] of the stack
/// @param recommendation `legitimize`, `revert`, `refactor`
/// @param text           fingerprint of title and visible body as Phantom wrote them
/// @param closed         why Phantom closed it; empty while it has not
public record Marker(
        String stack, String recommendation, List<PullRequestDraft.Member> members, String text, String closed) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern SHAPE = Pattern.compile("<!-- phantom:(\\{.*?\\}) -->", Pattern.DOTALL);
    /// Characters; beyond it the paths are written less exactly, or not at all.
    private static final int ROOM = 16_000;

    public Marker {
        members = List.copyOf(members);
    }

    /// Tells stacks of the same name in other accounts and regions apart without naming the account.
    public static String stackKey(StackId id) {
        return id.key();
    }

    Marker closedBecause(String why) {
        return new Marker(stack, recommendation, members, text, why);
    }

    public boolean covers(PullRequestDraft.Member drift) {
        return members.stream()
                .anyMatch(m ->
                        m.driftId().equals(drift.driftId()) && m.contentHash().equals(drift.contentHash()));
    }

    /// Finds the marker in a body; empty if there is none that can be read.
    public static Optional<Marker> in(String body) {
        var found = SHAPE.matcher(body);
        if (!found.find()) {
            return Optional.empty();
        }
        try {
            return Optional.of(read(JSON.readTree(found.group(1))));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// The body with this marker in place of the one that it carries.
    String replaceIn(String body) {
        return SHAPE.matcher(body).replaceFirst(java.util.regex.Matcher.quoteReplacement(toString()));
    }

    private static Marker read(JsonNode node) {
        if (node.path("v").asInt() != 1) {
            throw new IllegalArgumentException("another version");
        }
        var members = new ArrayList<PullRequestDraft.Member>();
        for (var m : node.path("members")) {
            var paths = new ArrayList<String>();
            m.path("paths").forEach(p -> paths.add(p.asText()));
            members.add(new PullRequestDraft.Member(
                    m.path("driftId").asText(),
                    m.path("contentHash").asText(),
                    m.path("resource").asText(),
                    paths));
        }
        return new Marker(
                node.path("stack").asText(),
                node.path("recommendation").asText(),
                members,
                node.path("text").asText(),
                node.path("closed").asText());
    }

    /// The comment itself. Characters that could end it, or mean something to a code host, are written as `\\u00xx`.
    @Override
    public String toString() {
        var whole = comment(paths -> paths);
        if (whole.length() <= ROOM) {
            return whole;
        }
        var heads = comment(Marker::heads);
        return heads.length() <= ROOM ? heads : comment(paths -> List.of());
    }

    private String comment(UnaryOperator<List<String>> shown) {
        var node = JSON.createObjectNode();
        node.put("v", 1)
                .put("stack", stack)
                .put("recommendation", recommendation)
                .put("text", text);
        if (!closed.isEmpty()) {
            node.put("closed", closed);
        }
        var list = node.putArray("members");
        for (var m : members) {
            var entry = list.addObject();
            entry.put("driftId", m.driftId())
                    .put("contentHash", m.contentHash())
                    .put("resource", m.resource());
            var paths = entry.putArray("paths");
            shown.apply(m.paths()).forEach(paths::add);
        }
        return "<!-- phantom:" + inert(node.toString()) + " -->";
    }

    /// The top-level properties.
    private static List<String> heads(List<String> paths) {
        return paths.stream()
                .map(p -> p.indexOf('/', 1) < 0 ? p : p.substring(0, p.indexOf('/', 1)))
                .distinct()
                .toList();
    }

    /// JSON in which nothing can end a comment or mean something to a code host.
    public static String inert(String json) {
        var text = new StringBuilder(json.length());
        for (var i = 0; i < json.length(); i++) {
            var c = json.charAt(i);
            text.append(harmless(json, i) ? String.valueOf(c) : "\\u%04x".formatted((int) c));
        }
        return text.toString();
    }

    private static boolean harmless(String json, int i) {
        var c = json.charAt(i);
        return switch (c) {
            case '-' -> "-hH".indexOf(json.charAt(i - 1)) < 0 && json.charAt(i + 1) != '-';
            case '.' -> "wW".indexOf(json.charAt(i - 1)) < 0;
            case '[' -> !Character.isLetter(json.charAt(i + 1));
            case '/' -> json.charAt(i - 1) != '/';
            default -> c < 0x7f && "<>@$#&'`(".indexOf(c) < 0;
        };
    }
}
