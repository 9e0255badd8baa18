package dev.phantom.channel;

import dev.phantom.fault.Cause;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a channel reads from the environment. No message ever holds a value: an address is a secret, too.
///
/// @param environment with the keys of `.env` in it
record ChannelSettings(Map<String, String> environment) {

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    /// @throws PhantomException SETTING if it is not set
    String needed(String name) {
        var value = optional(name);
        if (value.isEmpty()) {
            throw wrong(name + " is not set", "");
        }
        return value;
    }

    String optional(String name) {
        return environment.getOrDefault(name, "").strip();
    }

    /// An address that a message may be sent to: HTTPS, or anything on this machine.
    ///
    /// @param hosts it is one of these or below one; empty: any host
    /// @throws PhantomException SETTING, which names the host at most
    URI address(String name, List<String> hosts) {
        return address(name, needed(name), hosts);
    }

    static URI address(String name, String value, List<String> hosts) {
        URI uri;
        try {
            uri = URI.create(value);
        } catch (IllegalArgumentException e) {
            throw wrong(name + " is not an address", "");
        }
        if (uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw wrong(name + " is not an address of the form https://host/path", "");
        }
        var host = uri.getHost().toLowerCase(Locale.ROOT);
        if ("http".equals(uri.getScheme()) && LOOPBACK.contains(host)) {
            return uri;
        }
        if (!"https".equals(uri.getScheme())) {
            throw wrong(name + " does not begin with https://", "");
        }
        if (!hosts.isEmpty() && hosts.stream().noneMatch(h -> host.equals(h) || host.endsWith("." + h))) {
            throw wrong(name + " names the host " + host + ", which is not " + String.join(" or ", hosts), "");
        }
        return uri;
    }

    /// What is wrong with what is read there; empty if nothing is.
    static Optional<Diagnostic> lacks(Runnable read) {
        try {
            read.run();
            return Optional.empty();
        } catch (PhantomException e) {
            return Optional.of(e.diagnostic());
        }
    }

    static PhantomException wrong(String summary, String detail) {
        return new PhantomException(new Diagnostic(ChannelCode.SETTING, summary, detail, "", Cause.NOT_CONFIGURED));
    }
}
