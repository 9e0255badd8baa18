package dev.phantom.iac.cloudformation.evaluate;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// `Fn::Cidr`: address blocks cut from a larger one. The third argument counts the host bits of each.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-cidr.html
final class Cidr {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,3}");

    private Cidr() {}

    /// @param arguments block, count and (for IPv4 optional in practice) host bits; empty if they make no sense
    static Optional<List<String>> blocks(List<String> arguments) {
        if (arguments.size() < 2 || !arguments.get(0).contains("/")) {
            return Optional.empty();
        }
        String[] block = arguments.get(0).split("/", 2);
        boolean six = block[0].contains(":");
        int bits = six ? 128 : 32;
        Optional<BigInteger> address = six ? ipv6(block[0]) : ipv4(block[0]);
        String host = arguments.size() > 2 ? arguments.get(2) : six ? "64" : "8";
        if (address.isEmpty() || !number(block[1]) || !number(arguments.get(1)) || !number(host)) {
            return Optional.empty();
        }
        int prefix = Integer.parseInt(block[1]);
        int count = Integer.parseInt(arguments.get(1));
        int hostBits = Integer.parseInt(host);
        if (prefix > bits
                || hostBits < 1
                || hostBits > bits - prefix
                || count < 1
                || count > 256
                || BigInteger.valueOf(count).compareTo(BigInteger.ONE.shiftLeft(bits - prefix - hostBits)) > 0) {
            return Optional.empty();
        }
        BigInteger network = address.get().shiftRight(bits - prefix).shiftLeft(bits - prefix);
        List<String> blocks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            BigInteger start = network.add(BigInteger.valueOf(i).shiftLeft(hostBits));
            blocks.add((six ? text6(start) : text4(start)) + "/" + (bits - hostBits));
        }
        return Optional.of(blocks);
    }

    private static boolean number(String text) {
        return NUMBER.matcher(text).matches();
    }

    private static Optional<BigInteger> ipv4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return Optional.empty();
        }
        BigInteger value = BigInteger.ZERO;
        for (String part : parts) {
            if (!number(part) || Integer.parseInt(part) > 255) {
                return Optional.empty();
            }
            value = value.shiftLeft(8).add(BigInteger.valueOf(Integer.parseInt(part)));
        }
        return Optional.of(value);
    }

    private static Optional<BigInteger> ipv6(String text) {
        int gap = text.indexOf("::");
        List<String> head = groups(gap < 0 ? text : text.substring(0, gap));
        List<String> tail = gap < 0 ? List.of() : groups(text.substring(gap + 2));
        int zeros = 8 - head.size() - tail.size();
        if (gap < 0 ? zeros != 0 : zeros < 1) {
            return Optional.empty();
        }
        List<String> all = new ArrayList<>(head);
        for (int i = 0; i < zeros; i++) {
            all.add("0");
        }
        all.addAll(tail);
        BigInteger value = BigInteger.ZERO;
        for (String group : all) {
            if (!group.matches("[0-9a-fA-F]{1,4}")) {
                return Optional.empty();
            }
            value = value.shiftLeft(16).add(new BigInteger(group, 16));
        }
        return Optional.of(value);
    }

    private static List<String> groups(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(":", -1));
    }

    private static String text4(BigInteger address) {
        long a = address.longValue();
        return (a >> 24 & 255) + "." + (a >> 16 & 255) + "." + (a >> 8 & 255) + "." + (a & 255);
    }

    /// In the canonical form of RFC 5952: the longest run of zero groups is `::`.
    private static String text6(BigInteger address) {
        int[] groups = new int[8];
        for (int i = 0; i < 8; i++) {
            groups[i] = address.shiftRight(16 * (7 - i)).intValue() & 0xFFFF;
        }
        int best = -1;
        int length = 1;
        for (int i = 0; i < 8; i++) {
            int end = i;
            while (end < 8 && groups[end] == 0) {
                end++;
            }
            if (end - i > length) {
                best = i;
                length = end - i;
            }
        }
        var text = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (i == best) {
                text.append("::");
                i += length - 1;
            } else {
                text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":");
                text.append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }
}
