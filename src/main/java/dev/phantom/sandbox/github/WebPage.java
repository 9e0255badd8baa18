package dev.phantom.sandbox.github;

import dev.phantom.sandbox.loopback.LoopbackServer.Reply;
import dev.phantom.sandbox.loopback.LoopbackServer.Request;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a browser sees at a pull request's address: its text, and how to get at the branch.
record WebPage(PullRequestStore store, String repository, String cloneUrl) {

    private static final Pattern PULL = Pattern.compile("/([^/]+/[^/]+)/pull/(\\d{1,6})");

    Optional<Reply> answer(Request request) {
        var pull = PULL.matcher(request.path());
        if (!request.method().equals("GET") || !pull.matches() || !pull.group(1).equals(repository)) {
            return Optional.empty();
        }
        return store.find(Integer.parseInt(pull.group(2)))
                .map(p -> Reply.of(
                        200,
                        "text/plain; charset=utf-8",
                        "#%d %s (%s)%n%ngit clone -b %s %s%n%n%s%n"
                                .formatted(
                                        p.path("number").asInt(),
                                        p.path("title").asText(),
                                        p.path("state").asText(),
                                        p.path("head").asText(),
                                        cloneUrl,
                                        p.path("body").asText())));
    }
}
