package dev.phantom.severity;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A range of addresses: `203.0.113.0/24`, or one address.
///
/// @param bits   32 or 128
/// @param prefix length of what is fixed
public record AddressRange(BigInteger start, int bits, int prefix) {
    private static final Pattern V4 = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");
    private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:.]*");

    /// S3 takes anything broader for public:
    /// https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
    private static final int BROADEST_V4 = 8;

    private static final int BROADEST_V6 = 32;

    /// Of private networks and carriers' own: RFC 1918, RFC 6598, RFC 4193; and what a host or link keeps to itself.
    private static final List<AddressRange> PRIVATE = Stream.of(
                    "10.0.0.0/8",
                    "172.16.0.0/12",
                    "192.168.0.0/16",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "fc00::/7",
                    "fe80::/10",
                    "::1/128")
            .flatMap(range -> of(range).stream())
            .toList();

    /// Empty if the text is no range.
    public static Optional<AddressRange> of(String text) {
        var parts = text.strip().split("/", -1);
        if (parts.length > 2 || parts.length == 2 && !parts[1].matches("\\d{1,3}")) {
            return Optional.empty();
        }
        return number(parts[0]).flatMap(address -> {
            int bits = parts[0].contains(":") ? 128 : 32;
            int prefix = parts.length == 2 ? Integer.parseInt(parts[1]) : bits;
            return prefix > bits
                    ? Optional.empty()
                    : Optional.of(
                            new AddressRange(address.shiftRight(bits - prefix).shiftLeft(bits - prefix), bits, prefix));
        });
    }

    public boolean covers(AddressRange other) {
        return bits == other.bits
                && prefix <= other.prefix
                && other.start.shiftRight(bits - prefix).equals(start.shiftRight(bits - prefix));
    }

    /// Whether it is so wide that it names nobody.
    public boolean broad() {
        return prefix < (bits == 32 ? BROADEST_V4 : BROADEST_V6);
    }

    /// Whether no address of it is the internet's.
    public boolean isPrivate() {
        return PRIVATE.stream().anyMatch(range -> range.covers(this));
    }

    private static Optional<BigInteger> number(String address) {
        var v4 = V4.matcher(address);
        if (v4.matches()) {
            var bytes = new int[] {part(v4.group(1)), part(v4.group(2)), part(v4.group(3)), part(v4.group(4))};
            return Arrays.stream(bytes).anyMatch(b -> b > 255)
                    ? Optional.empty()
                    : Optional.of(Arrays.stream(bytes)
                            .mapToObj(BigInteger::valueOf)
                            .reduce(BigInteger.ZERO, (n, b) -> n.shiftLeft(8).add(b)));
        }
        return V6.matcher(address).matches() ? v6(address) : Optional.empty();
    }

    private static Optional<BigInteger> v6(String address) {
        var halves = address.split("::", -1);
        var head = groups(halves[0]);
        var tail = halves.length == 2 ? groups(halves[1]) : new String[0];
        int missing = 8 - head.length - tail.length;
        if (halves.length > 2 || missing < 0 || halves.length == 1 && missing != 0) {
            return Optional.empty();
        }
        var number = BigInteger.ZERO;
        for (int i = 0; i < 8; i++) {
            var group = i < head.length ? head[i] : i < head.length + missing ? "0" : tail[i - head.length - missing];
            if (!group.matches("[0-9a-fA-F]{1,4}")) {
                return Optional.empty();
            }
            number = number.shiftLeft(16).add(new BigInteger(group, 16));
        }
        return Optional.of(number);
    }

    private static String[] groups(String half) {
        return half.isEmpty() ? new String[0] : half.split(":", -1);
    }

    private static int part(String digits) {
        return Integer.parseInt(digits);
    }
}
