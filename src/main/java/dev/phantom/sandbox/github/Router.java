package dev.phantom.sandbox.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.phantom.sandbox.loopback.LoopbackServer.Reply;
import dev.phantom.sandbox.loopback.LoopbackServer.Request;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds the function that answers a request, by method and path pattern (`/repos/{owner}/{repo}/git/refs/{ref…}`; a
/// name with `…` takes the rest of the path, slashes included, written raw or as `%2F`).
final class Router {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// A request on its way to its function.
    record Asked(Request request, Map<String, String> path, String base) {

        String in(String name) {
            return path.getOrDefault(name, "");
        }

        int number(String name) {
            try {
                return Integer.parseInt(in(name));
            } catch (NumberFormatException e) {
                throw Refusal.notFound();
            }
        }

        String query(String name, String otherwise) {
            return request.query().getOrDefault(name, otherwise);
        }

        JsonNode body() {
            try {
                return request.body().length == 0
                        ? JsonNodeFactory.instance.objectNode()
                        : JSON.readTree(request.text());
            } catch (JsonProcessingException e) {
                throw Refusal.of(400, "Problems parsing JSON");
            }
        }
    }

    @FunctionalInterface
    interface Answer {
        Reply to(Asked asked) throws IOException;
    }

    /// @param pattern as GitHub's documentation writes it, for the call log
    record Route(String method, String pattern, Answer answer) {

        Optional<Map<String, String>> match(Request request) {
            return method.equals(request.method())
                    ? bind(segments(pattern), segments(request.path()))
                    : Optional.empty();
        }

        private static Optional<Map<String, String>> bind(List<String> wanted, List<String> given) {
            var found = new LinkedHashMap<String, String>();
            for (var i = 0; i < wanted.size(); i++) {
                var name = wanted.get(i);
                if (name.endsWith("…}")) {
                    var rest = given.subList(Math.min(i, given.size()), given.size());
                    found.put(name.substring(1, name.length() - 2), decoded(String.join("/", rest)));
                    return Optional.of(found);
                }
                if (i >= given.size()) {
                    return Optional.empty();
                }
                if (name.startsWith("{")) {
                    found.put(name.substring(1, name.length() - 1), decoded(given.get(i)));
                } else if (!name.equals(given.get(i))) {
                    return Optional.empty();
                }
            }
            return wanted.size() == given.size() ? Optional.of(found) : Optional.empty();
        }

        private static List<String> segments(String path) {
            return List.of(path.substring(1).split("/"));
        }

        private static String decoded(String text) {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        }

        String operation() {
            return method + " " + pattern.replace("…", "");
        }
    }

    record Found(Route route, Map<String, String> path) {}

    private final List<Route> routes = new ArrayList<>();

    Router on(String method, String pattern, Answer answer) {
        routes.add(new Route(method, pattern, answer));
        return this;
    }

    Optional<Found> find(Request request) {
        for (var route : routes) {
            var path = route.match(request);
            if (path.isPresent()) {
                return Optional.of(new Found(route, path.get()));
            }
        }
        return Optional.empty();
    }
}
