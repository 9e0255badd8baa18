package dev.phantom.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.Limits;
import dev.phantom.sandbox.loopback.LoopbackServer.Reply;
import dev.phantom.wire.Exchange;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What each channel says of a message that does not arrive: one line with nothing secret in it, and the next run sends
/// it.
class ChannelFailuresTest extends ChannelsOverLoopback {

    private static final String REFUSED = "check the address and the key; the message is sent again by the next run";

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
        for (int status : new int[] {301, 302, 303, 307, 308}) {
            answer = request -> new Reply(status, Map.of("Location", server.uri() + "/elsewhere"), new byte[0]);
            failsWith(
                    name, "PH-NTF-002", host + " answered " + status + ", a redirect, which is not followed", REFUSED);
        }
        assertThat(requests).hasSize(8).noneMatch(request -> request.path().equals("/elsewhere"));
        answer = request -> Reply.of(202, "text/plain", "ok");
        assertThat(tell(name, night())).isEmpty();
        assertThat(requests).hasSize(9);
        assertThat(tell(name, night())).isEmpty();
        assertThat(requests).hasSize(9);
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

    /// The library reads a line until it ends.
    @Test
    void aMailServerThatNeverStopsTalkingIsGivenUp() throws Exception {
        try (var endless = new ServerSocket(0, 8, InetAddress.getByName("127.0.0.1"))) {
            Thread.ofVirtual().start(() -> {
                try (var socket = endless.accept()) {
                    var out = socket.getOutputStream();
                    out.write("220-".getBytes(StandardCharsets.US_ASCII));
                    for (int i = 0; i < 4_000; i++) {
                        out.write("x".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII));
                    }
                } catch (IOException e) {
                    // given up, which is what it is for
                }
            });
            var there = "127.0.0.1:" + endless.getLocalPort();
            environment.put("PHANTOM_SMTP_HOST", there);
            failsWith(
                    "email", "PH-NTF-004", there + " sent more than 1 MB in one answer", "the next run sends it again");
        }
    }

    /// Port 465.
    @Test
    void whereTlsComesFirstOnlyATrustedServerIsTalkedTo() throws Exception {
        var tls = LoopbackMail.tls();
        try (var server =
                tls.getServerSocketFactory().createServerSocket(0, 8, InetAddress.getByName("127.0.0.1"))) {
            Thread.ofVirtual().start(() -> {
                while (!server.isClosed()) {
                    try (var socket = (SSLSocket) server.accept()) {
                        socket.startHandshake();
                    } catch (IOException e) {
                        // not trusted, or the test is over
                    }
                }
            });
            var there = URI.create("smtp://127.0.0.1:" + server.getLocalPort());
            assertThat(encrypted(there, tls)).isTrue();
            assertThatThrownBy(() -> encrypted(there, SSLContext.getDefault()))
                    .hasMessage("the certificate of " + there.getRawAuthority() + " is not trusted here");
        }
    }

    private static boolean encrypted(URI there, SSLContext trust) throws IOException {
        return Exchange.of(there, Duration.ofMinutes(1), 1 << 20, exchange -> {
            try (var socket = SmtpSocket.to(there, true, Limits.DEFAULT, trust, exchange)) {
                return socket instanceof SSLSocket;
            }
        });
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
