package dev.phantom.secret;

import java.util.regex.Pattern;

/// Whether a text looks made up by a machine, or by somebody who had to think of a password: the last resort where a
/// place is suspicious, and never enough alone.
final class Randomness {

    private static final int SHORTEST_KEY = 16;
    private static final int LONGEST_KEY = 600;
    private static final int SHORTEST_WORD = 6;

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/=_~.:$!@#%^&*-]+");

    /// What names something and protects nothing: ids of AWS, UUIDs, addresses, files, dates, versions.
    private static final Pattern NAME = Pattern.compile("arn:.*|alias/.*|[a-z][a-z0-9+.-]{1,20}://.*|\\{\\{.*|/.*"
            + "|[a-z]{1,12}-(?:[0-9a-f]{8}|[0-9a-f]{17})"
            + "|(?:mrk-)?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|mrk-[0-9a-f]{32}"
            + "|(?:sha(?:1|224|256|384|512)|md5)[:-].*|v?\\d+(?:\\.\\d+)+(?:[-+.].*)?"
            + "|\\d{4}-\\d\\d-\\d\\d(?:T.*)?|[^/]+(?:/[^/]+)*\\.(?:[a-z]{2,5}|[a-z]+\\d|7z)"
            + "|[\\w.-]+(?:\\.[a-z]{2,24})(?::\\d+)?(?:/.*)?|Z[A-Z0-9]{8,31}|(?:AR|AI|AN|AP|AS|AG|AC)[A-Z]A[A-Z0-9]{16}"
            + "|subnet-.*|(?:us|eu|ap|sa|ca|me|af|il|mx)-[a-z]+-\\d.*|i?a?vpc-.*|ami-.*");

    private static final Pattern NUMBERED = Pattern.compile("[A-Za-z]*+\\d{0,2}|\\d++[A-Za-z]{0,3}");
    private static final Pattern PART = Pattern.compile("[^A-Za-z0-9]+");
    private static final String MARKS = "!@#$%^&*?~+=";

    private Randomness() {}

    /// A key: long, and no word or name.
    static boolean isKey(String text) {
        return text.length() >= SHORTEST_KEY
                && text.length() <= LONGEST_KEY
                && KEY.matcher(text).matches()
                && !NAME.matcher(text).matches()
                && (changes(text) >= 3 && bits(text) >= 2.8 || bits(text) >= 3.9 && cases(text) >= 7);
    }

    /// A password or a key: letters and digits in one, or with a sign that no name has.
    static boolean isWord(String text) {
        return text.length() >= SHORTEST_WORD
                && text.length() <= LONGEST_KEY
                && !NAME.matcher(text).matches()
                && (changes(text) >= 1 && !isNumbered(text)
                        || text.chars().anyMatch(c -> MARKS.indexOf(c) >= 0)
                                && text.chars().anyMatch(Character::isDigit));
    }

    /// Whether it names something, as an id, an address, a file or a version does.
    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /// `orders2`, `v12`, `s3`: a name with a number.
    private static boolean isNumbered(String text) {
        for (var part : PART.split(text)) {
            if (!NUMBERED.matcher(part).matches()) {
                return false;
            }
        }
        return true;
    }

    /// How often letters and digits take turns within one part.
    private static int changes(String text) {
        int most = 0;
        for (var part : PART.split(text)) {
            int changes = 0;
            for (int i = 1; i < part.length(); i++) {
                changes += Character.isDigit(part.charAt(i)) == Character.isDigit(part.charAt(i - 1)) ? 0 : 1;
            }
            most = Math.max(most, changes);
        }
        return most;
    }

    private static int cases(String text) {
        int cases = 0;
        for (int i = 1; i < text.length(); i++) {
            cases += Character.isUpperCase(text.charAt(i)) == Character.isUpperCase(text.charAt(i - 1)) ? 0 : 1;
        }
        return cases;
    }

    /// Shannon's entropy of a character.
    private static double bits(String text) {
        var counts = new int[128];
        text.chars().filter(c -> c < counts.length).forEach(c -> counts[c]++);
        double bits = 0;
        for (int count : counts) {
            double share = (double) count / text.length();
            bits -= count == 0 ? 0 : share * Math.log(share) / Math.log(2);
        }
        return bits;
    }
}
