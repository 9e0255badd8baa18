package dev.phantom.aws;

import java.net.URI;
import java.util.Optional;

/// How to reach AWS.
///
/// @param profile    of the shared configuration files; empty for the SDK's default chain
/// @param endpoint   null for AWS's own, or for `AWS_ENDPOINT_URL`, which the SDK reads itself
/// @param roleName   role to assume in accounts other than the caller's; empty for none
/// @param externalId for that role; empty for none
/// @param run        short id of this run; the role session is called `phantom-<run>`
/// @param pace       how fast to ask
public record AwsAccess(
        String profile, Optional<URI> endpoint, String roleName, String externalId, String run, AwsPacing pace) {

    /// The default chain, the real AWS.
    public static AwsAccess standard(String run) {
        return new AwsAccess("", Optional.empty(), "", "", run, AwsPacing.POLITE);
    }

    public AwsAccess withProfile(String name) {
        return new AwsAccess(name, endpoint, roleName, externalId, run, pace);
    }

    public AwsAccess withEndpoint(URI uri) {
        return new AwsAccess(profile, Optional.of(uri), roleName, externalId, run, pace);
    }

    public AwsAccess withRole(String name, String external) {
        return new AwsAccess(profile, endpoint, name, external, run, pace);
    }

    public AwsAccess withPace(AwsPacing other) {
        return new AwsAccess(profile, endpoint, roleName, externalId, run, other);
    }
}
