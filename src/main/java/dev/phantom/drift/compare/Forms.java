package dev.phantom.drift.compare;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Different spellings of one value that mean the same wherever they stand.
final class Forms {

    private static final Pattern RATE = Pattern.compile("rate\\(\\s*(\\d{1,9})\\s+(minute|hour|day)s?\\s*\\)");
    private static final Pattern DOMAIN =
            Pattern.compile("[A-Za-z0-9_*-]+(\\.[A-Za-z0-9_-]+)*\\.[A-Za-z][A-Za-z0-9-]+");
    private static final Pattern SERVER = Pattern.compile("https?://[A-Za-z0-9._-]+(:\\d+)?");
    private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F:]{2,39}(/\\d{1,3})?");

    private Forms() {}

    static boolean equal(String e, String a) {
        return sameText(e, a) || sameRate(e, a) || sameAddress(e, a) || sameEnd(e, a) || samePem(e, a);
    }

    /// A domain name with its root dot, an address of a server with its slash.
    private static boolean sameEnd(String e, String a) {
        var shorter = e.length() < a.length() ? e : a;
        var longer = e.length() < a.length() ? a : e;
        if (longer.length() != shorter.length() + 1 || !longer.startsWith(shorter)) {
            return false;
        }
        return longer.endsWith(".") && DOMAIN.matcher(shorter).matches()
                || longer.endsWith("/") && SERVER.matcher(shorter).matches();
    }

    /// White space means nothing in PEM.
    private static boolean samePem(String e, String a) {
        return e.contains("-----BEGIN ")
                && a.contains("-----BEGIN ")
                && e.replaceAll("\\s", "").equals(a.replaceAll("\\s", ""));
    }

    /// Line ends and white space around the whole text do not survive AWS.
    private static boolean sameText(String e, String a) {
        return Math.abs(e.length() - a.length()) < 1000
                && (edge(e) || edge(a))
                && e.replace("\r\n", "\n")
                        .strip()
                        .equals(a.replace("\r\n", "\n").strip());
    }

    private static boolean edge(String text) {
        return !text.isEmpty()
                && (text.charAt(0) <= ' ' || text.charAt(text.length() - 1) <= ' ' || text.indexOf('\r') >= 0);
    }

    /// `rate(60 minutes)` is `rate(1 hour)`.
    private static boolean sameRate(String e, String a) {
        if (!e.startsWith("rate(") || !a.startsWith("rate(")) {
            return false;
        }
        var x = RATE.matcher(e);
        var y = RATE.matcher(a);
        return x.matches() && y.matches() && minutes(x) == minutes(y);
    }

    private static long minutes(Matcher rate) {
        long unit = switch (rate.group(2)) {
            case "hour" -> 60;
            case "day" -> 1440;
            default -> 1;
        };
        return Long.parseLong(rate.group(1)) * unit;
    }

    /// `0:0:0:0:0:0:0:0/0` is `::/0`.
    private static boolean sameAddress(String e, String a) {
        return e.indexOf(':') >= 0
                && a.indexOf(':') >= 0
                && ADDRESS.matcher(e).matches()
                && ADDRESS.matcher(a).matches()
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
        var groups = half.toLowerCase(java.util.Locale.ROOT).split(":", -1);
        for (int i = 0; i < groups.length; i++) {
            var bare = groups[i].replaceFirst("^0+(?=.)", "");
            groups[i] = bare;
        }
        return groups;
    }
}
