package dev.phantom.aws;

import dev.phantom.wire.Network;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/// How to reach AWS.
///
/// @param profile    of the shared configuration files; empty for the SDK's default chain
/// @param endpoints  hosts other than AWS's own
/// @param roleName   role to assume in accounts other than the caller's; empty for none
/// @param externalId for that role; empty for none
/// @param run        short id of this run; the role session is called `phantom-<run>`
/// @param pace       how fast to ask
/// @param network    how long to wait, and for whom nobody waits any more
public record AwsAccess(
        String profile,
        AwsEndpoints endpoints,
        String roleName,
        String externalId,
        String run,
        AwsPacing pace,
        Network network) {

    /// The default chain, the real AWS.
    public static AwsAccess standard(String run) {
        return new AwsAccess("", AwsEndpoints.NONE, "", "", run, AwsPacing.POLITE, Network.standard());
    }

    public AwsAccess withProfile(String name) {
        return new AwsAccess(name, endpoints, roleName, externalId, run, pace, network);
    }

    public AwsAccess withEndpoint(URI uri) {
        return new AwsAccess(
                profile, new AwsEndpoints(Optional.of(uri), Map.of()), roleName, externalId, run, pace, network);
    }

    public AwsAccess withEndpoints(AwsEndpoints other) {
        return new AwsAccess(profile, other, roleName, externalId, run, pace, network);
    }

    public AwsAccess withRole(String name, String external) {
        return new AwsAccess(profile, endpoints, name, external, run, pace, network);
    }

    public AwsAccess withPace(AwsPacing other) {
        return new AwsAccess(profile, endpoints, roleName, externalId, run, other, network);
    }

    public AwsAccess on(Network other) {
        return new AwsAccess(profile, endpoints, roleName, externalId, run, pace, other);
    }
}
