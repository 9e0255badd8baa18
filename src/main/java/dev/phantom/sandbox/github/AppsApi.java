package dev.phantom.sandbox.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.sandbox.github.Router.Asked;
import dev.phantom.sandbox.loopback.LoopbackServer.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// GitHub Apps: a JWT signed with the App's key (RS256, at most ten minutes) is exchanged for an installation's token,
/// which is limited to the repositories and permissions asked for, none of them more than was granted, and ends after
/// an hour. <https://docs.github.com/rest/apps/apps>
final class AppsApi {

    private static final ObjectMapper READER = new ObjectMapper();
    private static final long INSTALLATION = 77;
    private static final Duration LONGEST_JWT = Duration.ofMinutes(10);
    private static final Duration LEEWAY = Duration.ofMinutes(1);

    /// An App that is installed on the repository.
    record Installed(String id, PublicKey key, Map<String, String> permissions) {}

    private record Issued(Instant end, JsonNode asked) {}

    private final InstantSource clock;
    private final Map<String, Issued> issued = new ConcurrentHashMap<>();
    private volatile Optional<Installed> app = Optional.empty();

    AppsApi(InstantSource clock) {
        this.clock = clock;
    }

    void install(Installed installed) {
        app = Optional.of(installed);
    }

    /// What the tokens were asked for, in no order.
    List<JsonNode> asked() {
        return issued.values().stream().map(Issued::asked).toList();
    }

    void register(Router router) {
        router.on("GET", "/app", this::itself)
                .on("GET", "/repos/{owner}/{repo}/installation", this::installation)
                .on("POST", "/app/installations/{id}/access_tokens", this::token);
    }

    /// Whether the bearer is a token that was given out and has not ended.
    boolean knows(String bearer) {
        var token = issued.get(bearer);
        return token != null && clock.instant().isBefore(token.end());
    }

    /// What a token may do with a kind of thing: `read`, `write`, or nothing.
    String permission(String bearer, String kind) {
        var token = issued.get(bearer);
        return token == null ? "" : token.asked().path("permissions").path(kind).asText();
    }

    private Reply itself(Asked asked) throws IOException {
        var installed = authorised(asked);
        var body =
                Shapes.JSON.objectNode().put("id", 4242).put("slug", "phantom").put("name", "phantom");
        body.put("client_id", installed.id());
        body.put("html_url", asked.base() + "/apps/phantom").put("created_at", "2026-01-01T00:00:00Z");
        return Shapes.ok(body);
    }

    private Reply installation(Asked asked) throws IOException {
        var installed = authorised(asked);
        var body = Shapes.JSON.objectNode().put("id", INSTALLATION).put("repository_selection", "selected");
        body.put("access_tokens_url", asked.base() + "/app/installations/" + INSTALLATION + "/access_tokens");
        body.put("target_type", "Organization").put("app_id", 4242);
        permissions(body, installed);
        return Shapes.ok(body);
    }

    private static void permissions(ObjectNode body, Installed installed) {
        var permissions = body.putObject("permissions");
        installed.permissions().forEach(permissions::put);
    }

    private Reply token(Asked asked) throws IOException {
        var installed = authorised(asked);
        if (asked.number("id") != INSTALLATION) {
            throw Refusal.notFound();
        }
        var wanted = asked.body();
        wanted.path("permissions").properties().forEach(p -> {
            var granted = installed.permissions().getOrDefault(p.getKey(), "");
            if (!granted.equals("write") && !granted.equals(p.getValue().asText())) {
                throw Refusal.of(422, "The permissions requested are not granted to this installation.");
            }
        });
        var end = clock.instant().plus(Duration.ofHours(1));
        // as long as GitHub's stateless tokens, which are no longer of one length
        var text = "ghs_4242_" + "x".repeat(200) + issued.size();
        issued.put(text, new Issued(end, wanted));
        var body = Shapes.JSON.objectNode().put("token", text).put("expires_at", end.toString());
        permissions(body, installed);
        return Reply.json(201, body.toString());
    }

    private Installed authorised(Asked asked) throws IOException {
        var given = asked.request().headers().getOrDefault("authorization", "");
        var jwt = given.replaceFirst("^Bearer ", "").split("\\.");
        var known = app.orElseThrow(() -> Refusal.of(404, "Integration not found"));
        if (jwt.length != 3) {
            throw Refusal.of(401, "A JSON web token could not be decoded");
        }
        var claims = READER.readTree(Base64.getUrlDecoder().decode(jwt[1]));
        var now = clock.instant();
        var made = Instant.ofEpochSecond(claims.path("iat").asLong());
        var end = Instant.ofEpochSecond(claims.path("exp").asLong());
        if (!claims.path("iss").asText().equals(known.id()) || !isSigned(jwt, known.key())) {
            throw Refusal.of(401, "A JSON web token could not be decoded");
        }
        if (made.isAfter(now.plus(LEEWAY)) || end.isAfter(now.plus(LONGEST_JWT).plus(LEEWAY)) || end.isBefore(now)) {
            throw Refusal.of(401, "'Expiration time' claim ('exp') is too far in the future");
        }
        return known;
    }

    private static boolean isSigned(String[] jwt, PublicKey key) {
        try {
            var check = Signature.getInstance("SHA256withRSA");
            check.initVerify(key);
            check.update((jwt[0] + "." + jwt[1]).getBytes(StandardCharsets.US_ASCII));
            return check.verify(Base64.getUrlDecoder().decode(jwt[2]));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }
}
