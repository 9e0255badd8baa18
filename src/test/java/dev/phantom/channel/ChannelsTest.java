package dev.phantom.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.standardwebhooks.Webhook;
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
import dev.phantom.store.files.FileNotified;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every message of five services on loopback: new, repeated, resolved, failing; each body against what its service
/// documents.
class ChannelsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = Instant.now();
    private static final Audience ALL = new Audience(EnumSet.allOf(Severity.class), Set.of(), null);
    private static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final String SECRET = "whsec_"
            + Base64.getEncoder().encodeToString("thirty-two bytes of a secret key".getBytes(StandardCharsets.UTF_8));
    private static final String PATH = "/services/T0/B0/s3cr3t";
    private static final String PULL_REQUEST = "https://github.com/acme/infra/pull/411";
    private static final String REFUSED = "check the address and the key; the message is sent again by the next run";
    private static final Limits LIMITS = Limits.DEFAULT;

    @TempDir
    Path folder;

    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private LoopbackServer.Handler answer = request -> Reply.of(200, "text/plain", "ok");
    private LoopbackServer server;
    private LoopbackMail mail;

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

    private List<Diagnostic> tell(String name, RunReport run) {
        return tell(name, run, LIMITS);
    }

    private List<Diagnostic> tell(String name, RunReport run, Limits limits) {
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
                            List.of(channel), notified, Privacy.MASKED, false, "https://ci.example/run/7", notes::add)
                    .tell(run, NOW);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static RunReport night() {
        return new SeenNight()
                .with(Seen.of("d-1", "critical").pullRequest("created", PULL_REQUEST))
                .with(
                        Seen.of("d-2", "low").resource("Web").judged("refactor"),
                        "<!channel> &",
                        "*x* [y](http://evil.example)")
                .run();
    }

    private static RunReport longNight() {
        var night = new SeenNight();
        for (int i = 0; i < 300; i++) {
            night.with(
                    Seen.of("d-" + i, "critical").resource("R" + i).pullRequest("created", PULL_REQUEST),
                    "ä".repeat(40),
                    "😀".repeat(20));
        }
        return night.run();
    }

    private JsonNode valid(String schema, Request request) throws IOException {
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.headers().get("content-type")).startsWith("application/json");
        var body = JSON.readTree(request.text());
        var text = schema.startsWith("docs/")
                ? Files.readString(Path.of(schema))
                : new String(ChannelsTest.class.getResourceAsStream(schema).readAllBytes(), StandardCharsets.UTF_8);
        var problems = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(text)
                .validate(body);
        assertThat(problems).as(request.text()).isEmpty();
        return body;
    }

    @Test
    void slackGetsBlocksInWhichNothingFromOutsideActs() throws Exception {
        assertThat(tell("slack", night())).isEmpty();
        assertThat(tell("slack", night())).isEmpty();
        assertThat(requests).hasSize(1);
        assertThat(requests.getFirst().path()).isEqualTo(PATH);
        var body = valid("slack.schema.json", requests.getFirst());
        assertThat(body.at("/text").asText()).isEqualTo("Phantom: 2 new drifts; worst: critical");
        assertThat(body.at("/blocks/1/text/text").asText())
                .isEqualTo(
                        "CRITICAL  payments Db (prod): role/O… changed Db /DBInstanceClass from db.r5.large to"
                                + " db.r5.4xlarge at 2026-11-21 03:04Z; +2,452.80 USD/month. Wrong: revert it (confidence high).");
        assertThat(body.at("/blocks/1/fields/0/text").asText()).isEqualTo("<" + PULL_REQUEST + "|pull request>");
        assertThat(body.at("/blocks/2/text/type").asText()).isEqualTo("plain_text");
        assertThat(body.at("/blocks/3/elements/0/text").asText())
                .isEqualTo("<https://ci.example/run/7|the whole report>");
        assertThat(tell("slack", SeenNight.calm())).isEmpty();
        assertThat(valid("slack.schema.json", requests.getLast()).at("/text").asText())
                .isEqualTo("Phantom: 2 resolved");
        assertThat(notes).containsExactly("slack: 2 lines sent", "slack: 2 lines sent");
    }

    @Test
    void teamsGetsAnAdaptiveCard() throws Exception {
        assertThat(tell("teams", night())).isEmpty();
        assertThat(tell("teams", night())).isEmpty();
        assertThat(requests).hasSize(1);
        assertThat(requests.getFirst().query()).containsEntry("sig", "s3cr3t");
        var card = valid("teams.schema.json", requests.getFirst()).at("/attachments/0/content");
        assertThat(card.at("/body/1/inlines/1/text").asText()).startsWith("payments Db (prod): ");
        assertThat(card.at("/body/1/inlines/3/selectAction/url").asText()).isEqualTo(PULL_REQUEST);
        assertThat(card.at("/actions/0/url").asText()).isEqualTo("https://ci.example/run/7");
        assertThat(tell("teams", SeenNight.calm())).isEmpty();
        assertThat(valid("teams.schema.json", requests.getLast())
                        .at("/attachments/0/content/body/0/inlines/0/text")
                        .asText())
                .isEqualTo("Phantom: 2 resolved");
    }

    @Test
    void pagerDutyIsTriggeredAndResolvedForWhatIsCritical() throws Exception {
        answer = request -> Reply.json(202, "{\"status\":\"success\",\"message\":\"Event processed\"}");
        assertThat(tell("pagerduty", night())).isEmpty();
        assertThat(tell("pagerduty", night())).isEmpty();
        assertThat(requests).hasSize(1);
        assertThat(requests.getFirst().path()).isEqualTo("/v2/enqueue");
        var trigger = valid("pagerduty.schema.json", requests.getFirst());
        assertThat(trigger.at("/event_action").asText()).isEqualTo("trigger");
        assertThat(trigger.at("/dedup_key").asText()).isEqualTo("phantom-d-1");
        assertThat(trigger.at("/payload/severity").asText()).isEqualTo("critical");
        assertThat(trigger.at("/links/0/href").asText()).isEqualTo(PULL_REQUEST);
        // a verdict is no reason to page anybody
        tell(
                "pagerduty",
                new SeenNight()
                        .with(Seen.of("d-1", "critical").judged("legitimize"))
                        .run());
        assertThat(requests).hasSize(1);
        assertThat(tell("pagerduty", SeenNight.calm())).isEmpty();
        assertThat(tell("pagerduty", SeenNight.calm())).isEmpty();
        assertThat(requests).hasSize(2);
        var resolve = valid("pagerduty.schema.json", requests.getLast());
        assertThat(resolve.at("/event_action").asText()).isEqualTo("resolve");
        assertThat(resolve.at("/dedup_key")).isEqualTo(trigger.at("/dedup_key"));
    }

    @Test
    void aNightWithManyCriticalDriftsIsPagedInParts() {
        answer = request -> Reply.json(202, "{}");
        assertThat(tell("pagerduty", longNight()))
                .extracting(Diagnostic::line)
                .containsExactly("PH-NTF-003 pagerduty: 20 of 300 events were sent, as many as one run sends;"
                        + " the next run sends the message again");
        tell("pagerduty", longNight());
        assertThat(requests.stream().map(Request::text).distinct()).hasSize(40);
    }

    @Test
    void theWebhookIsSignedAsTheStandardSays() throws Exception {
        assertThat(tell("webhook", night())).isEmpty();
        assertThat(tell("webhook", night())).isEmpty();
        assertThat(requests).hasSize(1);
        var request = requests.getFirst();
        var body = valid("docs/schema/phantom.notification.v1.schema.json", request);
        var headers = HttpHeaders.of(
                request.headers().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, e -> List.of(e.getValue()))),
                (a, b) -> true);
        new Webhook(SECRET).verify(request.text(), headers.map());
        assertThat(request.headers()).containsEntry("webhook-id", body.at("/id").asText());
        assertThat(body.at("/news/0/recommendation").asText()).isEqualTo("revert");
        assertThat(body.at("/news/0/pullRequest/url").asText()).isEqualTo(PULL_REQUEST);
        assertThat(body.at("/news/1/pullRequest/url").isNull()).isTrue();
        assertThat(request.text()).doesNotContain("111122223333");
        assertThat(tell("webhook", SeenNight.calm())).isEmpty();
        assertThat(valid("docs/schema/phantom.notification.v1.schema.json", requests.getLast())
                        .at("/news/0/kind")
                        .asText())
                .isEqualTo("gone");
    }

    @Test
    void mailGoesEncryptedAndSaysItOnce() throws Exception {
        assertThat(tell("email", night())).isEmpty();
        assertThat(tell("email", night())).isEmpty();
        assertThat(mail.mails()).hasSize(1);
        assertThat(mail.inTheClear()).allMatch(line -> line.startsWith("EHLO") || line.equals("STARTTLS"));
        var read = new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(mail.mails().getFirst().getBytes(StandardCharsets.ISO_8859_1)));
        assertThat(read.getSubject()).isEqualTo("Phantom: 2 new drifts; worst: critical");
        assertThat(read.getAllRecipients()).hasSize(2);
        assertThat(read.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(read.getMessageID()).matches("<msg_[0-9a-f]{24}@acme\\.example>");
        assertThat(read.getContentType()).startsWith("text/plain");
        assertThat((String) read.getContent())
                .contains(
                        "CRITICAL  payments Db (prod): role/O… changed Db /DBInstanceClass from db.r5.large to db.r5.4xlarge")
                .contains("  " + PULL_REQUEST)
                .contains("The whole report: https://ci.example/run/7");
        assertThat(tell("email", SeenNight.calm())).isEmpty();
        assertThat(mail.mails()).hasSize(2);
        assertThat(mail.mails().getLast()).contains("Subject: Phantom: 2 resolved");
    }

    @Test
    void aLongNightFitsIntoEveryMessage() throws Exception {
        for (var name : List.of("slack", "teams", "webhook", "email")) {
            assertThat(tell(name, longNight())).as(name).isEmpty();
        }
        var slack = valid("slack.schema.json", requests.get(0));
        assertThat(slack.findValuesAsText("text").stream()
                        .mapToInt(String::length)
                        .sum())
                .isLessThan(12_000);
        assertThat(slack.toString()).containsPattern("and \\d+ more, listed in the report");
        valid("teams.schema.json", requests.get(1));
        assertThat(requests.get(1).body().length).isLessThan(21_000);
        assertThat(requests.get(1).text()).containsPattern("and \\d+ more, listed in the report");
        assertThat(valid("docs/schema/phantom.notification.v1.schema.json", requests.get(2))
                        .at("/news"))
                .hasSize(300);
        assertThat(notes).allMatch(note -> note.endsWith(": 300 lines sent"));
    }

    /// Each failure: told in one line, nothing secret in it, everything sent by the next run.
    @ParameterizedTest
    @ValueSource(strings = {"slack", "teams", "pagerduty", "webhook"})
    void whatFailsIsToldAndSentByTheNextRun(String name) {
        var host = server.uri().getHost();
        answer = request ->
                new Reply(429, Map.of("Retry-After", "30"), "slow down s3cr3t".getBytes(StandardCharsets.UTF_8));
        failsWith(
                name,
                "PH-NTF-003",
                host + " answered 429 and asked to wait 30 s",
                "the next run sends the message again");
        answer = request -> Reply.of(500, "text/html", "<h1>s3cr3t " + request.path() + "</h1>");
        failsWith(name, "PH-NTF-004", host + " answered 500", "the next run sends it again");
        answer = request -> Reply.of(404, "text/plain", "no_service");
        failsWith(name, "PH-NTF-002", host + " answered 404 no_service", REFUSED);
        answer = request -> new Reply(302, Map.of("Location", server.uri() + "/elsewhere"), new byte[0]);
        failsWith(name, "PH-NTF-002", host + " answered 302, a redirect, which is not followed", REFUSED);
        assertThat(requests).hasSize(4).noneMatch(request -> request.path().equals("/elsewhere"));
        answer = request -> Reply.of(202, "text/plain", "ok");
        assertThat(tell(name, night())).isEmpty();
        assertThat(requests).hasSize(5);
        assertThat(tell(name, night())).isEmpty();
        assertThat(requests).hasSize(5);
    }

    /// @param what what the line says between its code with the channel's name and what to do
    private void failsWith(String name, String code, String what, String then) {
        assertThat(tell(name, night()))
                .extracting(Diagnostic::line)
                .containsExactly(code + " " + name + ": " + what + "; " + then);
    }

    @ParameterizedTest
    @ValueSource(strings = {"slack", "teams", "pagerduty", "webhook", "email"})
    void nobodyThereHoldsNothingUp(String name) throws Exception {
        try (var silent = new ServerSocket(0)) {
            var nowhere = "127.0.0.1:" + silent.getLocalPort();
            List.of(
                            "PHANTOM_SLACK_WEBHOOK_URL",
                            "PHANTOM_TEAMS_WEBHOOK_URL",
                            "PHANTOM_PAGERDUTY_URL",
                            "PHANTOM_WEBHOOK_URL")
                    .forEach(key -> environment.put(key, "http://" + nowhere));
            environment.put("PHANTOM_SMTP_HOST", nowhere);
            var shortly = new Limits(Duration.ofMillis(150), Duration.ofMillis(150), Duration.ofMinutes(1), 1 << 20);
            assertThat(tell(name, night(), shortly))
                    .singleElement()
                    .extracting(Diagnostic::line)
                    .asString()
                    .startsWith("PH-NTF-004 " + name + ": ")
                    .doesNotContain("s3cr3t", KEY, "sesame");
            silent.close();
            assertThat(tell(name, night()))
                    .singleElement()
                    .extracting(Diagnostic::line)
                    .asString()
                    .startsWith("PH-NTF-004 " + name + ": " + nowhere + " refused the connection");
        }
    }

    @Test
    void aServiceThatNeverAnswersIsGivenUp() {
        var never = new CountDownLatch(1);
        answer = request -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Reply.of(200, "text/plain", "late");
        };
        var shortly = new Limits(Duration.ofMillis(150), Duration.ofMillis(150), Duration.ofMinutes(1), 1 << 20);
        assertThat(tell("slack", night(), shortly))
                .extracting(Diagnostic::line)
                .containsExactly("PH-NTF-004 slack: " + server.uri().getRawAuthority()
                        + " sent no answer within 150 ms; the next run sends it again");
        never.countDown();
    }

    @Test
    void mailIsNeverSentInTheClearNorToWhoIsNotTrusted() throws Exception {
        try (var plain = LoopbackMail.start(false)) {
            environment.put("PHANTOM_SMTP_HOST", plain.host());
            failsWith(
                    "email",
                    "PH-NTF-002",
                    "the mail server offers no STARTTLS, and nothing is sent in the clear",
                    REFUSED);
            assertThat(plain.mails()).isEmpty();
            assertThat(plain.inTheClear()).allMatch(line -> line.startsWith("EHLO") || line.startsWith("QUIT"));
        }
        environment.put("PHANTOM_SMTP_HOST", mail.host());
        environment.put("PHANTOM_SMTP_PASSWORD", "wrong");
        failsWith("email", "PH-NTF-002", "the mail server rejected the user or the password", REFUSED);
        assertThat(mail.mails()).isEmpty();
    }

    @Test
    void anAddressThatIsNotTheServicesIsRefusedAndNeverPrinted() {
        var slack = "PHANTOM_SLACK_WEBHOOK_URL";
        var webhook = "PHANTOM_WEBHOOK_URL";
        var known = ", which is not hooks.slack.com or hooks.slack-gov.com";
        setting("slack", slack, "", " is not set");
        setting("slack", slack, "https://evil.example/s3cr3t", " names the host evil.example" + known);
        setting(
                "slack",
                slack,
                "https://hooks.slack.com.evil.example/s3cr3t",
                " names the host hooks.slack.com.evil.example" + known);
        setting(
                "teams",
                "PHANTOM_TEAMS_WEBHOOK_URL",
                "https://acme.webhook.office.com/s3cr3t",
                " names the host acme.webhook.office.com, which is not logic.azure.com or api.powerplatform.com");
        setting("webhook", webhook, "http://acme.example/s3cr3t", " does not begin with https://");
        setting(
                "webhook",
                webhook,
                "https://user:s3cr3t@acme.example/",
                " is not an address of the form https://host/path");
        setting("webhook", webhook, "s3cr3t \\ ", " is not an address");
        setting(
                "pagerduty",
                "PHANTOM_PAGERDUTY_ROUTING_KEY",
                "s3cr3t",
                " is not a routing key of 32 letters and digits");
        setting("email", "PHANTOM_MAIL_TO", "s3cr3t nobody", " is not a list of e-mail addresses");
        setting("email", "PHANTOM_SMTP_HOST", "s3cr3t/x", " is not host:port");
        assertThat(requests).isEmpty();
        assertThat(mail.mails()).isEmpty();
    }

    @Test
    void aServiceThatTookATriggerAndDidNotSaySoIsToldThatItIsOver() throws Exception {
        answer = request -> Reply.of(500, "text/plain", "");
        tell("pagerduty", night());
        answer = request -> Reply.json(202, "{}");
        assertThat(tell("pagerduty", SeenNight.calm())).isEmpty();
        assertThat(valid("pagerduty.schema.json", requests.getLast())
                        .at("/event_action")
                        .asText())
                .isEqualTo("resolve");
    }

    private void setting(String name, String key, String value, String said) {
        var before = environment.put(key, value);
        assertThat(tell(name, night()))
                .extracting(Diagnostic::line)
                .containsExactly("PH-NTF-001 " + key + said
                        + "; see docs/notifications.md; what was not sent is sent by the next run");
        environment.put(key, before);
    }

    @Test
    void aWeakSecretSignsNothing() {
        environment.put("PHANTOM_WEBHOOK_SECRET", "aGVsbG8=");
        assertThat(tell("webhook", night()))
                .extracting(Diagnostic::line)
                .containsExactly("PH-NTF-001 PHANTOM_WEBHOOK_SECRET is not base64 of at least 24 bytes;"
                        + " make one: openssl rand -base64 32");
        assertThat(requests).isEmpty();
    }
}
