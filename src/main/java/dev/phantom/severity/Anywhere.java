package dev.phantom.severity;

import dev.phantom.value.PropertyView;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Address ranges that mean "everybody": prefixes shorter than the largest private range, so that the two halves of the
/// internet count too.
public final class Anywhere {
    private static final Pattern WIDE_4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}/[0-7]");
    private static final Pattern WIDE_6 = Pattern.compile("[0-9a-fA-F:]*::?/[0-6]|::/0");

    private Anywhere() {}

    public static boolean is(String cidr) {
        return WIDE_4.matcher(cidr.strip()).matches()
                || WIDE_6.matcher(cidr.strip()).matches();
    }

    /// The range by which a rule lets everybody in; empty if it does not.
    public static Optional<String> source(PropertyView rule) {
        return Stream.of("CidrIp", "CidrIpv6", "CIDRIP", "CidrBlock", "Ipv6CidrBlock")
                .flatMap(key -> rule.text(key).stream())
                .filter(Anywhere::is)
                .findFirst();
    }
}
