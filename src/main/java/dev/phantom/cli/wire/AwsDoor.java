package dev.phantom.cli;

import dev.phantom.aws.AwsAccess;
import dev.phantom.aws.AwsClients;
import dev.phantom.aws.AwsPace;
import dev.phantom.aws.AwsRegions;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;

/// The way to AWS from the environment and the command line. An address other than AWS's own comes only from there.
final class AwsDoor {

    private AwsDoor() {}

    /// @param profile  of the shared configuration files; empty for the default chain
    /// @param role     to assume in other accounts; empty for none
    /// @param external id for that role; empty for none
    static AwsClients open(Terminal terminal, String profile, String role, String external) {
        var endpoint = endpoint(terminal.env("AWS_ENDPOINT_URL"));
        var access = AwsAccess.standard(Long.toHexString(terminal.clock().millis()))
                .withProfile(profile)
                .withRole(role, external)
                .withPace(AwsPace.of(endpoint));
        return new AwsClients(endpoint.map(access::withEndpoint).orElse(access));
    }

    /// The region asked for: the option's, else the environment's, else the profile's.
    ///
    /// @throws PhantomException AWS_CREDENTIALS if none of them names one
    static String region(Terminal terminal, String option, String profile) {
        return Stream.of(option, terminal.env("AWS_REGION"), terminal.env("AWS_DEFAULT_REGION"))
                .filter(name -> !name.isBlank())
                .findFirst()
                .or(() -> AwsRegions.ofProfile(profile))
                .orElseThrow(() -> new PhantomException(new Diagnostic(
                        Code.AWS_CREDENTIALS, "no region is known", "give --region or set AWS_REGION", "")));
    }

    private static Optional<URI> endpoint(String text) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        try {
            var uri = URI.create(text.strip());
            if (uri.getHost() != null && uri.getScheme().matches("https?")) {
                return Optional.of(uri);
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new PhantomException(new Diagnostic(
                Code.CONFIG_BAD_VALUE,
                "'" + text + "' is not an http address",
                "correct or unset it",
                "AWS_ENDPOINT_URL"));
    }
}
