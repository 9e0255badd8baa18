package dev.phantom.drift.compare;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// IP addresses and ranges that are written in more than one way.
final class Addresses {

    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:]{2,39}(/\\d{1,3})?");
    private static final Pattern RANGE =
            Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})/(\\d{1,2})");

    private Addresses() {}

    /// `0:0:0:0:0:0:0:0/0` is `::/0`.
    static boolean sameIpv6(String e, String a) {
        return e.indexOf(':') >= 0
                && a.indexOf(':') >= 0
                && IPV6.matcher(e).matches()
                && IPV6.matcher(a).matches()
                && expanded(e).equals(expanded(a))
                && !expanded(e).isEmpty();
    }

    /// All eight groups without leading zeros; empty if it is no IPv6 address.
    private static String expanded(String text) {
        int slash = text.indexOf('/');
        var address = slash < 0 ? text : text.substring(0, slash);
        var halves = address.split("::", -1);
        if (halves.length > 2) {
            return "";
        }
        var head = groups(halves[0]);
        var tail = halves.length == 2 ? groups(halves[1]) : new String[0];
        int gap = 8 - head.length - tail.length;
        if (halves.length == 1 ? gap != 0 : gap < 1) {
            return "";
        }
        var all = String.join(":", head) + ":0".repeat(gap) + (tail.length == 0 ? "" : ":" + String.join(":", tail));
        return (all.startsWith(":") ? all.substring(1) : all) + (slash < 0 ? "" : text.substring(slash));
    }

    private static String[] groups(String half) {
        if (half.isEmpty()) {
            return new String[0];
        }
        var groups = half.toLowerCase(Locale.ROOT).split(":", -1);
        for (int i = 0; i < groups.length; i++) {
            groups[i] = groups[i].replaceFirst("^0+(?=.)", "");
        }
        return groups;
    }

    /// Live holds the canonical form of the declared range: 100.68.0.0/18 for 100.68.0.18/18.
    /// (Amazon EC2 API Reference, `CreateVpc`, `AuthorizeSecurityGroupIngress`)
    static boolean sameNetwork(String e, String a) {
        var declared = RANGE.matcher(e);
        var live = RANGE.matcher(a);
        if (!declared.matches() || !live.matches() || !declared.group(5).equals(live.group(5))) {
            return false;
        }
        int bits = Integer.parseInt(live.group(5));
        long mask = bits > 32 ? -1L : 0xFFFF_FFFFL << 32 - bits & 0xFFFF_FFFFL;
        return bits <= 32 && (address(declared) & mask) == address(live);
    }

    /// @return a number that no mask makes equal to another's if it is no address
    private static long address(Matcher range) {
        long address = 0;
        for (int i = 1; i <= 4; i++) {
            int part = Integer.parseInt(range.group(i));
            if (part > 255) {
                return -1;
            }
            address = address << 8 | part;
        }
        return address;
    }
}
