package dev.phantom.aws;

import dev.phantom.fault.Nearest;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/// The region that the SDK would take by itself.
public final class AwsRegions {

    private AwsRegions() {}

    /// What a region is most likely meant to be that nobody knows.
    ///
    /// @return empty for one that the SDK knows
    static Optional<String> meant(String region) {
        var known = Region.regions().stream().map(Region::id).toList();
        return known.contains(region) ? Optional.empty() : Nearest.slip(region, known);
    }

    /// Whether the SDK's own list has it; a region may be younger than the SDK.
    static boolean listed(String region) {
        return Region.regions().stream().map(Region::id).anyMatch(region::equals);
    }

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
