package dev.phantom.channel;

import dev.phantom.fault.Limits;
import dev.phantom.wire.Exchange;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// A connection to a mail server from which no more is read than an exchange may take: the library reads a line until
/// it ends, however long it is.
final class SmtpSocket extends Socket {

    private final String host;
    private final Exchange exchange;

    private SmtpSocket(String host, Exchange exchange) {
        this.host = host;
        this.exchange = exchange;
    }

    /// Connected, and encrypted on the port where that comes first.
    ///
    /// @param trust whose certificates are good
    static Socket to(URI server, boolean encrypted, Limits limits, SSLContext trust, Exchange exchange)
            throws IOException {
        var plain = new SmtpSocket(server.getHost(), exchange);
        int wait = (int) limits.connect().toMillis();
        plain.connect(new InetSocketAddress(server.getHost(), server.getPort()), wait);
        plain.setSoTimeout(wait);
        if (!encrypted) {
            return plain;
        }
        var secure = (SSLSocket) trust.getSocketFactory().createSocket(plain, server.getHost(), server.getPort(), true);
        var parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS"); // the name in the certificate is the server's
        secure.setSSLParameters(parameters);
        secure.startHandshake();
        return secure;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return exchange.bounded(super.getInputStream());
    }

    /// By the name that was configured: the library holds the certificate against it, and would else ask whose address
    /// it is.
    @Override
    public InetAddress getInetAddress() {
        var there = super.getInetAddress();
        try {
            return there == null ? there : InetAddress.getByAddress(host, there.getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has four bytes or sixteen", e);
        }
    }
}
