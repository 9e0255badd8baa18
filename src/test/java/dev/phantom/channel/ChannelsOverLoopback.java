package dev.phantom.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.Limits;
import dev.phantom.notify.Audience;
import dev.phantom.notify.Channel;
import dev.phantom.notify.Notifying;
import dev.phantom.notify.SeenNight;
import dev.phantom.notify.SeenNight.Seen;
import dev.phantom.pullrequest.PublishPolicy.Privacy;
import dev.phantom.run.RunReport;
import dev.phantom.sandbox.loopback.LoopbackServer;
import dev.phantom.sandbox.loopback.LoopbackServer.Reply;
import dev.phantom.sandbox.loopback.LoopbackServer.Request;
import dev.phantom.severity.Severity;
import dev.phantom.stack.StackId;
import dev.phantom.store.files.FileNotified;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// Five services on loopback, and a night that each channel tells of.
abstract class ChannelsOverLoopback {

    private static final ObjectMapper JSON = new ObjectMapper();
    static final Instant NOW = Instant.now();
    static final Audience ALL = new Audience(EnumSet.allOf(Severity.class), Set.of(), null);
    static final String KEY = "0123456789abcdef0123456789abcdef";
    static final String SECRET = "whsec_"
            + Base64.getEncoder().encodeToString("thirty-two bytes of a secret key".getBytes(StandardCharsets.UTF_8));
    static final String PATH = "/services/T0/B0/s3cr3t";
    static final String PULL_REQUEST = "https://github.com/acme/infra/pull/411";
    private static final Limits LIMITS = Limits.DEFAULT;

    @TempDir
    Path folder;

    final List<Request> requests = new CopyOnWriteArrayList<>();
    final List<String> notes = new ArrayList<>();
    Set<StackId> configured = Set.of(new StackId("111122223333", "us-east-1", "payments"));
    final Map<String, String> environment = new HashMap<>();
    LoopbackServer.Handler answer = request -> Reply.of(200, "text/plain", "ok");
    LoopbackServer server;
    LoopbackMail mail;

    @BeforeEach
    void start() throws Exception {
        server = LoopbackServer.start(0, request -> {
            requests.add(request);
            return answer.handle(request);
        });
        mail = LoopbackMail.start(true);
        environment.put("PHANTOM_SLACK_WEBHOOK_URL", server.uri() + PATH);
        environment.put("PHANTOM_TEAMS_WEBHOOK_URL", server.uri() + PATH + "?sig=s3cr3t");
        environment.put("PHANTOM_PAGERDUTY_ROUTING_KEY", KEY);
        environment.put("PHANTOM_PAGERDUTY_URL", server.uri().toString());
        environment.put("PHANTOM_WEBHOOK_URL", server.uri() + PATH);
        environment.put("PHANTOM_WEBHOOK_SECRET", SECRET);
        environment.put("PHANTOM_SMTP_HOST", mail.host());
        environment.put("PHANTOM_SMTP_USER", "phantom");
        environment.put("PHANTOM_SMTP_PASSWORD", "open sesame");
        environment.put("PHANTOM_MAIL_FROM", "Phantom <phantom@acme.example>");
        environment.put("PHANTOM_MAIL_TO", "ops@acme.example, lead@acme.example");
    }

    @AfterEach
    void stop() {
        server.close();
        mail.close();
    }

    List<Diagnostic> tell(String name, RunReport run) {
        return tell(name, run, LIMITS);
    }

    List<Diagnostic> tell(String name, RunReport run, Limits limits) {
        try (var channels = new Channels(environment, limits, LoopbackMail.tls())) {
            Channel channel = switch (name) {
                case "slack" -> channels.slack(ALL);
                case "teams" -> channels.teams(ALL);
                case "pagerduty" -> channels.pagerDuty(new Audience(Set.of(Severity.CRITICAL), Set.of(), null));
                case "webhook" -> channels.webhook(ALL);
                default -> channels.mail(ALL);
            };
            var notified = FileNotified.in(folder, InstantSource.fixed(NOW), notes::add);
            return new Notifying(
                            List.of(channel),
                            notified,
                            configured,
                            Privacy.MASKED,
                            false,
                            "https://ci.example/run/7",
                            notes::add)
                    .tell(run, NOW);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static RunReport night() {
        return new SeenNight()
                .with(Seen.of("d-1", "critical").pullRequest("created", PULL_REQUEST))
                .with(
                        Seen.of("d-2", "low").resource("Web").judged("refactor"),
                        "<!channel> &",
                        "*x* [y](http://evil.example)")
                .run();
    }

    static RunReport longNight() {
        var night = new SeenNight();
        for (int i = 0; i < 300; i++) {
            night.with(
                    Seen.of("d-" + i, "critical").resource("R" + i).pullRequest("created", PULL_REQUEST),
                    "ä".repeat(40),
                    "😀".repeat(20));
        }
        return night.run();
    }

    JsonNode valid(String schema, Request request) throws IOException {
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.headers().get("content-type")).startsWith("application/json");
        var body = JSON.readTree(request.text());
        var text = schema.startsWith("docs/")
                ? Files.readString(Path.of(schema))
                : new String(
                        ChannelsOverLoopback.class.getResourceAsStream(schema).readAllBytes(), StandardCharsets.UTF_8);
        var problems = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(text)
                .validate(body);
        assertThat(problems).as(request.text()).isEmpty();
        return body;
    }
}
