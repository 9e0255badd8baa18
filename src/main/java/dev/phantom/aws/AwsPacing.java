package dev.phantom.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// How fast AWS is asked, and for how long.
///
/// @param poll           between two looks at a scan or a template under way
/// @param limit          wall clock that reading one stack, or one change log, may take
/// @param cloudFormation calls a second, per account and region; so the next two
/// @param cloudControl   AWS allows about 25
/// @param cloudTrail     AWS allows 2
/// @param others         services of which AWS names no figure
/// @param backoff        first wait after a throttled call; it doubles, to 20 s at most
/// @param attempts       of one call
/// @param adaptive       whether a throttled client also slows down by itself (the SDK's adaptive mode)
public record AwsPacing(
        Duration poll,
        Duration limit,
        double cloudFormation,
        double cloudControl,
        double cloudTrail,
        double others,
        Duration backoff,
        int attempts,
        boolean adaptive) {

    /// For the real AWS.
    public static final AwsPacing POLITE =
            new AwsPacing(Duration.ofSeconds(5), Duration.ofMinutes(20), 4, 15, 2, 5, Duration.ofSeconds(1), 8, true);

    /// For the embedded AWS.
    public static final AwsPacing LOOPBACK = new AwsPacing(
            Duration.ofMillis(40), Duration.ofMinutes(2), 500, 500, 500, 500, Duration.ofMillis(25), 8, false);

    /// Of an endpoint: quick on this machine, polite everywhere else.
    public static AwsPacing of(Optional<URI> endpoint) {
        var host = endpoint.map(URI::getHost).orElse("");
        return host.equals("127.0.0.1") || host.equals("localhost") ? LOOPBACK : POLITE;
    }
}
