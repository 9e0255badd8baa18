package dev.phantom.cost;

import dev.phantom.value.PropertyView;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Where a resource is priced: in its region, or in the Local Zone or Wavelength Zone that it stands in, which has prices
/// of its own (https://aws.amazon.com/about-aws/global-infrastructure/localzones/pricing/).
final class Zone {
    static final String PROPERTY = "AvailabilityZone";

    /// `us-east-1a`, and not `us-east-1-bos-1a` or `us-east-1-wl1-bos-wlz-1`.
    private static final Pattern OF_THE_REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-\\d[a-z]");

    private Zone() {}

    /// @param region of the stack
    static String place(String region, ResourceConfiguration configuration) {
        var subnet = configuration.properties().raw("SubnetId").flatMap(configuration::find);
        return Stream.concat(Stream.of(configuration.properties()), subnet.stream())
                .flatMap(view -> apart(view).stream())
                .findFirst()
                .orElse(region);
    }

    /// One side of a change stands in a zone with prices of its own.
    static boolean moves(MapValue before, MapValue after) {
        return Stream.of(before, after).anyMatch(side -> apart(new PropertyView(side)).isPresent());
    }

    private static Optional<String> apart(PropertyView properties) {
        return properties
                .raw(PROPERTY)
                .filter(Scalar.class::isInstance)
                .map(zone -> ((Scalar) zone).text())
                .filter(zone -> !zone.isEmpty() && !OF_THE_REGION.matcher(zone).matches());
    }
}
