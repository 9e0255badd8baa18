package dev.phantom.severity;

import dev.phantom.value.PropertyView;
import java.util.Optional;
import java.util.stream.Stream;

/// Address ranges, however they are spelled, that mean "everybody": prefixes shorter than the largest private range, so
/// that the two halves of the
/// internet count too.
public final class Anywhere {
    private static final int WIDEST_4 = 8;
    private static final int WIDEST_6 = 7;

    private Anywhere() {}

    public static boolean is(String cidr) {
        return AddressRange.of(cidr)
                .filter(range -> range.prefix() < (range.bits() == 32 ? WIDEST_4 : WIDEST_6))
                .isPresent();
    }

    /// The range by which a rule lets everybody in; empty if it does not.
    public static Optional<String> source(PropertyView rule) {
        return Stream.of("CidrIp", "CidrIpv6", "CIDRIP", "CidrBlock", "Ipv6CidrBlock", "IpRange")
                .flatMap(key -> rule.text(key).stream())
                .filter(Anywhere::is)
                .findFirst();
    }
}
