package dev.phantom.sandbox.github;

import dev.phantom.sandbox.loopback.LoopbackServer.Reply;
import dev.phantom.sandbox.loopback.LoopbackServer.Request;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.UUID;

/// The headers of every answer: request id, rate limit, ETag; and 304 where the client has it already.
record Headers(InstantSource clock) {

    private static final int LIMIT = 5_000;

    Reply withHeaders(Request request, Reply reply, int requests) {
        var headers = new LinkedHashMap<>(reply.headers());
        var id = UUID.nameUUIDFromBytes((requests + request.path()).getBytes(StandardCharsets.UTF_8))
                .toString();
        headers.put("X-GitHub-Request-Id", id.substring(0, 18).toUpperCase(Locale.ROOT));
        headers.put("X-GitHub-Media-Type", "github.v3; format=json");
        headers.putIfAbsent("X-RateLimit-Limit", Integer.toString(LIMIT));
        headers.putIfAbsent("X-RateLimit-Remaining", Integer.toString(Math.max(1, LIMIT - requests)));
        headers.putIfAbsent("X-RateLimit-Reset", Long.toString(clock.instant().getEpochSecond() + 3600));
        headers.putIfAbsent("X-RateLimit-Resource", "core");
        if (!request.method().equals("GET") || reply.status() != 200) {
            return new Reply(reply.status(), headers, reply.body());
        }
        var etag = "W/\"" + UUID.nameUUIDFromBytes(reply.body()).toString().replace("-", "") + "\"";
        headers.put("ETag", etag);
        return etag.equals(request.headers().get("if-none-match"))
                ? new Reply(304, headers, new byte[0])
                : new Reply(200, headers, reply.body());
    }
}
