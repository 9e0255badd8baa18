package dev.phantom.aws;

import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/// The region that the SDK would take by itself.
public final class AwsRegions {

    private AwsRegions() {}

    /// @param profile empty for the default one
    public static Optional<String> ofProfile(String profile) {
        var chain = DefaultAwsRegionProviderChain.builder();
        if (!profile.isEmpty()) {
            chain.profileName(profile);
        }
        try {
            return Optional.ofNullable(chain.build().getRegion()).map(Object::toString);
        } catch (SdkException e) {
            return Optional.empty();
        }
    }
}
