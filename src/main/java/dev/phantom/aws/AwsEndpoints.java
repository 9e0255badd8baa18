package dev.phantom.aws;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Where AWS is asked instead of its own hosts.
///
/// @param all      `AWS_ENDPOINT_URL`; empty for AWS's own
/// @param services by the SDK's id of the service, `cloudtrail`: `AWS_ENDPOINT_URL_CLOUDTRAIL`, which wins
/// @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html">service-specific
/// endpoints</a>
public record AwsEndpoints(Optional<URI> all, Map<String, URI> services) {

    static final AwsEndpoints NONE = new AwsEndpoints(Optional.empty(), Map.of());

    public AwsEndpoints {
        services = Map.copyOf(services);
    }

    Optional<URI> of(String service) {
        return Optional.ofNullable(services.get(service)).or(() -> all);
    }

    public AwsEndpoints with(String service, URI uri) {
        var more = new LinkedHashMap<>(services);
        more.put(service, uri);
        return new AwsEndpoints(all, more);
    }
}
