package dev.phantom.secret;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;

/// Texts in which `{n36}` stands for 36 made-up characters, as in `token-shapes.tsv`; the same for the same seed.
public final class Specimen {

    private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
    private static final String UPPER = LOWER.toUpperCase(java.util.Locale.ROOT);
    private static final String DIGITS = "0123456789";
    private static final Map<Character, String> KINDS = Map.ofEntries(
            Map.entry('a', LOWER),
            Map.entry('A', UPPER),
            Map.entry('M', LOWER + UPPER),
            Map.entry('n', LOWER + UPPER + DIGITS),
            Map.entry('k', LOWER + DIGITS),
            Map.entry('u', UPPER + DIGITS),
            Map.entry('t', UPPER + "234567"),
            Map.entry('d', DIGITS),
            Map.entry('D', "123456789"),
            Map.entry('x', DIGITS + "abcdef"),
            Map.entry('w', LOWER + UPPER + DIGITS + "_-"),
            Map.entry('b', LOWER + UPPER + DIGITS + "+/"),
            Map.entry('q', "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"));

    private static final Pattern MADE = Pattern.compile("\\{([aAMnkutdDxwbq])(\\d{1,4})}");

    private final Random random;

    public Specimen(long seed) {
        this.random = new Random(seed);
    }

    /// @return the text, and the made-up parts in it
    Made of(String text) {
        var parts = new java.util.ArrayList<String>();
        var whole = MADE.matcher(text).replaceAll(found -> {
            var part = characters(found.group(1).charAt(0), Integer.parseInt(found.group(2)));
            parts.add(part);
            return part;
        });
        return new Made(whole.replace("\\n", "\n"), parts);
    }

    /// Mixed of small and large letters and digits, so that it never is a word.
    public String characters(char kind, int length) {
        var from = KINDS.get(kind);
        var made = new StringBuilder();
        for (int i = 0; i < length; i++) {
            made.append(from.charAt(random.nextInt(from.length())));
        }
        if (kind == 'n' && length >= 6) {
            made.setCharAt(1, DIGITS.charAt(random.nextInt(10)));
            made.setCharAt(3, UPPER.charAt(random.nextInt(26)));
            made.setCharAt(4, LOWER.charAt(random.nextInt(26)));
        }
        return made.toString();
    }

    record Made(String text, List<String> parts) {}
}
