package dev.phantom.wire;

import dev.phantom.fault.Limits;
import dev.phantom.wire.WireFailure.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/// Says what an exception of a network or of a client means. Each client wraps the same few events in its own classes,
/// so what decides is what lies at the bottom.
final class WireReading {

    private static final Pattern CUT = Pattern.compile("premature|unexpected end|end of stream|end of file|eof|"
            + "connection reset|broken pipe|connection (was )?closed|received no bytes|failed to respond|"
            + "closed, received|fixed content-length|truncated|stream closed|chunk expected");
    private static final Pattern NOT_HTTP = Pattern.compile("invalid http|status line|invalid header|malformed|"
            + "not a valid http|protocol exception|unexpected status|version not supported");

    private WireReading() {}

    /// Empty for what is no event of the network.
    static Optional<WireFailure> of(Throwable thrown, String host, int status, long bytes, Duration limit) {
        for (Throwable e = thrown; e != null; e = e.getCause()) {
            if (e instanceof UnresolvedAddressException) {
                return unknown(host); // which the JDK's HTTP client hides in a refusal
            }
        }
        for (Throwable e = thrown; e != null; e = e.getCause()) {
            var seen = one(e, host, status, bytes, limit);
            if (seen.isPresent()) {
                return seen;
            }
        }
        return Optional.empty();
    }

    private static Optional<WireFailure> one(Throwable e, String host, int status, long bytes, Duration limit) {
        var words = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return switch (e) {
            case UnknownHostException unknown -> unknown(host);
            case HttpConnectTimeoutException late -> unreachable(host);
            case SSLException tls -> Optional.of(new WireFailure(Kind.TLS, tls(host, words)));
            case NoRouteToHostException none ->
                Optional.of(new WireFailure(Kind.UNREACHABLE, "there is no route to " + host));
            case ConnectException refused when words.contains("timed out") -> unreachable(host);
            case ConnectException none
            when words.contains("unreachable") || words.contains("no route") ->
                Optional.of(new WireFailure(Kind.UNREACHABLE, "there is no route to " + host));
            // the JDK's HTTP client says so without a word
            case ConnectException refused ->
                Optional.of(new WireFailure(Kind.REFUSED, host + " refused the connection"));
            case SocketTimeoutException late when words.contains("connect") -> unreachable(host);
            case SocketTimeoutException late -> silent(host, status, limit);
            case HttpTimeoutException late -> silent(host, status, limit);
            case EOFException cut -> cut(host, status, bytes);
            case ClosedChannelException cut -> cut(host, status, bytes);
            case ProtocolException odd when !CUT.matcher(words).find() -> notHttp(host);
            case SocketException broken -> cut(host, status, bytes);
            case IOException io when CUT.matcher(words).find() -> cut(host, status, bytes);
            case IOException io when NOT_HTTP.matcher(words).find() -> notHttp(host);
            default -> Optional.empty();
        };
    }

    private static Optional<WireFailure> unknown(String host) {
        return Optional.of(new WireFailure(Kind.UNKNOWN_HOST, "the name " + host + " is unknown"));
    }

    private static Optional<WireFailure> unreachable(String host) {
        return Optional.of(new WireFailure(Kind.UNREACHABLE, "no connection to " + host + " in time"));
    }

    private static Optional<WireFailure> silent(String host, int status, Duration limit) {
        return Optional.of(
                status == 0
                        ? new WireFailure(
                                Kind.SILENT,
                                host + " sent no answer "
                                        + (limit.isZero() ? "in time" : "within " + Limits.said(limit)))
                        : new WireFailure(
                                Kind.SLOW, host + " began an answer (" + status + ") and did not end it in time"));
    }

    private static Optional<WireFailure> cut(String host, int status, long bytes) {
        return Optional.of(new WireFailure(
                Kind.CUT,
                status == 0
                        ? host + " closed the connection without an answer"
                        : "%s closed the connection in the middle of an answer (%d, after %s)"
                                .formatted(host, status, Exchange.size(bytes))));
    }

    private static Optional<WireFailure> notHttp(String host) {
        return Optional.of(new WireFailure(Kind.NOT_HTTP, "what " + host + " sent is not HTTP"));
    }

    private static String tls(String host, String words) {
        if (words.contains("unrecognized ssl message") || words.contains("unsupported or unrecognized")) {
            return host + " does not speak TLS on this port";
        }
        if (words.contains("subject alternative") || words.contains("no name matching")) {
            return "the certificate of " + host + " is for another name";
        }
        if (words.contains("expired") || words.contains("notafter")) {
            return "the certificate of " + host + " is expired";
        }
        if (words.contains("pkix") || words.contains("certificat")) {
            return "the certificate of " + host + " is not trusted here";
        }
        return "TLS with " + host + " failed";
    }
}
