package dev.phantom.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import dev.phantom.fault.Diagnostic;
import dev.phantom.notify.SeenNight;
import dev.phantom.notify.SeenNight.Seen;
import dev.phantom.run.RunReport;
import dev.phantom.sandbox.loopback.LoopbackServer.Reply;
import dev.phantom.sandbox.loopback.LoopbackServer.Request;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What five services get: new, repeated, resolved; each body against what its service documents.
class ChannelsTest extends ChannelsOverLoopback {

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

    @Test
    void anAlertOfAStackThatLeftTheConfigurationIsResolved() throws Exception {
        answer = request -> Reply.json(202, "{}");
        tell("pagerduty", night());
        configured = Set.of();
        assertThat(tell("pagerduty", new RunReport(NOW, List.of(), List.of()))).isEmpty();
        var resolve = valid("pagerduty.schema.json", requests.getLast());
        assertThat(resolve.at("/event_action").asText()).isEqualTo("resolve");
        assertThat(resolve.at("/dedup_key").asText()).isEqualTo("phantom-d-1");
    }
}
