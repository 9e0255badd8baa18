package dev.phantom.drift.compare;

import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Texts that mean the same wherever they stand.
final class Forms {

    /// `ddd:hh24:mi-ddd:hh24:mi`, as RDS, Redshift, ElastiCache and their like document it.
    private static final Pattern WINDOW = Pattern.compile(
            "(?i)(?:mon|tue|wed|thu|fri|sat|sun):\\d\\d:\\d\\d-(?:mon|tue|wed|thu|fri|sat|sun):\\d\\d:\\d\\d");

    private static final int WINDOW_LENGTH = "sun:05:00-sun:05:30".length();
    private static final Pattern RATE = Pattern.compile("rate\\(\\s*(\\d{1,9})\\s+(minute|hour|day)s?\\s*\\)");
    private static final Pattern DOMAIN =
            Pattern.compile("[A-Za-z0-9_*-]+(\\.[A-Za-z0-9_-]+)*\\.[A-Za-z][A-Za-z0-9-]+");
    private static final Pattern SERVER = Pattern.compile("https?://[A-Za-z0-9._-]+(:\\d+)?");
    private static final Pattern PEM =
            Pattern.compile("\\s*-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----\\s*");

    private static final Pattern INSTANT =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?(Z|[+-]\\d{2}:\\d{2})");
    private static final Pattern SSH_KEY =
            Pattern.compile("((?:ssh|ecdsa|sk-ssh|sk-ecdsa)-[a-z0-9@.-]+ [A-Za-z0-9+/]+={0,2})(?:[ \\t][^\\r\\n]*)?");

    /// An octal escape code, as Route 53 takes and returns them.
    private static final Pattern ESCAPE = Pattern.compile("\\\\([0-3][0-7]{2})");

    private Forms() {}

    /// `\\052.example.com` is `*.example.com`, with or without the root dot.
    /// (Route 53 Developer Guide, "DNS domain name format")
    static boolean sameDomain(String e, String a) {
        var x = domain(e);
        var y = domain(a);
        return !(x.equals(e) && y.equals(a)) && (x.equals(y) || sameEnd(x, y));
    }

    /// A domain name without its escape codes; any other text as it is.
    static String domain(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        var name = unescaped(text);
        return DOMAIN.matcher(name.endsWith(".") ? name.substring(0, name.length() - 1) : name)
                        .matches()
                ? name
                : text;
    }

    private static String unescaped(String name) {
        return ESCAPE.matcher(name)
                .replaceAll(
                        code -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(code.group(1), 8))));
    }

    /// A domain name with its root dot, an address of a server with its slash.
    static boolean sameEnd(String e, String a) {
        var shorter = e.length() < a.length() ? e : a;
        var longer = e.length() < a.length() ? a : e;
        if (longer.length() != shorter.length() + 1 || !longer.startsWith(shorter)) {
            return false;
        }
        return longer.endsWith(".") && DOMAIN.matcher(shorter).matches()
                || longer.endsWith("/") && SERVER.matcher(shorter).matches();
    }

    /// One moment, with or without fractions of a second, by its own offset or in UTC (ISO 8601).
    static boolean sameInstant(String e, String a) {
        if (!INSTANT.matcher(e).matches() || !INSTANT.matcher(a).matches()) {
            return false;
        }
        try {
            return OffsetDateTime.parse(e)
                    .toInstant()
                    .equals(OffsetDateTime.parse(a).toInstant());
        } catch (DateTimeParseException notOne) {
            return false;
        }
    }

    /// What follows an OpenSSH public key is a comment, which a service adds, changes or leaves out (sshd(8),
    /// "AUTHORIZED_KEYS FILE FORMAT").
    static boolean sameSshKey(String e, String a) {
        var x = SSH_KEY.matcher(e.strip());
        var y = SSH_KEY.matcher(a.strip());
        return x.matches() && y.matches() && x.group(1).equals(y.group(1));
    }

    /// White space means nothing inside PEM. What else a text holds is not PEM: in a script it may mean something.
    static boolean samePem(String e, String a) {
        if (!e.contains("-----BEGIN ") || !a.contains("-----BEGIN ")) {
            return false;
        }
        var blocks = packed(e);
        return !blocks.isEmpty() && blocks.equals(packed(a));
    }

    /// The blocks without white space; empty if there is anything beside them.
    private static String packed(String text) {
        var packed = new StringBuilder();
        var block = PEM.matcher(text);
        while (block.regionStart() < text.length() && block.lookingAt()) {
            packed.append(block.group(1)).append('\n');
            block.group(2).chars().filter(c -> !Character.isWhitespace(c)).forEach(c -> packed.append((char) c));
            packed.append('\n');
            block.region(block.end(), text.length());
        }
        return block.regionStart() == text.length() ? packed.toString() : "";
    }

    /// Line ends and white space around the whole text do not survive AWS.
    static boolean sameText(String e, String a) {
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
    static boolean sameRate(String e, String a) {
        if (!e.startsWith("rate(") || !a.startsWith("rate(")) {
            return false;
        }
        var x = RATE.matcher(e);
        var y = RATE.matcher(a);
        return x.matches() && y.matches() && minutes(x) == minutes(y);
    }

    /// `Sun:05:00-Sun:05:30` is `sun:05:00-sun:05:30`: a weekly window, whose days AWS writes in small letters.
    static boolean sameWindow(String e, String a) {
        return e.length() == WINDOW_LENGTH
                && e.equalsIgnoreCase(a)
                && WINDOW.matcher(e).matches();
    }

    private static long minutes(Matcher rate) {
        long unit = switch (rate.group(2)) {
            case "hour" -> 60;
            case "day" -> 1440;
            default -> 1;
        };
        return Long.parseLong(rate.group(1)) * unit;
    }
}
