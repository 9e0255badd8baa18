package dev.phantom.sandbox.github;

import dev.phantom.sandbox.github.Router.Asked;
import dev.phantom.sandbox.loopback.LoopbackServer.Reply;
import java.io.IOException;
import java.time.InstantSource;
import java.util.function.Function;

/// The repository itself, its people, the caller.
record RepositoryApi(Function<Asked, Shapes> shapes, InstantSource clock) {

    private static final int LIMIT = 5_000;

    void register(Router router) {
        router.on("GET", "/repos/{owner}/{repo}", a -> Shapes.ok(shapes.apply(a).repository()))
                .on("GET", "/user", a -> Shapes.ok(shapes.apply(a).user(Shapes.USER)))
                .on("GET", "/users/{username}", a -> Shapes.ok(shapes.apply(a).user(a.in("username"))))
                .on("GET", "/rate_limit", this::rateLimit)
                .on(
                        "GET",
                        "/",
                        a -> Shapes.ok(Shapes.JSON.objectNode().put("rate_limit_url", a.base() + "/rate_limit")));
    }

    private Reply rateLimit(Asked asked) throws IOException {
        var body = Shapes.JSON.objectNode();
        var resources = body.putObject("resources");
        for (var name : new String[] {"core", "search", "graphql", "integration_manifest"}) {
            resources
                    .putObject(name)
                    .put("limit", LIMIT)
                    .put("remaining", LIMIT)
                    .put("used", 0)
                    .put("reset", clock.instant().getEpochSecond() + 3600);
        }
        body.set("rate", resources.get("core"));
        return Shapes.ok(body);
    }
}
