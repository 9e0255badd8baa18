package dev.phantom.channel;

import dev.phantom.fault.Cause;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.Limits;
import dev.phantom.fault.PhantomException;
import dev.phantom.notify.Audience;
import dev.phantom.notify.Channel;
import dev.phantom.notify.Message;
import dev.phantom.notify.MessageText;
import dev.phantom.wire.Exchange;
import dev.phantom.wire.WireException;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/// E-mail over SMTP, encrypted by STARTTLS (RFC 3207), or from the first byte on port 465 (RFC 8314); never in the
/// clear. `PHANTOM_SMTP_HOST` (`smtp.example.com:587`), `PHANTOM_SMTP_USER` and `PHANTOM_SMTP_PASSWORD` where it
/// wants them, `PHANTOM_MAIL_FROM`, `PHANTOM_MAIL_TO` (one or more, by commas).
///
/// Plain text, at most 500 lines; a line is wrapped by the reader's program. `Auto-Submitted` (RFC 3834) keeps
/// vacation notices away.
///
/// @param trust whose certificates are good
record MailChannel(Audience audience, Map<String, String> environment, Limits limits, SSLContext trust)
        implements Channel {

    private static final Duration LONGEST = Duration.ofSeconds(15);
    private static final int LINES = 500;
    private static final int CHARS = 200_000;
    private static final int SMTPS = 465;

    /// Of all that a server says in one conversation.
    private static final int ANSWERS = 1 << 20;

    @Override
    public String name() {
        return "email";
    }

    @Override
    public Optional<Diagnostic> lacks() {
        return ChannelSettings.lacks(() -> {
            session(server(new ChannelSettings(environment)));
            addresses("PHANTOM_MAIL_FROM");
            addresses("PHANTOM_MAIL_TO");
        });
    }

    @Override
    public Delivery deliver(Message message) {
        try {
            var server = server(new ChannelSettings(environment));
            var session = session(server);
            var mail = mail(session, message);
            Exchange.of(server, limits.call(LONGEST), ANSWERS, exchange -> send(session, mail, socket(server, exchange)));
            return Delivery.all(message);
        } catch (PhantomException e) {
            return Delivery.none(e.diagnostic());
        } catch (WireException e) {
            return Delivery.none(failed(e.failure().text(), e.failure().cause()));
        } catch (IOException e) {
            return Delivery.none(refused(e));
        } catch (MessagingException e) {
            return Delivery.none(failed("the message could not be written", Cause.OTHER));
        }
    }

    private Socket socket(URI server, Exchange exchange) throws IOException {
        return SmtpSocket.to(server, server.getPort() == SMTPS, limits, trust, exchange);
    }

    private static Boolean send(Session session, MimeMessage mail, Socket socket)
            throws MessagingException, IOException {
        try (socket;
                var transport = new Encrypted(session)) {
            transport.connect(socket);
            transport.sendMessage(mail, mail.getAllRecipients());
        }
        return true;
    }

    /// Goes no further than the server's greeting where that offers no encryption.
    private static final class Encrypted extends SMTPTransport {
        Encrypted(Session session) {
            super(session, new URLName("smtp", null, -1, null, null, null));
        }

        @Override
        protected boolean ehlo(String domain) throws MessagingException {
            var extended = super.ehlo(domain);
            if (!isSSL() && !supportsExtension("STARTTLS")) {
                throw new InTheClearException();
            }
            return extended;
        }
    }

    private static final class InTheClearException extends MessagingException {
        private static final long serialVersionUID = 1;
    }

    private static URI server(ChannelSettings settings) {
        var host = settings.needed("PHANTOM_SMTP_HOST");
        try {
            var uri = URI.create("smtp://" + (host.matches(".*:\\d+") ? host : host + ":587"));
            if (uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawPath().isEmpty()) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw ChannelSettings.wrong("PHANTOM_SMTP_HOST is not host:port", "");
    }

    private Session session(URI server) {
        var settings = new ChannelSettings(environment);
        var user = settings.optional("PHANTOM_SMTP_USER");
        var p = new Properties();
        p.put("mail.transport.protocol", "smtp");
        p.put("mail.smtp.host", server.getHost());
        p.put("mail.smtp.port", Integer.toString(server.getPort()));
        p.put("mail.smtp.starttls.enable", "true");
        p.put("mail.smtp.starttls.required", Boolean.toString(server.getPort() != SMTPS));
        p.put("mail.smtp.ssl.checkserveridentity", "true");
        p.put("mail.smtp.ssl.socketFactory", trust.getSocketFactory());
        p.put("mail.smtp.auth", Boolean.toString(!user.isEmpty()));
        return user.isEmpty()
                ? Session.getInstance(p)
                : Session.getInstance(p, new Login(user, settings.needed("PHANTOM_SMTP_PASSWORD")));
    }

    private static final class Login extends jakarta.mail.Authenticator {
        private final String user;
        private final String password;

        Login(String user, String password) {
            this.user = user;
            this.password = password;
        }

        @Override
        protected jakarta.mail.PasswordAuthentication getPasswordAuthentication() {
            return new jakarta.mail.PasswordAuthentication(user, password);
        }
    }

    private MimeMessage mail(Session session, Message message) throws MessagingException {
        var from = addresses("PHANTOM_MAIL_FROM").getFirst();
        var mail = new Numbered(
                session, "<" + message.id() + "@" + from.getAddress().replaceAll(".*@", "") + ">");
        mail.setFrom(from);
        for (var to : addresses("PHANTOM_MAIL_TO")) {
            mail.addRecipient(jakarta.mail.Message.RecipientType.TO, to);
        }
        mail.setSubject(MessageText.headline(message), StandardCharsets.UTF_8.name());
        mail.setText(body(message), StandardCharsets.UTF_8.name());
        mail.setSentDate(Date.from(message.at()));
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.saveChanges();
        return mail;
    }

    /// Whose id is the message's, so that a program for mail shows what it gets twice once.
    private static final class Numbered extends MimeMessage {
        private final String id;

        Numbered(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }

    private List<InternetAddress> addresses(String name) {
        try {
            var all = InternetAddress.parse(new ChannelSettings(environment).needed(name), true);
            if (all.length > 0) {
                return List.of(all);
            }
        } catch (AddressException e) {
            // said below
        }
        throw ChannelSettings.wrong(name + " is not a list of e-mail addresses", "");
    }

    static String body(Message message) {
        var fitted = Fitted.of(message, LINES, CHARS);
        var lines = fitted.shown().stream()
                .map(news -> MessageText.label(news) + "  " + Fitted.line(news)
                        + (news.drift().url().isEmpty()
                                ? ""
                                : "\n  " + news.drift().url()))
                .collect(Collectors.joining("\n\n"));
        return MessageText.headline(message) + "\n\n" + lines + (fitted.left() == 0 ? "" : "\n\n" + fitted.rest())
                + (message.link().isEmpty() ? "" : "\n\nThe whole report: " + message.link()) + "\n";
    }

    /// What the server said is not repeated: it may hold a name or an address.
    private Diagnostic refused(IOException failure) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof AuthenticationFailedException) {
                return denied("the mail server rejected the user or the password");
            }
            if (e instanceof SendFailedException) {
                return denied("the mail server rejected the sender or a recipient");
            }
            if (e instanceof InTheClearException) {
                return denied("the mail server offers no STARTTLS, and nothing is sent in the clear");
            }
        }
        return failed("the exchange with the mail server failed", Cause.BROKEN);
    }

    private Diagnostic denied(String what) {
        return new Diagnostic(ChannelCode.REFUSED, name() + ": " + what, "", "", Cause.DENIED);
    }

    private Diagnostic failed(String what, Cause cause) {
        return new Diagnostic(ChannelCode.FAILED, name() + ": " + what, "", "", cause);
    }
}
