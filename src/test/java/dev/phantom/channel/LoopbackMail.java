package dev.phantom.channel;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/// A mail server on loopback, as far as RFC 5321, 3207 and 4954 say: STARTTLS, AUTH PLAIN, one mail after the other.
/// It takes mail over TLS only, and from `phantom` with the password `open sesame`.
final class LoopbackMail implements AutoCloseable {

    private static final String LOGIN = "\0phantom\0open sesame";

    private final ServerSocket server;
    private final SSLContext tls;
    private final boolean offersTls;
    private final List<String> mails = new CopyOnWriteArrayList<>();
    private final List<String> inTheClear = new CopyOnWriteArrayList<>();

    private LoopbackMail(boolean offersTls) throws IOException, GeneralSecurityException {
        this.server = new ServerSocket(0, 8, InetAddress.getByName("127.0.0.1"));
        this.tls = tls();
        this.offersTls = offersTls;
    }

    static LoopbackMail start(boolean offersTls) throws IOException, GeneralSecurityException {
        var mail = new LoopbackMail(offersTls);
        Thread.ofVirtual().start(mail::serve);
        return mail;
    }

    /// Whose certificate is its own, and who trusts nobody else.
    static SSLContext tls() throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        try (var in = LoopbackMail.class.getResourceAsStream("mail.p12")) {
            store.load(in, "loopback".toCharArray());
        }
        var keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store, "loopback".toCharArray());
        var anchors = KeyStore.getInstance("PKCS12");
        anchors.load(null, null);
        anchors.setCertificateEntry("mail", store.getCertificate("mail"));
        var trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(anchors);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    String host() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    /// Head and body of each, as they came.
    List<String> mails() {
        return mails;
    }

    /// What was said before the connection was encrypted.
    List<String> inTheClear() {
        return inTheClear;
    }

    private void serve() {
        while (!server.isClosed()) {
            try (var socket = server.accept()) {
                talk(socket);
            } catch (IOException e) {
                // the client went away, or the test is over
            }
        }
    }

    private void talk(Socket plain) throws IOException {
        var socket = plain;
        var in = reader(socket);
        var encrypted = false;
        say(socket, "220 loopback ESMTP");
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            if (!encrypted) {
                inTheClear.add(line);
            }
            switch (line.split(" ")[0].toUpperCase(Locale.ROOT)) {
                case "EHLO" ->
                    say(
                            socket,
                            encrypted
                                    ? "250-loopback\r\n250 AUTH PLAIN"
                                    : offersTls ? "250-loopback\r\n250 STARTTLS" : "250 loopback");
                case "STARTTLS" -> {
                    say(socket, "220 go ahead");
                    var secure = (SSLSocket) tls.getSocketFactory().createSocket(plain, null, plain.getPort(), false);
                    secure.setUseClientMode(false);
                    socket = secure;
                    in = reader(socket);
                    encrypted = true;
                }
                case "AUTH" -> say(socket, decoded(line).endsWith(LOGIN) ? "235 welcome" : "535 who is 'phantom'?");
                case "DATA" -> {
                    say(socket, "354 go ahead");
                    mails.add(data(in));
                    say(socket, "250 taken");
                }
                case "QUIT" -> {
                    say(socket, "221 bye");
                    return;
                }
                default -> say(socket, encrypted ? "250 fine" : "530 must issue STARTTLS first");
            }
        }
    }

    /// `AUTH PLAIN` and base64 of who acts, who logs in and the password (RFC 4616).
    private static String decoded(String auth) {
        var bytes = Base64.getDecoder().decode(auth.substring(auth.lastIndexOf(' ') + 1));
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String data(BufferedReader in) throws IOException {
        var lines = new ArrayList<String>();
        for (var line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            lines.add(line.startsWith(".") ? line.substring(1) : line);
        }
        return String.join("\n", lines);
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    }

    private static void say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
