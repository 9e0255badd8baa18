package dev.phantom.severity.policy;

/// A text of a policy in which `*` stands for any characters and `?` for one, in one spelling: `a**?` is `a?*`.
public record Wildcard(String pattern) {
    static final Wildcard ANY = new Wildcard("*");

    /// Product of two lengths; AWS takes no policy with texts so long.
    private static final long LONGEST = 4_000_000;

    public static Wildcard of(String text) {
        var pattern = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            boolean star = false;
            for (; i < text.length() && wild(text.charAt(i)); i++) {
                if (text.charAt(i) == '?') {
                    pattern.append('?');
                }
                star |= text.charAt(i) == '*';
            }
            if (star) {
                pattern.append('*');
            }
            if (i < text.length()) {
                pattern.append(text.charAt(i));
            }
        }
        return new Wildcard(pattern.toString());
    }

    /// Whether it stands for more than itself.
    static boolean open(String text) {
        return text.chars().anyMatch(c -> wild((char) c));
    }

    boolean open() {
        return open(pattern);
    }

    /// Whether it matches all that the other does.
    boolean covers(Wildcard other) {
        return covers(other.pattern);
    }

    /// The other's `*` is matched by a `*` alone, its `?` by a `?` or a `*`.
    public boolean covers(String other) {
        return (long) pattern.length() * other.length() <= LONGEST && matched(other);
    }

    private boolean matched(String other) {
        int here = 0;
        int there = 0;
        int star = -1;
        int mark = 0;
        while (there < other.length()) {
            char c = here < pattern.length() ? pattern.charAt(here) : 0;
            if (c == '*') {
                star = here++;
                mark = there;
            } else if (here < pattern.length() && one(c, other.charAt(there))) {
                here++;
                there++;
            } else if (star >= 0) {
                here = star + 1;
                there = ++mark;
            } else {
                return false;
            }
        }
        while (here < pattern.length() && pattern.charAt(here) == '*') {
            here++;
        }
        return here == pattern.length();
    }

    /// Whether some text matches both; of texts too long to tell it is taken to be so.
    boolean meets(Wildcard other) {
        return (long) pattern.length() * other.pattern.length() > LONGEST || shared(other);
    }

    private boolean shared(Wildcard other) {
        var a = pattern;
        var b = other.pattern;
        var meets = new boolean[a.length() + 1][b.length() + 1];
        for (int i = a.length(); i >= 0; i--) {
            for (int j = b.length(); j >= 0; j--) {
                meets[i][j] = meets(a, i, b, j, meets);
            }
        }
        return meets[0][0];
    }

    private static boolean meets(String a, int i, String b, int j, boolean[][] known) {
        if (i == a.length() && j == b.length()) {
            return true;
        }
        if (i < a.length() && a.charAt(i) == '*') {
            return known[i + 1][j] || j < b.length() && known[i][j + 1];
        }
        if (j < b.length() && b.charAt(j) == '*') {
            return known[i][j + 1] || i < a.length() && known[i + 1][j];
        }
        return i < a.length()
                && j < b.length()
                && (a.charAt(i) == b.charAt(j) || a.charAt(i) == '?' || b.charAt(j) == '?')
                && known[i + 1][j + 1];
    }

    private static boolean one(char pattern, char other) {
        return other != '*' && (pattern == '?' || pattern == other);
    }

    private static boolean wild(char c) {
        return c == '*' || c == '?';
    }
}
